import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { SpendUpload } from './spend.ts';

/** What may be stated of spend, and which field is named where it may not. */

const day = '2026-05-05';
const fieldsOf = (row: object): string[] => {
  const result = v.safeParse(SpendUpload, { rows: [row] });
  return result.success ? [] : result.issues.map((issue) => v.getDotPath(issue) ?? '');
};

describe('a row', () => {
  test.each<[string, object]>([
    ['of an ad system', { day, system: 'google', cost: 1 }],
    ['of a source', { day, source: 'radio', cost: '1.5' }],
    ['of another kind, for nothing named', { day, kind: 'marketing', cost: 1 }],
    [
      'of another kind, for a period and an agency',
      { from: day, to: '2026-05-31', kind: 'sales', agency: 'Bureau', cost: 1 },
    ],
    ['in another currency, with tax', { day, source: 'radio', cost: 1, currency: 'PLN', vat: 'with' }],
  ])('%s is taken', (_, row) => {
    expect(fieldsOf(row)).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['names nothing', { day, cost: 1 }, 'rows.0.source'],
    ['of ads names nothing', { day, kind: 'ad', cost: 1 }, 'rows.0.source'],
    ['is negative', { day, system: 'google', cost: -1 }, 'rows.0.cost'],
    ['is negative in a text', { day, system: 'google', cost: '-1' }, 'rows.0.cost'],
    ['is of no kind there is', { day, kind: 'rent', cost: 1 }, 'rows.0.kind'],
    ['is a fee with clicks', { day, kind: 'marketing', cost: 1, clicks: 1 }, 'rows.0.kind'],
    ['is in letters that are no currency', { day, system: 'google', cost: 1, currency: 'XXQ' }, 'rows.0.currency'],
    ['is in small letters', { day, system: 'google', cost: 1, currency: 'usd' }, 'rows.0.currency'],
    ['is taxed somehow', { day, system: 'google', cost: 1, vat: 'maybe' }, 'rows.0.vat'],
    ['has no day', { system: 'google', cost: 1 }, 'rows.0.day'],
  ])('that %s is refused by name', (_, row, field) => {
    expect(fieldsOf(row)).toContain(field);
  });
});
