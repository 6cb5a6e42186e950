import type { FactName } from '../../../shared/metrics/facts.ts';
import { PATIENCE } from '../leads/promise.ts';
import { type Booked, giveBooked } from './bookFacts.ts';
import { type Counted, type CreditSource, giveCredited } from './credits.ts';
import type { Width } from './ledger.ts';
import type { Plan } from './plan.ts';
import { MEDIAN, type OwnTotals, P90, Quantiles, type Taken } from './quantiles.ts';

/**
 * What became of leads, from the table `leads`, credited as each lead's earliest contact is. On the day on which it
 * happened, or on the lead's, as the basis has it. A lead that is spam is none.
 */

/** One thing that is told of leads, in SQL: on which day, and how many it is, or how much in whole stored units. */
interface LeadFact {
  /** A column that is NULL where it did not happen. */
  day: string;
  count?: string;
  amount?: string;
}

/** The lead's time was asked for, as `promiseOf` has it: no answer was due before it. */
const ASKED = `(leads.id, leads.due_at) IN (
  SELECT lead, max(wanted, at) + ${PATIENCE} FROM contacts WHERE wanted IS NOT NULL
)`;
/** Whole seconds from the lead's beginning, or from the time that was asked for, to the first response; NULL without one. */
const RESPONSE_SECONDS = `max(0, (leads.responded_at - iif(${ASKED}, leads.due_at - ${PATIENCE}, leads.at)) / 1000)`;

const FROM = 'leads CROSS JOIN contacts ON contacts.id = leads.id';
const OF_LEAD = { owner: 'leads.owner', product: 'leads.product', lossReason: 'leads.loss_reason' };

const TOLD = {
  mql: { day: 'leads.mql_day' },
  sql: { day: 'leads.sql_day' },
  opportunities: { day: 'leads.opportunity_day' },
  /** Of the leads that became an opportunity, what was stated last. */
  opportunityValue: { day: 'leads.opportunity_day', amount: 'leads.value' },
  won: { day: 'leads.won_day' },
  lost: { day: 'leads.lost_day' },
  promised: { day: 'leads.day', count: 'leads.due_at IS NOT NULL' },
  keptPromises: { day: 'leads.day', count: 'coalesce(leads.responded_at <= leads.due_at, 0)' },
  responses: { day: 'leads.day', count: 'leads.responded_at IS NOT NULL' },
  responseTime: { day: 'leads.day', amount: `coalesce(${RESPONSE_SECONDS}, 0)` },
} as const satisfies Partial<Record<FactName, LeadFact>>;

const RESPONDED = TOLD.responses.count;
/** By when an answer is due that nobody has given yet; NULL where there is none. */
const UNANSWERED_DUE = 'iif(leads.responded_at IS NULL, leads.due_at, NULL)';

/** What the book keeps of a lead with its earliest contact. */
export const LEAD_COLUMNS: readonly [string, Width][] = [
  ['1', 'narrow'],
  ['leads.day', 'narrow'],
  ...Object.values<LeadFact>(TOLD).flatMap(({ day, count, amount }): [string, Width][] => [
    [day, 'narrow'],
    ...(count ? [[count, 'narrow'] as [string, Width]] : []),
    ...(amount ? [[amount, 'wide'] as [string, Width]] : []),
  ]),
  [UNANSWERED_DUE, 'wide'],
];

/** Puts a value among a statement's bindings; returns how SQL names it. */
type Bind = (value: string | number) => string;

const leadFact = (fact: FactName, bind: Bind, now: number): LeadFact | null => {
  if (fact in TOLD) return TOLD[fact as keyof typeof TOLD];
  if (fact.startsWith('action:')) return { day: `(leads.actions ->> ${bind(fact.slice('action:'.length))})` };
  if (fact !== 'overdue') return null;
  return { day: 'leads.day', count: `coalesce(${UNANSWERED_DUE} < ${bind(now)}, 0)` };
};

/** Facts that happen on the same day have the same. */
const dayOf = (fact: FactName): string =>
  fact in TOLD ? TOLD[fact as keyof typeof TOLD].day : fact === 'overdue' ? 'leads.day' : fact;

const QUANTILES = [
  ['responseMedian', MEDIAN],
  ['responseP90', P90],
] as const;

