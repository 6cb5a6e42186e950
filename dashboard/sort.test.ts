import { expect, test } from 'vitest';
import type { AdName, ReportRow } from '../shared/report.ts';
import type { Sort } from './query.ts';
import { rowName } from './rowName.ts';
import { sortRows } from './sort.ts';

const AD: AdName = { channel: 'Paid Search', rule: '', source: 'google', medium: 'cpc', campaign: '', content: '' };

const row = (campaign: string, values: ReportRow['values'], ad: Partial<AdName> = {}): ReportRow => ({
  key: { ad: campaign },
  ad: { ...AD, campaign, ...ad },
  values,
});

const ROWS = [
  row('Їжа', { leads: 0, costPerLead: null }, { channel: 'Referral' }),
  row('Ґанок', { leads: 2, costPerLead: 10 }),
  row('Акція 10', { leads: 1, costPerLead: 30 }),
  row('Акція 9', { leads: 5, costPerLead: 0 }, { channel: 'Direct' }),
];

const sorted = (key: Sort['key'], descending: boolean): string[] =>
  sortRows(ROWS, {
    sort: { key, descending },
    by: 'ad',
    language: 'uk',
    figureOf: ({ values }) => values[key as 'leads'] ?? null,
  }).map(({ ad }) => ad?.campaign ?? '');

test('names go by the alphabet of the language, numbers in them by size', () => {
  expect(sorted('name', false)).toEqual(['Акція 9', 'Акція 10', 'Ґанок', 'Їжа']);
  expect(sorted('name', true)).toEqual(['Їжа', 'Ґанок', 'Акція 10', 'Акція 9']);
  expect(sorted('channel', false)).toEqual(['Акція 9', 'Ґанок', 'Акція 10', 'Їжа']);
});

test('figures go by size, and one that there is not comes last either way', () => {
  expect(sorted('leads', true)).toEqual(['Акція 9', 'Ґанок', 'Акція 10', 'Їжа']);
  expect(sorted('costPerLead', true)).toEqual(['Акція 10', 'Ґанок', 'Акція 9', 'Їжа']);
  expect(sorted('costPerLead', false)).toEqual(['Акція 9', 'Ґанок', 'Акція 10', 'Їжа']);
});

test('the rows given stay as they were', () => {
  const before = [...ROWS];
  sorted('leads', false);
  expect(ROWS).toEqual(before);
});

test('an ad is called by its name, one without by its campaign, one without both by its source', () => {
  const named = (ad: Partial<AdName>) => rowName({ key: { ad: '1' }, ad: { ...AD, ...ad }, values: {} }, 'ad');
  expect(named({ campaign: 'Зима', content: 'Банер' })).toMatchObject({
    title: 'Банер',
    under: 'Зима',
    via: 'google / cpc',
  });
  expect(named({ campaign: 'Зима', content: '690', adId: '690' })).toMatchObject({ title: 'Зима', under: '690' });
  expect(named({ campaign: 'Зима' })).toMatchObject({ title: 'Зима', under: '' });
  expect(named({ source: '(direct)', medium: '' })).toMatchObject({ title: '(direct)', under: '', via: '(direct)' });
  expect(rowName({ key: { source: 'google' }, values: {} }, 'source')).toEqual({ title: 'google', under: '', via: '' });
});
