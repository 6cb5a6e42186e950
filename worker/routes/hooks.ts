import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { describeRoute } from 'hono-openapi';
import type { HooksAnswer } from '../../shared/calls.ts';
import { PROVIDERS, type ProviderName } from '../../shared/numbers.ts';
import type { SiteSettings } from '../../shared/settings.ts';
import { type AppEnv, forSite, siteStub } from '../access.ts';
import type { HookRequest, ProviderSetting } from '../calls/call.ts';
import { providers } from '../calls/providers.ts';
import type { Env } from '../env.ts';
import { hookSecret, isGenuine, sameText } from '../keys.ts';
import { problem } from '../problem.ts';
import type { CallReport } from '../site/site.ts';
import { recentSettingsOf, settingsOf } from '../siteSettings.ts';

/** Where telephony providers report calls. Nothing of a body, a number or the path goes to a log. */

interface HookEnv {
  Bindings: Env;
  Variables: { hook: { site: string; name: ProviderName; setting: ProviderSetting } };
}

type Found =
  | { state: 'open'; setting: ProviderSetting }
  | { state: 'closed'; problem: 'not-found' /** The site has no such provider. */ | 'unauthorized' };

interface Address {
  site: string;
  name: ProviderName;
  secret: string;
}

const find = async (env: Env, { calls, timeZone }: SiteSettings, { site, name, secret }: Address): Promise<Found> => {
  const configured = calls.providers.find(({ provider }) => provider === name);
  if (!configured) return { state: 'closed', problem: 'not-found' };
  if (!sameText(await hookSecret(env.SECRET, site, name, configured.rotation), secret))
    return { state: 'closed', problem: 'unauthorized' };
  return { state: 'open', setting: { secret: configured.secret, timeZone: configured.timeZone ?? timeZone } };
};

/** Before anything of the request is read: a genuine key, a provider of the site's, and the address it was given. */
const atItsAddress = createMiddleware<HookEnv>(async (c, next) => {
  const site = c.req.param('site') ?? '';
  const name = PROVIDERS.find((one) => one === c.req.param('provider'));
  if (!name || !(await isGenuine(c.env.SECRET, 'site', site))) return problem('not-found');
  const now = Date.now();
  const address = { site, name, secret: c.req.param('secret') ?? '' };
  let found = await find(c.env, await settingsOf(c.env, site, now), address);
  if (found.state === 'closed') {
    // Settings kept in memory may be a minute old: what they close is looked at once more.
    found = await find(c.env, await recentSettingsOf(c.env, site, now), address);
  }
  if (found.state === 'closed') return problem(found.problem);
  c.set('hook', { site, name, setting: found.setting });
  return next();
});

const smallEvent = bodyLimit({
  maxSize: 256 * 1024,
  onError: () => problem('too-large', { detail: 'at most 256 KB' }),
});

export const hooks = new Hono<AppEnv>()
  .on(
    ['GET', 'POST'],
    '/hooks/:site/:provider/:secret',
    describeRoute({
      tags: ['calls'],
      summary: 'A telephony provider reports a call',
      description:
        "The address is told by `GET /v1/sites/{site}/hooks`. The request must bear the provider's own signature where it has one. The same event again changes nothing.",
      responses: {
        200: { description: 'Stored, or not of a call; in the form that the provider expects' },
        401: { description: "The address's last part or the signature is not right; nothing was stored" },
        404: { description: 'No such site, or it has no such provider' },
        413: { description: 'Larger than 256 KB' },
        422: { description: 'Names the fields that cannot be read' },
      },
    }),
    atItsAddress,
    smallEvent,
    async (c) => {
      const { site, name, setting } = c.var.hook;
      const provider = providers[name];
      const receivedAt = Date.now();
      const request: HookRequest = {
        method: c.req.method,
        url: c.req.url,
        headers: c.req.raw.headers,
        // Read as text, the runtime would complain of a form.
        body: new TextDecoder().decode(await c.req.arrayBuffer()),
        receivedAt,
      };
      const greeting = provider.greet?.(request);
      if (greeting) return greeting;
      if (!(await provider.verify(request, setting)))
        return problem('unauthorized', { detail: "the provider's signature is not right" });
      const read = provider.read(request, setting);
      switch (read.state) {
        case 'invalid':
          return problem('invalid', { errors: read.errors });
        case 'ignored':
          return provider.reply?.(request, undefined) ?? c.json({}, 200);
        case 'events': {
          const { events, raw } = read;
          const report: CallReport = { provider: name, receivedAt, events, raw };
          const { line } = await siteStub(c.env, site).takeCalls(JSON.stringify(report));
          return provider.reply?.(request, line) ?? c.json({}, 200);
        }
      }
    },
  )
  .get(
    '/v1/sites/:site/hooks',
    describeRoute({
      tags: ['calls'],
      summary: 'The addresses to give to the telephony providers',
      description: "For the providers that the site's settings name. Raising a provider's `rotation` makes another.",
      responses: { 200: { description: 'Each as good as a password' } },
    }),
    forSite('admin'),
    async (c) => {
      const { key, stub } = c.var.site;
      const { calls } = await stub.settings();
      const { origin } = new URL(c.req.url);
      const hooks = await Promise.all(
        calls.providers.map(async ({ provider, rotation }) => ({
          provider,
          url: `${origin}/hooks/${key}/${provider}/${await hookSecret(c.env.SECRET, key, provider, rotation)}`,
        })),
      );
      return c.json({ hooks } satisfies HooksAnswer, 200, { 'cache-control': 'no-store' });
    },
  );
