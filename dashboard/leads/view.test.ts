import { expect, test } from 'vitest';
import { EVERYTHING, isFiltered, readView, writeView } from './view.ts';

test('an address says what is looked at, and what is usual needs no word', () => {
  expect(writeView(EVERYTHING)).toBe('');
  const view = { ...EVERYTHING, stage: 'mql' as const, owner: '', overdue: true, channel: 'Paid Search' };
  expect(writeView(view)).toBe('stage=mql&owner=&overdue=1&channel=Paid+Search');
  expect(readView(writeView(view))).toEqual(view);
  expect(isFiltered(view)).toBe(true);
  expect(readView('tab=suspects')).toEqual({ ...EVERYTHING, tab: 'suspects' });
});

test('what an address says wrongly is as good as not said', () => {
  expect(readView('stage=none&tab=x&overdue=yes')).toEqual(EVERYTHING);
  expect(isFiltered(readView('stage=none'))).toBe(false);
});