/** @param now ms since 1970: what is due by then and unanswered is overdue */
export const leadFacts = async (source: CreditSource, now: number): Promise<OwnTotals[]> => {
  const { plan, groups, booked } = source;
  const asked = QUANTILES.filter(([fact]) => plan.facts.has(fact));
  const quantiles = new Quantiles(asked, plan.query.model.length);
  const isAsked = (fact: FactName): boolean => plan.facts.has(fact) && leadFact(fact, () => '', now) !== null;
  const wanted = [...plan.facts].filter(isAsked);
  if (booked) await giveFromBook(source, booked, { now, quantiles: asked.length > 0 ? quantiles : null });
  // The book does not know what a site calls its actions.
  await giveFromTables(source, booked ? wanted.filter((fact) => fact.startsWith('action:')) : wanted, now);
  if (!booked && asked.length > 0) {
    await giveCredited(source, {
      from: FROM,
      where: `leads.stage <> 'spam' AND leads.responded_at IS NOT NULL AND leads.day BETWEEN ? AND ?`,
      bindings: [plan.from, plan.to],
      day: 'leads.day',
      lead: OF_LEAD,
      each: { value: RESPONSE_SECONDS, take: quantiles.take },
    });
  }
  return quantiles.settle(groups);
};

const giveFromTables = async (source: CreditSource, wanted: readonly FactName[], now: number): Promise<void> => {
  const { plan } = source;
  const parts = new Map<string, FactName[]>();
  // A lead stands on several days where they are told apart: one of each thing that happened to it.
  const apart = plan.query.basis === 'event' && plan.needs.day;
  for (const fact of wanted) {
    const part = apart ? dayOf(fact) : '';
    parts.set(part, [...(parts.get(part) ?? []), fact]);
  }
  for (const facts of parts.values()) await giveCredited(source, countedOf(plan, facts, now));
};

/** Facts that happen on one day are given together. */
const giveFromBook = async (
  source: CreditSource,
  booked: Booked,
  { now, quantiles }: { now: number; quantiles: Quantiles | null },
): Promise<void> => {
  const { plan, groups } = source;
  const ledger = booked.book.contacts;
  const ofLead = plan.query.basis === 'lead';
  const told = (Object.entries(TOLD) as [FactName, LeadFact][]).filter(([fact]) => plan.facts.has(fact));
  for (const day of new Set(told.map(([, fact]) => fact.day))) {
    const facts = told.filter(([, fact]) => fact.day === day);
    await giveBooked(source, booked, {
      ledger,
      ...(ofLead ? { day: 'leads.day', happened: day } : { day }),
      // What is told without a count or an amount happened once.
      counts: Object.fromEntries(facts.flatMap(([fact, { count, amount }]) => (amount ? [] : [[fact, count ?? '1']]))),
      amounts: Object.fromEntries(facts.flatMap(([fact, { amount }]) => (amount ? [[fact, amount]] : []))),
    });
  }
  if (plan.facts.has('overdue')) {
    const take = ({ model, row, millionths, value }: Taken): void => {
      if (value < now) groups.credit(model, row, 'overdue', millionths);
    };
    await giveBooked(source, booked, {
      ledger,
      day: 'leads.day',
      each: { where: UNANSWERED_DUE, value: UNANSWERED_DUE, take },
    });
  }
  if (quantiles)
    await giveBooked(source, booked, {
      ledger,
      day: 'leads.day',
      each: { where: RESPONDED, value: TOLD.responseTime.amount, take: quantiles.take },
    });
};

/** Facts as something to count; of facts that happen on several days, for a report that does not tell days apart. */
const countedOf = ({ query, from, to }: Plan, facts: readonly FactName[], now: number): Counted => {
  const bindings: (string | number)[] = [];
  const bind: Bind = (value) => `?${bindings.push(value)}`;
  const period = `BETWEEN ${bind(from)} AND ${bind(to)}`;
  const ofLead = query.basis === 'lead';
  const days = new Set<string>();
  const counts: Counted['counts'] = {};
  const amounts: Counted['amounts'] = {};
  for (const fact of facts) {
    const { day, count, amount } = leadFact(fact, bind, now) as LeadFact;
    const happened = ofLead ? `${day} IS NOT NULL` : `coalesce(${day} ${period}, 0)`;
    if (amount) amounts[fact] = `iif(${happened}, ${amount}, 0)`;
    else counts[fact] = count ? `${happened} AND ${count}` : happened;
    days.add(ofLead ? 'leads.day' : day);
  }
  return {
    from: FROM,
    where: `leads.stage <> 'spam' AND (${[...days].map((day) => `${day} ${period}`).join(' OR ')})`,
    bindings,
    day: [...days][0] as string,
    counts,
    amounts,
    lead: OF_LEAD,
  };
};
