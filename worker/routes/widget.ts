import { Hono } from 'hono';
import { describeRoute, resolver } from 'hono-openapi';
import { type ContactAnswer, ContactRequest } from '../../shared/contacts.ts';
import { type HitsAnswer, HitsBatch } from '../../shared/hits.ts';
import type { AppEnv } from '../access.ts';
import { siteStub } from '../access.ts';
import { problem } from '../problem.ts';
import { ignoredReason } from '../source/bots.ts';
import { readPageRequest } from './pageRequest.ts';

/** What the script on a page posts. No token: the site's key, its hosts, the size, the rate and the bot filter guard it. */
export const widget = new Hono<AppEnv>()
  .post(
    '/w/:site/hits',
    describeRoute({
      tags: ['widget'],
      summary: 'Report what was seen in one visit',
      description:
        'Content-Type text/plain, so that a page needs no preflight. Sending the same again changes nothing.',
      requestBody: { required: true, content: { 'text/plain': { schema: resolver(HitsBatch) } } },
      responses: {
        202: { description: 'What stands, and which hits were refused and why' },
        403: { description: "The page's host is not one of the site's" },
        413: { description: 'Too large' },
        422: { description: 'Names the wrong fields' },
        429: { description: 'Too many; see Retry-After' },
      },
    }),
    async (c) => {
      const page = await readPageRequest(c);
      if (page instanceof Response) return page;
      const { cors } = page;
      const ignored = ignoredReason({
        userAgent: page.userAgent,
        purpose: c.req.header('sec-purpose') ?? c.req.header('purpose') ?? '',
      });
      if (ignored) return c.json({ accepted: 0, refused: [], ignored } satisfies HitsAnswer, 202, cors);
      const result = await siteStub(c.env, page.site).hits(page.body, page.request);
      switch (result.state) {
        case 'stored':
          return c.json(result.answer satisfies HitsAnswer, 202, cors);
        case 'invalid':
          return problem('invalid', { errors: result.errors, headers: cors });
        case 'tooMany':
          return problem('too-many', { headers: { ...cors, 'retry-after': String(result.retryAfter) } });
      }
    },
  )
  .post(
    '/w/:site/contacts',
    describeRoute({
      tags: ['widget'],
      summary: 'Hand in a contact: a form or a callback request',
      description:
        'Content-Type text/plain, so that a page needs no preflight. The same contact again is answered with 200. What looks like spam is quarantined.',
      requestBody: { required: true, content: { 'text/plain': { schema: resolver(ContactRequest) } } },
      responses: {
        201: { description: 'Taken' },
        200: { description: 'Was known already' },
        202: {
          description:
            'Quarantined; the same again with `contact.proof.solution`, JSON of a Solution to `challenge`, is free',
        },
        403: { description: "The page's host is not one of the site's, or a program sent it" },
        409: { description: 'The id is taken by another body' },
        413: { description: 'Too large' },
        422: { description: 'Names the wrong fields' },
        429: { description: 'Too many; see Retry-After' },
      },
    }),
    async (c) => {
      const page = await readPageRequest(c);
      if (page instanceof Response) return page;
      const { cors } = page;
      if (ignoredReason({ userAgent: page.userAgent, purpose: '' })) return problem('bot-refused', { headers: cors });
      const result = await siteStub(c.env, page.site).contact(page.body, page.request);
      switch (result.state) {
        case 'new':
          return c.json({ id: result.id } satisfies ContactAnswer, 201, cors);
        case 'known':
          return c.json({ id: result.id } satisfies ContactAnswer, 200, cors);
        case 'suspect': {
          // Whoever cannot set it free is told no more than anybody.
          const { id, challenge, isNew } = result;
          if (challenge) return c.json({ id, challenge } satisfies ContactAnswer, 202, cors);
          return c.json({ id } satisfies ContactAnswer, isNew ? 201 : 200, cors);
        }
        case 'conflict':
          return problem('conflict', { headers: cors });
        case 'invalid':
          return problem('invalid', { errors: result.errors, headers: cors });
        case 'tooMany':
          return problem('too-many', { headers: { ...cors, 'retry-after': String(result.retryAfter) } });
      }
    },
  );
