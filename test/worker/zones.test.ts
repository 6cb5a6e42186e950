import { expect, test } from 'vitest';
import { BASES, TIME_DIMENSIONS } from '../../shared/report.ts';
import type { Statement } from '../../worker/site/leads/statements.ts';
import { idAt, newSite, type TestSite } from './site.ts';

/**
 * The last second and the first of days on which a week, month, quarter or year ends, or a clock was changed: visits,
 * contacts, calls, stages, sales and money fall into the periods that a calendar on the wall there would give them.
 */

const SECOND = 1_000;
const QUARTER_HOUR = 900 * SECOND;
const DAY = 86_400_000;

/** All in a year of 53 weeks, and the beginning of the next. */
const DATES = [
  '2020-01-01',
  // The leap day and the one after it.
  '2020-02-29',
  '2020-03-01',
  // New York's clocks go forward on Sunday the 8th, Kyiv's on Sunday the 29th; a week begins the day after.
  '2020-03-08',
  '2020-03-09',
  '2020-03-29',
  '2020-03-30',
  '2020-04-01',
  '2020-07-01',
  '2020-10-01',
  // Back on 25 October, and on 1 November.
  '2020-10-25',
  '2020-10-26',
  '2020-11-01',
  '2020-11-02',
  '2020-12-28',
  '2021-01-01',
  '2021-01-04',
];

/** The day on the wall, as the platform's own tables of time zones have it. */
const dateIn = (zone: string): ((time: number) => string) => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  return (time) => format.format(time);
};

/** When a date begins there, to the quarter of an hour. */
const beginOf = (date: string, dateAt: (time: number) => string): number => {
  let time = Date.parse(`${date}T00:00:00Z`) - DAY;
  while (dateAt(time) < date) time += QUARTER_HOUR;
  return time;
};

/** ISO 8601: week 1 is the one with the year's first Thursday in it. */
const weekOf = (date: string): string => {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  const ofYear = Math.floor((day.getTime() - Date.UTC(day.getUTCFullYear(), 0, 1)) / DAY);
  return `${day.getUTCFullYear()}-W${String(Math.floor(ofYear / 7) + 1).padStart(2, '0')}`;
};

const LABEL = {
  day: (date: string) => date,
  week: weekOf,
  month: (date: string) => date.slice(0, 7),
  quarter: (date: string) => `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`,
  year: (date: string) => date.slice(0, 4),
};

/** How many of the dates each label has. */
const counted = (dates: readonly string[], label: (date: string) => string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const date of dates) counts[label(date)] = (counts[label(date)] ?? 0) + 1;
  return counts;
};

const states = async (site: TestSite, lead: string, statement: Statement): Promise<void> => {
  const { state } = await site.stub.takeStatement({ lead, statement, by: 'Olha', now: Date.now() });
  expect(['new', 'changed']).toContain(state);
};

const rings = async (site: TestSite, call: { id: string; direction: 'in' | 'out'; other: string; at: number }) => {
  const { at, ...named } = call;
  const event = {
    ...named,
    tracking: '+380440000001',
    ringingAt: at,
    status: 'answered',
    answeredAt: at,
    talkSeconds: 60,
  };
  await site.stub.takeCalls(
    JSON.stringify({ provider: 'generic', receivedAt: at + DAY, events: [event], raw: JSON.stringify(event) }),
  );
};

/** One of everything, all at one moment: a visit with a form's lead that is qualified, called and sold to; another calls. */
const happens = async (site: TestSite, at: number, date: string, nth: number): Promise<void> => {
  const lead = idAt(at, nth);
  const phone = `+38067${1_000_000 + nth}`;
  const visit = {
    id: idAt(at, 1_000 + nth),
    visitor: idAt(at, 2_000 + nth),
    url: 'https://example.com/',
    referrer: '',
    language: 'uk',
    zone: '',
  };
  const contact = { id: lead, kind: 'lead' as const, at, page: 'https://example.com/', fields: { name: 'N', phone } };
  expect((await site.contact({ sentAt: at, visit, contact })).state).toBe('new');
  await rings(site, { id: `in ${nth}`, direction: 'in', other: `+38050${1_000_000 + nth}`, at });
  await rings(site, { id: `out ${nth}`, direction: 'out', other: phone, at });
  await states(site, lead, { what: 'change', change: { stage: 'sql', at } });
  await states(site, lead, { what: 'sale', sale: { day: date, revenue: 2, profit: 1, units: 1 } });
};

const METRICS = 'visits,leads,calls,conversations,sql,won,sales,revenue,promised,keptPromises,submissions,spend';
/** A plan's fact is a report's: of these a few show that it is of the right days. */
const PLANNED = ['visits', 'leads', 'conversations', 'sales', 'spend'];
/** What one moment comes to: a form's lead and a caller's. */
const AT_ONCE = [1, 2, 1, 2, 1, 1, 1, 2, 1, 1, 1, 3];

