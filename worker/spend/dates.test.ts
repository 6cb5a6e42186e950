import { describe, expect, it } from 'vitest';
import { type DateReading, decideOrder, periodOf, readCalendarWord, readDate } from './dates.ts';
import { readPeriod } from './period.ts';

describe('a date', () => {
  it.each([
    '2026-03-29',
    '2026-03-29 00:00:00',
    '2026-03-29T00:00:00Z',
    '2026/03/29',
    '2026.03.29',
    '20260329',
    '29.03.2026',
    '29.3.2026',
    '29.03.26',
    ' 29.03.2026 ',
    'Mar 29, 2026',
    'March 29, 2026',
    'Mar. 29 2026',
    'Sun, Mar 29, 2026',
    '29 Mar 2026',
    '29-Mar-2026',
    '29 мар. 2026 г.',
    '29 марта 2026 г.',
    '29 марта 2026',
    'вс, 29 мар. 2026 г.',
    '29 марта 2026 года',
    '29 бер. 2026 р.',
    '29 березня 2026 р.',
    '29\u00A0берез.\u00A02026\u00A0р.',
    '29 БЕРЕЗНЯ 2026 РОКУ',
  ])('%j is 29 March 2026 for certain', (cell) => {
    expect(readDate(cell)).toEqual({ dayFirst: '2026-03-29', monthFirst: '2026-03-29' });
  });

  it.each([
    ['29/03/2026', { dayFirst: '2026-03-29' }],
    ['3/29/2026', { monthFirst: '2026-03-29' }],
    ['3/29/26', { monthFirst: '2026-03-29' }],
    ['03/04/2026', { dayFirst: '2026-04-03', monthFirst: '2026-03-04' }],
    ['03-04-2026', { dayFirst: '2026-04-03', monthFirst: '2026-03-04' }],
  ])('%s can be %j', (cell, reading) => {
    expect(readDate(cell)).toEqual(reading);
  });

  it.each([
    '',
    '--',
    'Total',
    '2026-02-29',
    '31.04.2026',
    '3.29.2026',
    '29 xyz 2026',
    '1/1/1926',
    '13/13/2026',
    '46110',
    '2026-3-29',
    '29/03-2026',
    'x'.repeat(100),
    '0/0/2026',
  ])('%j is none', (cell) => {
    expect(readDate(cell)).toBeUndefined();
  });

  it.each([
    ['янв', 'січ', 'Jan', '01'],
    ['февр', 'лют', 'Feb', '02'],
    ['марта', 'берез', 'Mar', '03'],
    ['апр', 'квіт', 'Apr', '04'],
    ['мая', 'трав', 'May', '05'],
    ['июн', 'черв', 'Jun', '06'],
    ['июля', 'лип', 'Jul', '07'],
    ['авг', 'серп', 'Aug', '08'],
    ['сент', 'вер', 'Sept', '09'],
    ['окт', 'жовт', 'Oct', '10'],
    ['нояб', 'лист', 'Nov', '11'],
    ['дек', 'груд', 'Dec', '12'],
  ])('knows the month %s, %s, %s', (ru, uk, en, month) => {
    for (const cell of [`5 ${ru}. 2026 г.`, `5 ${uk}. 2026 р.`, `${en} 5, 2026`]) {
      expect(readDate(cell)?.dayFirst).toBe(`2026-${month}-05`);
    }
  });
});

