import { expect, test } from 'vitest';
import type { Hours } from '../../../shared/forms.ts';
import { dayOfDate, type LabelledPeriod, periodOfLabel } from '../days.ts';
import { paceOf } from './workingDays.ts';

const nine = [{ from: '09:00', to: '18:00' }];
const SIX_DAYS: Hours = {
  weekly: { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine, sat: [{ from: '10:00', to: '14:00' }], sun: [] },
  closed: ['2026-12-25', '2026-12-26'],
};
const pace = (label: string, today: string, hours?: Hours) =>
  paceOf(hours, periodOfLabel(label) as LabelledPeriod, dayOfDate(today));

test.each([
  // November 2026 begins on a Sunday and has 21 days from Monday to Friday.
  ['2026-11', '2026-11-01', 21, 0],
  ['2026-11', '2026-11-02', 21, 0],
  ['2026-11', '2026-11-03', 21, 1],
  ['2026-11', '2026-11-16', 21, 10],
  ['2026-11', '2026-12-01', 21, 21],
  ['2026-11', '2026-10-31', 21, 0],
  ['2026-W47', '2026-11-22', 5, 5],
  ['2026-Q4', '2027-01-01', 66, 66],
  ['2026', '2026-01-01', 261, 0],
])('without hours %s has on %s %i working days, %i of them over', (label, today, workingDays, over) => {
  expect(pace(label, today)).toEqual({ workingDays, over });
});

test("by the site's hours Saturdays count and closed days do not", () => {
  // 31 days, 4 Sundays, and a Friday and a Saturday closed.
  expect(pace('2026-12', '2026-12-27', SIX_DAYS)).toEqual({ workingDays: 25, over: 21 });
});

test('where nobody works all week long every day counts', () => {
  const closed = ['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02'];
  expect(pace('2026-W53', '2026-12-30', { ...SIX_DAYS, closed })).toEqual({ workingDays: 7, over: 2 });
});
