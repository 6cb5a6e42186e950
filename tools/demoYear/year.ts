import { addDays, dayAt } from '../../dashboard/days.ts';
import type { NewLead } from '../../shared/leads.ts';
import { type CallBody, makeCall, makeCallBack } from './calls.ts';
import { isWorkday, kyivTime, weekday, workMinutesLater, ZONE } from './clock.ts';
import { BANNER_NUMBER, HOST, OWN_NUMBER } from './company.ts';
import { type Customer, makeCustomer } from './customers.ts';
import { type Ending, idOf, type Journey, makeJourney } from './journeys.ts';
import { makeOutcome, type Outcome, opinionDay } from './outcomes.ts';
import { makePlans, type PlanWithNotes } from './plans.ts';
import { makeRandom, type Random } from './random.ts';
import { SOURCES, type Source } from './sources.ts';
import { makeSpend, type SpendFile } from './spend.ts';

/**
 * A year of a company that does not exist. Pure: the same seed and the same last moment make the same year, and a later
 * hour of the same day only adds to its end.
 */

export interface YearOptions {
  seed: string;
  /** The last moment, ms since 1970. */
  until: number;
  /** About how many visits; all else grows with them. */
  visits: number;
}

export interface Year {
  /** The first and the last day; of the last one only what lies before the moment. */
  from: string;
  to: string;
  /** In order of time. */
  journeys: Journey[];
  calls: CallBody[];
  /** Leads that no visit brought. */
  entered: NewLead[];
  /** By the customer's phone. */
  outcomes: Map<string, Outcome>;
  spend: SpendFile[];
  plans: PlanWithNotes[];
}

const DAYS = 365;
const DAY_MS = 86_400_000;
/** By month from January: laboratories buy when budgets end, and rest in summer. */
const SEASON = [0.68, 0.88, 1.05, 1.02, 0.9, 0.86, 0.66, 0.7, 1.08, 1.28, 1.4, 1.22] as const;
/** From eight to eight, most before noon; the rest of the day and night has a tenth. */
const HOURS = [0, 0, 0, 0, 0, 0, 1, 2, 6, 11, 12, 11, 9, 10, 11, 9, 7, 5, 3, 3, 3, 2, 1, 1] as const;
/** Of those who ask on a phone, those who ring. */
const RINGS = 0.35;
/** A visitor who comes again, of those who come by a way that leads back. */
const AGAIN = { back: 0.34, new: 0.07 } as const;

const hourOf = (random: Random): number => {
  let lot = random.next() * HOURS.reduce<number>((sum, weight) => sum + weight, 0);
  for (const [hour, weight] of HOURS.entries()) {
    lot -= weight;
    if (lot < 0) return hour + random.next();
  }
  return 12;
};

const busyness = (day: string, place: number): number =>
  (SEASON[Number(day.slice(5, 7)) - 1] as number) *
  (isWorkday(day) ? 1.22 : weekday(day) === 0 ? 0.42 : 0.48) *
  (0.9 + (0.2 * place) / DAYS);

const isOpen = (at: number): boolean => workMinutesLater(at, 0) === at;

/** What asks something of the company: who, when, by which source, and whether they were talked to at once. */
interface Asking {
  customer: Customer;
  at: number;
  source: Pick<Source, 'qualifies' | 'buys'>;
  talked: boolean;
  number: number;
}

/** Beside visits: who rang off a banner, and who had the number from somewhere. */
const UNSEEN = { qualifies: 0.42, buys: 0.33 };