test.each(['Europe/Kyiv', 'America/New_York', 'Asia/Kathmandu'])('in %s', { timeout: 120_000 }, async (timeZone) => {
  const site = await newSite({ timeZone, leadWindowDays: 1 });
  const dateAt = dateIn(timeZone);
  const moments = DATES.map((date) => beginOf(date, dateAt)).flatMap((begin) => [begin - SECOND, begin]);
  const dates = moments.map(dateAt);
  // Each date begins with its second moment, the first is still of the day before.
  expect(dates.filter((_, index) => index % 2 === 1)).toEqual(DATES);
  for (const [nth, at] of moments.entries()) await happens(site, at, dates[nth] as string, nth);
  const rows = dates.map((day) => ({ place: day, row: { day, source: 'radio', cost: 3 } }));
  const spent = await site.stub.spend(JSON.stringify({ origin: 'api', dryRun: false, replace: false, rows }));
  expect(spent.state).toBe('stored');

  const whole = { from: '2019-12-01', to: '2021-01-31', metrics: METRICS };
  for (const basis of BASES) {
    for (const by of TIME_DIMENSIONS) {
      const { rows, metrics } = await site.report({ ...whole, by, basis });
      const told = Object.fromEntries(rows.map(({ key, values }) => [key[by], metrics.map((name) => values[name])]));
      const expected = Object.entries(counted(dates, LABEL[by])).map(([label, count]) => [
        label,
        AT_ONCE.map((one) => one * count),
      ]);
      expect(told).toEqual(Object.fromEntries(expected));
    }
    // A report of one day, and of all up to one.
    for (const [date, count] of Object.entries(counted(dates, LABEL.day))) {
      const { totals, metrics } = await site.report({ by: '', basis, metrics: METRICS, from: date, to: date });
      expect(metrics.map((name) => totals[name])).toEqual(AT_ONCE.map((one) => one * count));
    }
  }

  for (const unit of ['week', 'month', 'quarter', 'year'] as const) {
    for (const [period, count] of Object.entries(counted(dates, LABEL[unit]))) {
      for (const [index, metric] of METRICS.split(',').entries()) {
        if (!PLANNED.includes(metric)) continue;
        const made = await site.stub.addPlan(
          { metric, period, scope: '', target: 1, owner: '', model: 'lastNonDirect', basis: 'event', tolerance: null },
          'Olha',
        );
        expect(made).toMatchObject({
          state: 'new',
          plan: { period, metric, fact: (AT_ONCE[index] as number) * count },
        });
      }
    }
  }
});

test('an answer that is due after the clocks were changed is due by the clock on the wall', async () => {
  const hours = { weekly: { sun: [{ from: '00:00', to: '24:00' }], mon: [{ from: '09:00', to: '18:00' }] } };
  const dueOf = async (timeZone: string, at: string): Promise<string> => {
    const site = await newSite({ timeZone, hours: { ...hours, closed: [] } });
    const time = Date.parse(at);
    const visit = {
      id: idAt(time, 1),
      visitor: idAt(time, 2),
      url: 'https://example.com/',
      referrer: '',
      language: 'uk',
      zone: '',
    };
    const contact = { id: idAt(time, 3), kind: 'lead' as const, at: time, page: '', fields: { name: 'N' } };
    await site.contact({ sentAt: time, visit, contact });
    const [lead] = await site.rows<{ due_at: number }>('SELECT due_at FROM leads');
    return new Date(lead?.due_at as number).toISOString();
  };
  // Five minutes before midnight, so that ten of the fifteen are Monday's, from nine o'clock on.
  expect(await dueOf('Europe/Kyiv', '2026-03-29T20:55:00Z')).toBe('2026-03-30T06:10:00.000Z');
  expect(await dueOf('Europe/Kyiv', '2026-10-25T21:55:00Z')).toBe('2026-10-26T07:10:00.000Z');
  expect(await dueOf('America/New_York', '2026-03-09T03:55:00Z')).toBe('2026-03-09T13:10:00.000Z');
  expect(await dueOf('America/New_York', '2026-11-02T04:55:00Z')).toBe('2026-11-02T14:10:00.000Z');
  expect(await dueOf('Asia/Kathmandu', '2026-03-29T18:10:00Z')).toBe('2026-03-30T03:25:00.000Z');
  // Five minutes before the hour that is left out, and before the one that comes twice: fifteen minutes are fifteen.
  expect(await dueOf('Europe/Kyiv', '2026-03-29T00:55:00Z')).toBe('2026-03-29T01:10:00.000Z');
  expect(await dueOf('Europe/Kyiv', '2026-10-25T00:55:00Z')).toBe('2026-10-25T01:10:00.000Z');
});
