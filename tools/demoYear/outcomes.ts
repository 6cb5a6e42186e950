import { addDays, dayAt } from '../../dashboard/days.ts';
import type { LeadChange, Sale } from '../../shared/leads.ts';
import type { CallBody } from './calls.ts';
import { workMinutesLater, ZONE } from './clock.ts';
import { LOSS_REASONS, OWN_NUMBER, SALESPEOPLE } from './company.ts';
import type { Customer } from './customers.ts';
import type { Random } from './random.ts';
import type { Source } from './sources.ts';

/** What becomes of a customer after they asked: who rings them, how far it goes, what they buy. */

export interface Outcome {
  phone: string;
  owner: string;
  /** In order of time; each at its own moment, ms since 1970. */
  steps: (LeadChange & { at: number })[];
  sales: Sale[];
  /** The company rings them. */
  ringsBack?: CallBody;
}

const DAY = 86_400_000;
const WORKDAY = 9 * 60;

const NOTES = [
  'Просить рахунок на попередню оплату, договір надіслала.',
  'Чекають на фінансування, повернутися на початку місяця.',
  'Порівнюють із двома постачальниками, вирішують за ціною та строком.',
  'Потрібен паспорт і декларація відповідності.',
  'Говорила з завідувачкою лабораторії: рішення приймає директор.',
] as const;

interface Asked {
  random: Random;
  customer: Customer;
  source: Pick<Source, 'qualifies' | 'buys'>;
  /** When they first asked, and whether somebody has talked to them then. */
  at: number;
  talked: boolean;
  number: number;
  /** Nothing later has happened yet. */
  until: number;
}

/** Minutes of work until somebody answers; most within the promise. */
const patience = (random: Random): number => {
  const lot = random.next();
  return lot < 0.62 ? random.whole(1, 13) : lot < 0.86 ? random.whole(14, 55) : random.whole(60, 900);
};

export const makeOutcome = ({ random, customer, source, at, talked, number, until }: Asked): Outcome => {
  const owner = SALESPEOPLE[Math.abs(number) % SALESPEOPLE.length] as string;
  const { phone, product } = customer;
  const outcome: Outcome = { phone, owner, steps: [], sales: [] };
  const steps: Outcome['steps'] = [];
  const answered = talked ? at + 5 * 60_000 : workMinutesLater(at, patience(random));
  const note = random.chance(0.3) ? { note: random.pick(NOTES) } : {};
  // Of late some are still waited for; whom nobody ever rang would hide them.
  if (random.chance(0.25) && at > until - 8 * DAY) return outcome;
  if (random.chance(0.015)) return { ...outcome, steps: [{ at: answered, stage: 'spam' }] };
  if (!talked && random.chance(0.6)) {
    const billsec = random.whole(40, 500);
    outcome.ringsBack = {
      call_id: `out-${number}`,
      from: OWN_NUMBER,
      to: phone,
      direction: 'out',
      ring_ts: answered - 12_000,
      answer_ts: answered,
      end_ts: answered + billsec * 1_000,
      billsec,
      status: 'answered',
    };
  }
  steps.push({ at: answered, stage: 'contacted', owner, ...note });

  const later = (from: number, least: number, most: number): number =>
    workMinutesLater(from, random.whole(least * WORKDAY, most * WORKDAY) + random.whole(0, 400));
  if (!random.chance(source.qualifies)) {
    if (random.chance(0.8))
      steps.push({ at: later(answered, 1, 9), stage: 'lost', lossReason: random.pick(LOSS_REASONS) });
  } else {
    const price = Math.round((product.price * random.spread(0.45)) / 100) * 100;
    const qualified = later(answered, 0, 2);
    const agreed = later(qualified, 1, 4);
    const offered = later(agreed, 2, 8);
    steps.push({ at: qualified, stage: 'mql', product: product.name });
    steps.push({ at: agreed, stage: 'sql', value: price, ...(random.chance(0.35) && { action: 'meeting' }) });
    if (random.chance(0.85)) {
      steps.push({ at: offered, stage: 'opportunity', action: 'offer' });
      const decided = later(offered, 3, 28);
      if (random.chance(source.buys / 0.85)) {
        const buys = (when: number, again: string, share: number): void => {
          if (when > until) return;
          const revenue = Math.round(price * share);
          outcome.sales.push({
            id: `${again}${number}`,
            day: dayAt(when, ZONE),
            revenue,
            // Where it is not known, the site's margin tells.
            ...(random.chance(0.6) && { profit: Math.round(revenue * (0.17 + 0.2 * random.next())) }),
            units: random.whole(1, 3),
            product: product.name,
          });
        };
        buys(decided, 'r-', random.spread(0.12));
        if (random.chance(0.24)) buys(decided + random.whole(50, 240) * DAY, 'p-', 0.4 * random.spread(0.4));
      } else if (random.chance(0.82)) {
        steps.push({ at: decided, stage: 'lost', lossReason: random.pick(LOSS_REASONS) });
      }
    }
  }
  outcome.steps = steps.filter((step) => step.at <= until);
  if (outcome.ringsBack && (outcome.ringsBack.end_ts ?? 0) > until) delete outcome.ringsBack;
  return outcome;
};

/** Customers who bought are asked later how likely they are to recommend the company. */
export const opinionDay = ({ sales }: Outcome): string | undefined => {
  const [first] = sales;
  return first?.day && addDays(first.day, 20);
};