export const makeYear = ({ seed, until, visits }: YearOptions): Year => {
  const to = dayAt(until, ZONE);
  const from = addDays(to, 1 - DAYS);
  const journeys: Journey[] = [];
  const calls: CallBody[] = [];
  const asking: Asking[] = [];
  const clicks = new Map<string, number>();
  const known: { visitor: string; customer: Customer }[] = [];
  const scale = visits / 60_000;
  let visitCount = 0;
  let customerCount = 0;

  const ring = (random: Random, customer: Customer, at: number, called: string, source: Asking['source']): void => {
    const number = customerCount;
    const call = makeCall(random, {
      id: `in-${at.toString(36)}-${number}`,
      from: customer.phone,
      to: called,
      direction: 'in',
      at,
      open: isOpen(at),
    });
    calls.push(call);
    const back = workMinutesLater(at, random.whole(2, 90));
    // Who was missed is rung back; of late not everybody yet.
    if (!call.answer_ts && !(random.chance(0.2) && at > until - 4 * DAY_MS) && back < until - 900_000)
      calls.push(makeCallBack(random, call, back));
    asking.push({ customer, at, source, talked: (call.billsec ?? 0) >= 20, number });
  };
  const meet = (random: Random, landing: string): Customer => makeCustomer(random, (customerCount += 1), landing);

  for (let place = 0; place < DAYS; place += 1) {
    const day = addDays(from, place);
    const random = makeRandom(`${seed} ${day}`);
    for (const [index, source] of SOURCES.entries()) {
      if (place / DAYS < (source.from ?? 0)) continue;
      const count = random.count((source.share / 100) * (visits / DAYS) * busyness(day, place));
      for (let n = 0; n < count; n += 1) {
        const at = kyivTime(day, hourOf(random));
        const leadsBack = !source.paid || source.landing[0] === '/';
        const again = known.length > 0 && random.chance(leadsBack ? AGAIN.back : AGAIN.new);
        const lot = random.next();
        const ending: Ending = lot >= source.asks ? 'nothing' : random.chance(RINGS * source.mobile) ? 'call' : 'form';
        visitCount += 1;
        const met = again ? known[Math.floor(random.next() * known.length)] : undefined;
        const customer = met?.customer ?? meet(random, source.landing[0]);
        const visitor = met?.visitor ?? idOf(at, 'p', visitCount);
        if (!met) {
          known.push({ visitor, customer });
          if (known.length > 600) known.shift();
        }
        const journey = makeJourney({ random, source, at, visitor, number: visitCount, customer, ending });
        if (journey.at > until - 180_000) continue;
        journeys.push(journey);
        clicks.set(`${index} ${day}`, (clicks.get(`${index} ${day}`) ?? 0) + 1);
        if (journey.contact)
          asking.push({ customer, at: journey.contact.at, source, talked: false, number: visitCount });
        if (journey.ringsAfter) ring(random, customer, at + journey.ringsAfter, OWN_NUMBER, source);
      }
    }
    const rings = (mean: number, called: string): void => {
      for (let n = random.count(mean * scale); n > 0; n -= 1) {
        const at = kyivTime(day, hourOf(random));
        if (at < until - 600_000) ring(random, meet(random, ''), at, called, UNSEEN);
      }
    };
    rings(isWorkday(day) ? 0.34 : 0.05, OWN_NUMBER);
    rings(isWorkday(day) ? 0.11 : 0.02, BANNER_NUMBER);
  }

  const random = makeRandom(`${seed} what became of them`);
  const entered = makeFair(random, scale, addDays(from, Math.floor(DAYS * 0.55)), meet, asking);
  const outcomes = new Map<string, Outcome>();
  for (const { customer, at, source, talked, number } of asking.sort((a, b) => a.at - b.at)) {
    if (outcomes.has(customer.phone) || at > until) continue;
    const own = makeRandom(`${seed} ${number} ${customer.phone}`);
    outcomes.set(customer.phone, makeOutcome({ random: own, customer, source, at, talked, number, until }));
  }
  for (const outcome of outcomes.values()) {
    if (outcome.ringsBack) calls.push(outcome.ringsBack);
    const day = opinionDay(outcome);
    const own = makeRandom(`${seed} opinion ${outcome.phone}`);
    if (!day || day >= to || !own.chance(0.6)) continue;
    journeys.push(makeOpinion(own, kyivTime(day, 9 + 8 * own.next()), (visitCount += 1)));
  }

  const leads = new Map<string, number>();
  for (const { at } of asking) leads.set(dayAt(at, ZONE), (leads.get(dayAt(at, ZONE)) ?? 0) + 1);
  const revenue = new Map<string, number>();
  for (const { sales } of outcomes.values())
    for (const { day = to, revenue: sum } of sales) revenue.set(day, (revenue.get(day) ?? 0) + Number(sum));

  return {
    from,
    to,
    journeys: journeys.sort((a, b) => a.at - b.at),
    calls: calls.sort((a, b) => a.ring_ts - b.ring_ts),
    entered,
    outcomes,
    spend: makeSpend({ random: makeRandom(`${seed} spend`), from, to: addDays(to, -1), clicks, scale }),
    plans: makePlans({ random: makeRandom(`${seed} plans`), to: addDays(to, -1), leads, revenue }),
  };
};

/** Visiting cards from a fair. */
const makeFair = (
  random: Random,
  scale: number,
  day: string,
  meet: (random: Random, landing: string) => Customer,
  asking: Asking[],
): NewLead[] =>
  Array.from({ length: Math.max(2, Math.round(34 * scale)) }, (_, number) => {
    const customer = meet(random, '');
    const at = kyivTime(day, 10 + 7 * random.next());
    asking.push({ customer, at, source: { qualifies: 0.3, buys: 0.25 }, talked: true, number: -number });
    return {
      id: idOf(at, 'f', number),
      at,
      fields: { name: customer.name, phone: customer.written, organisation: customer.organisation },
      source: { source: 'fair', medium: 'offline', campaign: 'Виставка «Лабораторія»' },
      stage: 'contacted',
    };
  });

const WHY = [
  'Швидко привезли',
  'Інженер усе пояснив',
  'Довго чекали на рахунок',
  'Ціна вища, ніж у інших',
  'Усе чудово',
] as const;

/** "How likely are you to recommend us?", opened from a letter. */
const makeOpinion = (random: Random, at: number, number: number): Journey => {
  const visit = {
    id: idOf(at, 'v', number),
    visitor: idOf(at, 'p', number),
    url: `https://${HOST}/`,
    referrer: '',
    language: 'uk-UA',
    zone: ZONE,
  };
  const score = random.chance(0.62)
    ? random.whole(9, 10)
    : random.chance(0.6)
      ? random.whole(7, 8)
      : random.whole(1, 6);
  const form = 'opinion';
  return {
    at,
    visit,
    mobile: random.chance(0.5),
    hits: [
      { kind: 'page', at: 0, path: '/' },
      { kind: 'form', at: 1_000, form, stage: 'seen' },
      { kind: 'form', at: 9_000, form, stage: 'started' },
      { kind: 'form', at: 20_000, form, stage: 'submitted' },
    ],
    contact: {
      id: idOf(at + 20_000, 'c', number),
      kind: 'nps',
      at: at + 20_000,
      form,
      fields: { score: String(score), ...(random.chance(0.5) && { why: random.pick(WHY) }) },
      page: `https://${HOST}/`,
    },
  };
};