describe('the order of day and month', () => {
  const order = (cells: string[], language: 'en' | 'ru' | 'uk' = 'en', period?: [string, string]) =>
    decideOrder(
      cells.map(readDate).filter((date): date is DateReading => date !== undefined),
      {
        period: period && { from: period[0], to: period[1] },
        language,
      },
    );

  it('is shown by one date that has one reading', () => {
    expect(order(['03/04/2026', '13/04/2026'])).toBe('dayFirst');
    expect(order(['03/04/2026', '04/13/2026'], 'ru')).toBe('monthFirst');
  });

  it('is shown by the period of the report', () => {
    expect(order(['03/01/2026', '03/02/2026'], 'en', ['2026-03-01', '2026-03-31'])).toBe('monthFirst');
    expect(order(['01/03/2026', '02/03/2026'], 'en', ['2026-03-01', '2026-03-31'])).toBe('dayFirst');
  });

  it('is known in Russian and Ukrainian, open in English', () => {
    expect(order(['03/04/2026'], 'ru')).toBe('dayFirst');
    expect(order(['03/04/2026'], 'uk')).toBe('dayFirst');
    expect(order(['03/04/2026'], 'en')).toBeUndefined();
  });

  it('does not matter where both readings agree', () => {
    expect(order(['03/03/2026', '2026-04-05'])).toBe('dayFirst');
  });
});

describe('a stretch of the calendar', () => {
  it.each([
    ['week', '2026-02-23', '2026-02-23', '2026-03-01'],
    ['month', '2028-02-10', '2028-02-01', '2028-02-29'],
    ['month', '2026-12-01', '2026-12-01', '2026-12-31'],
    ['quarter', '2026-05-20', '2026-04-01', '2026-06-30'],
    ['quarter', '2026-10-01', '2026-10-01', '2026-12-31'],
    ['year', '2026-07-01', '2026-01-01', '2026-12-31'],
  ] as const)('the %s of %s is %s to %s', (field, day, from, to) => {
    expect(periodOf(field, day)).toEqual({ from, to });
  });

  it.each(['March 2026', 'Mar 2026', 'март 2026', 'Март 2026 г.', 'березень 2026 р.', '03.2026', '3/2026', '2026-03'])(
    '%j is March 2026',
    (cell) => {
      expect(readCalendarWord('month', cell)).toEqual({ from: '2026-03-01', to: '2026-03-31' });
    },
  );

  it.each([
    ['month', '2026'],
    ['month', '13.2026'],
    ['month', 'xyz 2026'],
    ['week', 'март 2026'],
    ['year', 'март 2026'],
  ] as const)('as a %s %j is none', (field, cell) => {
    expect(readCalendarWord(field, cell)).toBeUndefined();
  });
});

describe('the period of a report', () => {
  it.each([
    'March 1, 2026 - March 31, 2026',
    'Mar 1, 2026 to Mar 31, 2026',
    '1 March 2026 - 31 March 2026',
    'March 1 – 31, 2026',
    '1 марта 2026 г. – 31 марта 2026 г.',
    '1 марта 2026 г. - 31 марта 2026 г.',
    '1\u00A0–\u00A031 марта 2026 г.',
    '1 березня 2026 р. – 31 березня 2026 р.',
    '1–31 бер. 2026 р.',
    'Период: с 01.03.2026 по 31.03.2026',
    'Період: з 01.03.2026 до 31.03.2026',
    'ads 2025-01-01 (2026-03-01 - 2026-03-31)',
    '3/1/2026 - 3/31/2026',
  ])('%j is March 2026', (line) => {
    expect(readPeriod(line, 'en')).toEqual({ from: '2026-03-01', to: '2026-03-31' });
  });

  it.each([
    ['1 марта – 15 апреля 2026 г.', '2026-03-01', '2026-04-15'],
    ['Mar 1 – Apr 15, 2026', '2026-03-01', '2026-04-15'],
    ['December 15, 2025 - January 14, 2026', '2025-12-15', '2026-01-14'],
    ['March 1, 2026', '2026-03-01', '2026-03-01'],
    ['1 марта 2026 г.', '2026-03-01', '2026-03-01'],
  ])('%j is %s to %s', (line, from, to) => {
    expect(readPeriod(line, 'ru')).toEqual({ from, to });
  });

  it.each([
    'All time',
    'Весь период',
    'Campaign report',
    'Report of March 1, 2026',
    '31.03.2026 - 01.03.2026',
    '1/2/2026 - 3/4/2026',
    '',
  ])('%j states none', (line) => {
    expect(readPeriod(line, 'en')).toBeUndefined();
  });
});
