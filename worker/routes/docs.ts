import { Hono } from 'hono';
import { openAPIRouteHandler } from 'hono-openapi';
import { serveFile } from '../files.ts';
import { problem } from '../problem.ts';

/** Swagger UI styles its page from script, so inline styles are allowed here, and nothing else from elsewhere. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

/** The API's description, for machines and for people. */
export const docs = (api: Hono) =>
  new Hono()
    .get(
      '/openapi.json',
      openAPIRouteHandler(api, {
        documentation: {
          info: {
            title: 'Whichhalf',
            version: '1',
            description:
              'From the click on an ad to what a lead cost. Errors are RFC 9457 problems; days are in the site’s time zone.',
          },
          components: {
            securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'A token that begins with wh_' } },
          },
          security: [{ token: [] }],
        },
        exclude: [/^\/(app|demo|f)(\/|$)/, '/'],
      }),
    )
    .get(
      '/docs',
      (c) => serveFile('/docs/index.html', c.req.raw, { 'content-security-policy': POLICY }) ?? problem('not-found'),
    )
    .get(
      '/docs/*',
      (c) => serveFile(c.req.path, c.req.raw, { 'content-security-policy': POLICY }) ?? problem('not-found'),
    );
