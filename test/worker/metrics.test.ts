import { expect, test } from 'vitest';
import { METRIC_NAMES } from '../../shared/metrics/catalogue.ts';
import type { MetricsAnswer } from '../../shared/metrics/entry.ts';
import { asked, bearing, newAccount, newSiteOf } from './people.ts';

/** The catalogue as it is asked for over HTTP. */

test('every metric says what it means, how it is made, and in which direction it is better', async () => {
  const { token } = await newAccount();
  const { metrics, asked: between } = await asked<MetricsAnswer>('/v1/metrics', bearing(token));
  expect(metrics.map(({ name }) => name)).toEqual(METRIC_NAMES);
  expect(metrics.find(({ name }) => name === 'romi')).toEqual({
    name: 'romi',
    unit: 'ratio',
    formula: '(profit − spend) / spend',
    numerator: 'profit − spend',
    denominator: 'spend',
    additive: false,
    better: 'more',
    meaning: { uk: expect.any(String), ru: expect.any(String), en: expect.any(String) },
  });
  expect(between.map(({ name, formula }) => [name, formula])).toEqual([
    ['conversion:{from}:{to}', '{to} / {from}'],
    ['costPer:{what}', 'spend / {what}'],
  ]);
});

test("a site's own actions stand in its own catalogue", async () => {
  const { token } = await newAccount();
  const actions = [{ id: 'meeting', name: 'Зустріч' }];
  const site = await newSiteOf(token);
  const names = async () =>
    (await asked<MetricsAnswer>(`/v1/sites/${site}/metrics`, bearing(token))).metrics.map(({ name }) => name);
  expect(await names()).toEqual(METRIC_NAMES);
  const { settings } = await asked<{ settings: { leads: object } }>(`/v1/sites/${site}`, bearing(token));
  await asked(`/v1/sites/${site}`, bearing(token, { leads: { ...settings.leads, actions } }, 'PATCH'));
  expect(await names()).toEqual([...METRIC_NAMES, 'action:meeting', 'costPer:meeting', 'conversion:leads:meeting']);
  const { metrics } = await asked<MetricsAnswer>(`/v1/sites/${site}/metrics`, bearing(token));
  expect(metrics.find(({ name }) => name === 'costPer:meeting')?.meaning.uk).toContain('«Зустріч»');
});
