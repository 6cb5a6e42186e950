import { Hono } from 'hono';
import { describeRoute, validator } from 'hono-openapi';
import * as v from 'valibot';
import { may } from '../../shared/people.ts';
import { NewSite, SettingsChange, SiteSettings } from '../../shared/settings.ts';
import { type AppEnv, accountStub, forAccount, forSite, siteStub } from '../access.ts';
import { newKey } from '../keys.ts';
import { problem } from '../problem.ts';
import { widgetNumbers } from '../site/numbers/lines.ts';
import { HIDDEN, hideSecrets } from '../site/secrets.ts';
import { settleNew } from '../site/settleSettings.ts';
import { forgetSettings } from '../siteSettings.ts';
import { refuse } from './refuse.ts';
import { smallBody } from './smallBody.ts';

const { webhooks, telegram } = SiteSettings.entries.notify.entries;
const Hidden = v.literal(HIDDEN);

/** What may be set to nothing again, by null. */
const TAKEN_AWAY = ['policyUrl', 'consentVersion', 'radius', 'hours'] as const;
const { policyUrl, consentVersion, radius, hours } = SiteSettings.entries;

/**
 * As SettingsChange, and a secret may be stated as it is shown, which leaves it as it is. A change of nothing is none: its
 * names are misspelt, or the body does not say that it is JSON.
 */
const ShownChange = v.pipe(
  v.object({
    ...SettingsChange.entries,
    policyUrl: v.nullish(policyUrl.wrapped),
    consentVersion: v.nullish(consentVersion.wrapped),
    radius: v.nullish(radius.wrapped),
    hours: v.nullish(hours.wrapped),
    notify: v.optional(
      v.object({
        webhooks: v.pipe(
          v.array(v.object({ ...webhooks.item.entries, secret: v.union([Hidden, webhooks.item.entries.secret]) })),
          v.maxLength(webhooks.pipe[1].requirement),
        ),
        telegram: v.pipe(
          v.array(v.object({ ...telegram.item.entries, token: v.union([Hidden, telegram.item.entries.token]) })),
          v.maxLength(telegram.pipe[1].requirement),
        ),
      }),
    ),
  }),
  v.check((change) => Object.keys(change).length > 0, 'states nothing that is a setting'),
);

/**
 * The tag to paste. Where numbers are swapped the browser is asked to fetch it before pictures, so that it runs before
 * the page is first painted.
 */
const snippet = (url: string, site: string, settings: Pick<SiteSettings, 'numbers'>): string =>
  `<script async${widgetNumbers(settings) ? ' fetchpriority="high"' : ''} src="${new URL(url).origin}/w/${site}.js"></script>`;

/** What a marketer has no say in: whom leads are told to, secrets, terms of keeping, whose pages may report. */
const OWNERS = ['notify', 'calls', 'spam', 'privacy', 'hosts', 'consent', 'consentSignal'] as const;

/** Drops what was left out, so that a default or the former value stands. */
const stated = <T extends object>(change: T): Partial<T> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>;

/** Null is how JSON says that there is to be none. */
const withoutNulls = ({ ...change }: v.InferOutput<typeof ShownChange>): Partial<SiteSettings> => {
  const settled = stated(change);
  for (const name of TAKEN_AWAY) if (settled[name] === null) settled[name] = undefined;
  return settled as Partial<SiteSettings>;
};

export const sites = new Hono<AppEnv>()
  .get(
    '/v1/sites',
    describeRoute({
      tags: ['sites'],
      summary: "The account's sites",
      responses: { 200: { description: 'Keys and names' } },
    }),
    forAccount(),
    async (c) =>
      c.json({ sites: await accountStub(c.env, c.var.account).listSites() }, 200, { 'cache-control': 'no-store' }),
  )
  .post(
    '/v1/sites',
    describeRoute({
      tags: ['sites'],
      summary: 'Make a site',
      responses: {
        201: { description: 'Its key, settings and the script tag to paste' },
        422: { description: 'Names the wrong fields' },
      },
    }),
    forAccount('admin'),
    smallBody,
    validator('json', NewSite, refuse),
    async (c) => {
      const { name, hosts, ...rest } = c.req.valid('json');
      const settled = settleNew({ ...(stated(rest) as Partial<SiteSettings>), name, hosts });
      if (settled.state === 'invalid') return problem('invalid', { errors: settled.errors });
      const { settings } = settled;
      const site = await newKey(c.env.SECRET, 'site');
      await siteStub(c.env, site).create(site, settings);
      await accountStub(c.env, c.var.account).addSite(site, settings.name, Date.now());
      return c.json({ site, settings: hideSecrets(settings), snippet: snippet(c.req.url, site, settings) }, 201, {
        'cache-control': 'no-store',
      });
    },
  )
  .get(
    '/v1/sites/:site',
    describeRoute({
      tags: ['sites'],
      summary: 'A site and its settings',
      responses: {
        200: { description: 'Secrets are not shown; with the scope leads alone, what leads are looked after by' },
        404: { description: 'No such site in this account' },
      },
    }),
    forSite('report', 'leads'),
    async (c) => {
      const { key, stub } = c.var.site;
      const settings = await stub.settings();
      // Whoever looks after leads needs to know no more of the site.
      if (!may(c.var.scopes, 'report')) {
        const { name, timeZone, currency, country, hours, leads } = settings;
        const told = { name, timeZone, currency, country, ...(hours && { hours }), leads };
        return c.json({ site: key, settings: told }, 200, { 'cache-control': 'no-store' });
      }
      return c.json({ site: key, settings: hideSecrets(settings), snippet: snippet(c.req.url, key, settings) }, 200, {
        'cache-control': 'no-store',
      });
    },
  )
  .patch(
    '/v1/sites/:site',
    describeRoute({
      tags: ['sites'],
      summary: `Change settings: what is named is replaced whole; null takes away ${TAKEN_AWAY.join(', ')}`,
      responses: {
        200: { description: 'The settings as they are now' },
        422: { description: 'Names the wrong fields' },
      },
    }),
    forSite('settings'),
    smallBody,
    validator('json', ShownChange, refuse),
    async (c) => {
      const { key, stub } = c.var.site;
      const withheld = may(c.var.scopes, 'admin')
        ? []
        : OWNERS.filter((name) => c.req.valid('json')[name] !== undefined);
      if (withheld.length > 0)
        return problem('forbidden', { detail: `only an owner may change ${withheld.join(', ')}` });
      const result = await stub.change(withoutNulls(c.req.valid('json')));
      if (result.state === 'invalid') return problem('invalid', { errors: result.errors });
      const { settings } = result;
      await accountStub(c.env, c.var.account).addSite(key, settings.name, Date.now());
      forgetSettings(key);
      return c.json({ site: key, settings: hideSecrets(settings), snippet: snippet(c.req.url, key, settings) }, 200, {
        'cache-control': 'no-store',
      });
    },
  );
