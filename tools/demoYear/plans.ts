import { addDays } from '../../dashboard/days.ts';
import type { NewPlan } from '../../shared/plans.ts';
import { SALESPEOPLE } from './company.ts';
import type { Random } from './random.ts';

/** What the company meant to reach, and what it wrote down where it did not. */

export interface PlanWithNotes {
  plan: NewPlan;
  notes: { text: string; reason: string }[];
}

interface Asked {
  random: Random;
  /** The last day. */
  to: string;
  /** Leads of each day. */
  leads: ReadonlyMap<string, number>;
  /** Revenue of each day. */
  revenue: ReadonlyMap<string, number>;
}

const MONTHS = 12;
const WEEKS = 6;
const MARKETER = 'Дмитро Кравець';

const NOTES: Record<number, PlanWithNotes['notes']> = {
  1: [{ text: 'Два тижні форма прайсу показувала стару ціну, відвідувачі йшли без заявки.', reason: 'сайт' }],
  3: [{ text: 'Літо: лабораторії у відпустках, тендери перенесли на осінь.', reason: 'сезон' }],
};

const sumOf = (byDay: ReadonlyMap<string, number>, has: (day: string) => boolean): number =>
  [...byDay].reduce((sum, [day, count]) => (has(day) ? sum + count : sum), 0);

const roundTo = (value: number, step: number): number => Math.max(step, Math.round(value / step) * step);

/** The ISO 8601 week of a day, `2026-W47`. */
const weekOf = (day: string): string => {
  const place = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const thursday = addDays(day, 3 - place);
  const first = `${thursday.slice(0, 4)}-01-01`;
  const week = Math.floor((Date.parse(thursday) - Date.parse(first)) / (7 * 86_400_000)) + 1;
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`;
};

const monthsBefore = (day: string, count: number): string => {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - count, 1)).toISOString().slice(0, 7);
};

const planOf = (plan: Pick<NewPlan, 'metric' | 'period' | 'target'> & Partial<NewPlan>): NewPlan => ({
  scope: '',
  owner: '',
  model: 'lastNonDirect',
  basis: 'event',
  tolerance: null,
  ...plan,
});

export const makePlans = ({ random, to, leads, revenue }: Asked): PlanWithNotes[] => {
  const plans: PlanWithNotes[] = [];
  const add = (plan: NewPlan, notes: PlanWithNotes['notes'] = []): void => void plans.push({ plan, notes });
  // Sales are few and large: what a month brings says little of the next.
  const inAverage = sumOf(revenue, () => true) / 12;
  for (let back = 0; back < MONTHS; back += 1) {
    const period = monthsBefore(to, back);
    // Of the running month only a part is known: it is planned as the one before went.
    const known = back === 0 ? monthsBefore(to, 1) : period;
    const inMonth = (day: string): boolean => day.startsWith(known);
    const asked = sumOf(leads, inMonth);
    const target = roundTo(asked * random.spread(0.12) * 1.03, 5);
    add(planOf({ metric: 'leads', period, target, owner: MARKETER }), NOTES[back]);
    add(planOf({ metric: 'costPerLead', period, target: 1_200, owner: MARKETER }));
    add(
      planOf({
        metric: 'revenue',
        period,
        target: roundTo(inAverage * random.spread(0.15), 50_000),
        owner: 'Ірина Мороз',
      }),
    );
    add(planOf({ metric: 'leads', period, scope: 'channel:Paid Search', target: roundTo(target * 0.4, 5) }));
    for (const owner of SALESPEOPLE)
      add(planOf({ metric: 'sales', period, scope: `owner:${owner}`, target: random.whole(3, 6), owner }));
  }
  for (let back = 0; back < WEEKS; back += 1) {
    const last = addDays(to, -7 * back);
    const week = weekOf(last);
    const asked = sumOf(leads, (day) => weekOf(day) === (back === 0 ? weekOf(addDays(last, -7)) : week));
    add(
      planOf({
        metric: 'leads',
        period: week,
        target: Math.max(3, Math.round(asked * random.spread(0.15))),
        owner: MARKETER,
      }),
    );
  }
  const quarter = Math.floor((Number(to.slice(5, 7)) - 1) / 3);
  const inQuarter = (day: string): boolean =>
    day.startsWith(to.slice(0, 4)) && Math.floor((Number(day.slice(5, 7)) - 1) / 3) === quarter;
  add(
    planOf({
      metric: 'revenue',
      period: `${to.slice(0, 4)}-Q${quarter + 1}`,
      target: roundTo(sumOf(revenue, inQuarter) * 1.4 + 500_000, 100_000),
      owner: 'Ірина Мороз',
    }),
  );
  return plans;
};
