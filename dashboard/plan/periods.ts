import { addDays, isDay, type Range } from '../days.ts';

/** Periods that plans are made for, as the API writes them: `2026-W47` (ISO 8601), `2026-11`, `2026-Q4`, `2026`. */

export const UNITS = ['week', 'month', 'quarter', 'year'] as const;
export type Unit = (typeof UNITS)[number];

export interface PlanPeriod extends Range {
  unit: Unit;
  label: string;
}

const two = (number: number): string => String(number).padStart(2, '0');
const monthStart = (year: number, month: number): string =>
  `${year + Math.floor((month - 1) / 12)}-${two(((((month - 1) % 12) + 12) % 12) + 1)}-01`;

/** 0 is Monday. */
const weekday = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
/** The week that holds 4 January is a year's first. */
const firstMonday = (year: number): string => addDays(`${year}-01-04`, -weekday(`${year}-01-04`));
const weekLabel = (monday: string): string => {
  // A week is of the year that its Thursday is of.
  const year = Number(addDays(monday, 3).slice(0, 4));
  const days = (Date.parse(monday) - Date.parse(firstMonday(year))) / 86_400_000;
  return `${year}-W${two(days / 7 + 1)}`;
};

/** The period of a unit that a day is in. */
export const periodAt = (unit: Unit, day: string): PlanPeriod => {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  switch (unit) {
    case 'week': {
      const from = addDays(day, -weekday(day));
      return { unit, label: weekLabel(from), from, to: addDays(from, 6) };
    }
    case 'month':
      return {
        unit,
        label: day.slice(0, 7),
        from: monthStart(year, month),
        to: addDays(monthStart(year, month + 1), -1),
      };
    case 'quarter': {
      const first = month - ((month - 1) % 3);
      const to = addDays(monthStart(year, first + 3), -1);
      return { unit, label: `${year}-Q${(first + 2) / 3}`, from: monthStart(year, first), to };
    }
    case 'year':
      return { unit, label: String(year), from: `${year}-01-01`, to: `${year}-12-31` };
  }
};

/** The one before or after. */
export const nextPeriod = ({ unit, from, to }: PlanPeriod, step: 1 | -1): PlanPeriod =>
  periodAt(unit, addDays(step > 0 ? to : from, step));

/** null for what is no period, as `2026-W54`. */
export const readLabel = (label: string): PlanPeriod | null => {
  const [, year = '', rest = ''] = /^(20\d\d)(?:-(W\d\d|\d\d|Q[1-4]))?$/.exec(label) ?? [];
  if (!year) return null;
  const period = (() => {
    if (rest.startsWith('W'))
      return periodAt('week', addDays(firstMonday(Number(year)), (Number(rest.slice(1)) - 1) * 7));
    if (rest.startsWith('Q')) return periodAt('quarter', monthStart(Number(year), Number(rest.slice(1)) * 3));
    if (!rest) return periodAt('year', `${year}-01-01`);
    return isDay(`${label}-01`) ? periodAt('month', `${label}-01`) : null;
  })();
  return period?.label === label ? period : null;
};

/** The same time in another unit: that which runs today where today is in both, else the one that begins there. */
export const inUnit = (period: PlanPeriod, unit: Unit, today: string): PlanPeriod =>
  periodAt(unit, period.from <= today && today <= period.to ? today : period.from);
