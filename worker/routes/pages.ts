import { Hono } from 'hono';
import type { AppEnv } from '../access.ts';
import { hasFile, serveFile, templateOf } from '../files.ts';
import { isGenuine } from '../keys.ts';
import { problem } from '../problem.ts';

/** What people open in a browser: the dashboard, the demo site, the widget's chunks. */

/** The dashboard talks to its own origin alone, frames the preview of its forms alone, and nothing may frame it. */
const DASHBOARD_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

const dashboardHeaders = {
  'content-security-policy': DASHBOARD_POLICY,
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
};

/** A form that is not saved yet, in the dashboard's frame: it can ask nobody anything. */
const PREVIEW_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'",
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'SAMEORIGIN',
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

export const pages = new Hono<AppEnv>()
  .get('/', (c) => c.redirect('/app/'))
  .get('/app', (c) => c.redirect('/app/'))
  .get('/app/*', (c) => {
    // Paths of the dashboard's own router give its page.
    const path = hasFile(c.req.path) ? c.req.path : '/app/index.html';
    return serveFile(path, c.req.raw, dashboardHeaders) ?? problem('not-found');
  })
  .get('/preview/', (c) => serveFile('/preview/index.html', c.req.raw, PREVIEW_HEADERS) ?? problem('not-found'))
  .get('/preview/preview.css', (c) => serveFile('/preview/preview.css', c.req.raw) ?? problem('not-found'))
  .get(
    '/f/*',
    (c) =>
      // Modules of a customer's page, fetched with CORS.
      serveFile(c.req.path, c.req.raw, {
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
      }) ?? problem('not-found'),
  )
  .get('/demo/:site/*', async (c) => {
    const site = c.req.param('site');
    if (!(await isGenuine(c.env.SECRET, 'site', site))) return problem('not-found');
    const rest = c.req.path.slice(`/demo/${site}/`.length) || 'index.html';
    const path = `/demo/${rest}`;
    if (!rest.endsWith('.html')) return serveFile(path, c.req.raw) ?? problem('not-found');
    if (!hasFile(path)) return problem('not-found');
    return c.html(templateOf(path).replaceAll('__SITE__', escapeHtml(site)), 200, { 'cache-control': 'no-cache' });
  })
  .get('/demo/:site', (c) => c.redirect(`/demo/${c.req.param('site')}/`));
