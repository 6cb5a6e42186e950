import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { type SiteSettings, widgetSettings } from '../../shared/settings.ts';
import type { AppEnv } from '../access.ts';
import { accepts, isKnown, templateOf } from '../files.ts';
import { isGenuine } from '../keys.ts';
import { problem } from '../problem.ts';
import { sight } from '../sight.ts';
import { widgetNumbers } from '../site/numbers/lines.ts';
import { settingsOf } from '../siteSettings.ts';

/**
 * The script a site's owner pastes: core with the site's settings in it, so that a page asks for one file only. A site
 * whose rules can show another number gets the core that swaps them.
 */

/** Minutes a browser keeps it: a change of settings reaches every page within this. */
const MAX_AGE = 5 * 60;
const TOKEN = '__WHICHHALF_SETTINGS__';

interface Script {
  text: string;
  gzip: Uint8Array;
  etag: string;
}

/** By parts and settings, since the same give the same script. */
const made = new Map<string, Promise<Script>>();
const MOST = 500;

/** @param parts built files that stand one behind the other */
const make = async (parts: readonly string[], settings: string): Promise<Script> => {
  const text = parts
    .map(templateOf)
    .join(';\n')
    .replace(TOKEN, () => settings);
  const gzip = new Uint8Array(
    await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
  );
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return { text, gzip, etag: `"${btoa(String.fromCharCode(...digest.subarray(0, 15)))}"` };
};

export const script = new Hono<AppEnv>().get(
  '/w/:file{[0-9a-z]+\\.js}',
  describeRoute({
    tags: ['widget'],
    summary: 'The script that a site pastes',
    responses: { 200: { description: "The core with the site's settings" }, 404: { description: 'No such site' } },
  }),
  async (c) => {
    const site = c.req.param('file').slice(0, -'.js'.length);
    if (!(await isGenuine(c.env.SECRET, 'site', site))) return problem('not-found');
    sight(c, site, 'script', c.req.header('referer') ?? '');
    const stated = await settingsOf(c.env, site, Date.now());
    // Global Privacy Control: silence is a no. Some browsers state it by this header alone.
    const settings: SiteSettings = c.req.header('sec-gpc') === '1' ? { ...stated, consent: 'required' } : stated;
    // Inside a script `<` could end an inlined copy of it, and U+2028 was a line end before ES2019.
    const numbers = widgetNumbers(settings);
    const inlined = JSON.stringify(widgetSettings(site, settings, numbers)).replace(
      /[<\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    // Who swaps no numbers, or has no banner to listen to, carries nothing of it.
    const parts = [
      numbers ? '/core-numbers.js' : '/core.js',
      ...(settings.consentSignal === 'none' ? [] : [`/${settings.consentSignal}.js`]),
    ];
    const key = `${parts} ${inlined}`;
    let script = made.get(key);
    if (!script) {
      if (made.size >= MOST) made.clear();
      script = make(parts, inlined);
      // A failure is not kept: the next page tries anew.
      script.catch(() => made.delete(key));
      made.set(key, script);
    }
    const { text, gzip, etag } = await script;
    const headers = {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': `public, max-age=${MAX_AGE}`,
      etag,
      vary: 'accept-encoding, sec-gpc',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    };
    if (isKnown(c.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers });
    if (!accepts(c.req.header('accept-encoding') ?? '', 'gzip')) return new Response(text, { headers });
    return new Response(gzip, { headers: { ...headers, 'content-encoding': 'gzip' }, encodeBody: 'manual' });
  },
);
