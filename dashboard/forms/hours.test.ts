import { expect, test } from 'vitest';
import { datesIn, hoursOf, stretches, weekOf, withMore, wrongDay } from './hours.ts';

const DAY = [{ from: '09:00', to: '18:00' }];

test('a site without hours begins with an office’s week', () => {
  expect(hoursOf(weekOf(undefined), [])).toEqual({ weekly: { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY } });
});

test('hours come back as they were', () => {
  const hours = { weekly: { mon: [...DAY, { from: '19:00', to: '20:00' }] }, closed: ['2026-12-25'] };
  expect(hoursOf(weekOf(hours), hours.closed)).toEqual(hours);
});

test('days that are alike are told together', () => {
  const short = [{ from: '10:00', to: '14:00' }];
  expect(stretches({ weekly: { mon: DAY, tue: DAY, thu: DAY, fri: DAY, sat: short } })).toEqual([
    { from: 'mon', to: 'tue', times: DAY },
    { from: 'thu', to: 'fri', times: DAY },
    { from: 'sat', to: 'sat', times: short },
  ]);
});

test('a day with a break never runs backwards by itself', () => {
  for (const to of ['18:00', '22:30', '23:30', '24:00']) {
    const week = { ...weekOf(undefined), mon: withMore([{ from: '09:00', to }]) };
    expect(wrongDay(week)).toBeUndefined();
    expect(week.mon).toHaveLength(2);
  }
  expect(wrongDay({ ...weekOf(undefined), tue: [{ from: '18:00', to: '09:00' }] })).toBe('tue');
});

test('dates are read however they are parted', () => {
  expect(datesIn('2026-12-25, 2027-01-01\n2027-02-30')).toEqual({
    dates: ['2026-12-25', '2027-01-01', '2027-02-30'],
    wrong: '2027-02-30',
  });
});
