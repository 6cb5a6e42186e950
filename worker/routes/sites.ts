import { Hono } from 'hono';
import { describeRoute, validator } from 'hono-openapi';
import { DEFAULT_SETTINGS, NewSite, SettingsChange, type SiteSettings } from '../../shared/settings.ts';
import { type AppEnv, accountStub, forAccount, forSite, siteStub } from '../access.ts';
import { newKey } from '../keys.ts';
import { forgetSettings } from '../siteSettings.ts';
import { refuse } from './refuse.ts';

/** Secrets go in and never come out: a reader sees that they are set. */
const HIDDEN = '(set)';
const shown = ({ notify, ...settings }: SiteSettings) => ({
  ...settings,
  notify: {
    webhooks: notify.webhooks.map(({ url }) => ({ url, secret: HIDDEN })),
    telegram: notify.telegram.map(({ chat }) => ({ chat, token: HIDDEN })),
  },
});

const snippet = (url: string, site: string): string => `<script async src="${new URL(url).origin}/w/${site}.js"></script>`;

/** Drops what was left out, so that a default or the former value stands. */
const stated = <T extends object>(change: T): Partial<T> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>;

export const sites = new Hono<AppEnv>()
  .get(
    '/v1/sites',
    describeRoute({ tags: ['sites'], summary: "The account's sites", responses: { 200: { description: 'Keys and names' } } }),
    forAccount(),
    async (c) => c.json({ sites: await accountStub(c.env, c.var.account).listSites() }, 200, { 'cache-control': 'no-store' }),
  )
  .post(
    '/v1/sites',
    describeRoute({
      tags: ['sites'],
      summary: 'Make a site',
      responses: { 201: { description: 'Its key, settings and the script tag to paste' }, 422: { description: 'Names the wrong fields' } },
    }),
    forAccount('admin'),
    validator('json', NewSite, refuse),
    async (c) => {
      const settings = { ...DEFAULT_SETTINGS, ...stated(c.req.valid('json')) } as SiteSettings;
      const site = await newKey(c.env.SECRET, 'site');
      await siteStub(c.env, site).create(site, settings);
      await accountStub(c.env, c.var.account).addSite(site, settings.name, Date.now());
      return c.json({ site, settings: shown(settings), snippet: snippet(c.req.url, site) }, 201, { 'cache-control': 'no-store' });
    },
  )
  .get(
    '/v1/sites/:site',
    describeRoute({ tags: ['sites'], summary: 'A site and its settings', responses: { 200: { description: 'Secrets are not shown' }, 404: { description: 'No such site in this account' } } }),
    forSite('report'),
    async (c) => {
      const { key, stub } = c.var.site;
      return c.json({ site: key, settings: shown(await stub.settings()), snippet: snippet(c.req.url, key) }, 200, { 'cache-control': 'no-store' });
    },
  )
  .patch(
    '/v1/sites/:site',
    describeRoute({ tags: ['sites'], summary: 'Change settings: what is named is replaced whole', responses: { 200: { description: 'The settings as they are now' }, 422: { description: 'Names the wrong fields' } } }),
    forSite('admin'),
    validator('json', SettingsChange, refuse),
    async (c) => {
      const { key, stub } = c.var.site;
      const settings = { ...(await stub.settings()), ...stated(c.req.valid('json')) } as SiteSettings;
      await stub.change(settings);
      await accountStub(c.env, c.var.account).addSite(key, settings.name, Date.now());
      forgetSettings(key);
      return c.json({ site: key, settings: shown(settings), snippet: snippet(c.req.url, key) }, 200, { 'cache-control': 'no-store' });
    },
  );
