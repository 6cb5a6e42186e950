import type { CrmAnswer, StageNames } from '../../../shared/crm.ts';
import { idFloor } from '../../../shared/ids.ts';
import { type PlacedDeal, type SettledDeal, settleDeals } from '../../crm/settle.ts';
import type { FieldError } from '../intake.ts';
import { derivePersons, type PersonContext } from '../person.ts';
import { CRM_SOURCE, dealMatcher, type LeadOfPerson } from './dealMatch.ts';
import {
  emptyPlan,
  type Plan,
  planDeal,
  planNobodys,
  type SaleRow,
  type StatedRow,
  type StoredDeal,
} from './dealPlan.ts';
import { enterLead } from './entered.ts';

/**
 * Deals from a CRM: what they state of leads and sales is stored under the CRM's own ids, so that the same again changes
 * nothing and another content corrects. What people stated themselves is never touched.
 */

export interface CrmRequest {
  origin: string;
  rows: PlacedDeal[];
  /** Names of stages that go before those of the settings. */
  stages: StageNames;
  /** How a file calls its fields, for errors. */
  titles: Partial<Record<string, string>>;
  /** Answer with the difference it would make, and change nothing. */
  dryRun: boolean;
  /** What becomes of deals that match nobody. */
  unmatched: 'list' | 'create';
  /** What becomes of deals from before their person's first lead. */
  older: 'refuse' | 'skip';
  /** The label of the asking token. */
  by: string;
  /** By our clock, ms since 1970. */
  now: number;
}

export type CrmResult =
  | { state: 'stored'; answer: Omit<CrmAnswer, 'columns'> }
  | { state: 'invalid'; errors: FieldError[] };

/** How many wrong rows are named, and how many that match nobody. */
const MOST_ERRORS = 100;
const MOST_NAMED = 1_000;

const MASK = (1n << 64n) - 1n;

/** The part of a contact's id that is not its time, the same for the same deal: FNV-1a of 64 bits in base 36. */
const restOfId = (origin: string, deal: string): string => {
  let hash = 0xcbf2_9ce4_8422_2325n;
  for (const letter of `${origin}/${deal}`)
    hash = ((hash ^ BigInt(letter.codePointAt(0) ?? 0)) * 0x100_0000_01b3n) & MASK;
  return hash.toString(36).padStart(12, '0').slice(-12);
};

/** What former uploads of the origin stored of these deals. Ids of one deal stand beside each other. */
const readStored = (sql: SqlStorage, origin: string, deals: readonly SettledDeal[]): Map<string, StoredDeal> => {
  const ids = JSON.stringify(deals.map(({ id }) => id));
  const stored = new Map<string, StoredDeal>(deals.map(({ id }) => [id, { stated: [], sale: null }]));
  const stated = sql.exec<StatedRow & { deal: string } & Record<string, SqlStorageValue>>(
    `SELECT deal.value AS deal, lead_log.id, contact, at, kind, lead_log.value, reason FROM json_each(?2) AS deal
     CROSS JOIN lead_log ON lead_log.id > ?1 || '~' || deal.value || '~' AND lead_log.id < ?1 || '~' || deal.value || '~' || char(127)`,
    origin,
    ids,
  );
  for (const { deal, ...row } of stated) stored.get(deal)?.stated.push(row);
  const sales = sql.exec<SaleRow & { deal: string } & Record<string, SqlStorageValue>>(
    `SELECT deal.value AS deal, sales.id, contact, day, revenue, profit, units, product, amount, currency, rate
     FROM json_each(?2) AS deal CROSS JOIN sales ON sales.id = ?1 || '~' || deal.value`,
    origin,
    ids,
  );
  for (const { deal, ...row } of sales) (stored.get(deal) as StoredDeal).sale = row;
  return stored;
};

interface StoredPlace {
  lead: string;
  erased: number;
}

/** The lead that each contact some rows refer to belongs to, and whether its person was erased. */
const placesOf = (sql: SqlStorage, stored: Iterable<StoredDeal>): Map<string, StoredPlace> => {
  const contacts = new Set<string>();
  for (const { stated, sale } of stored) {
    for (const { contact } of stated) contacts.add(contact);
    if (sale) contacts.add(sale.contact);
  }
  const rows = sql.exec<{ id: string; lead: string; erased: number }>(
    `SELECT contacts.id, lead, erased.id IS NOT NULL AS erased FROM json_each(?)
     CROSS JOIN contacts ON contacts.id = json_each.value LEFT JOIN erased ON erased.id = contacts.id`,
    JSON.stringify([...contacts]),
  );
  return new Map(rows.toArray().map(({ id, ...place }) => [id, place]));
};

/** Leads that former uploads made of deals which match nobody, by the part of their id that is the deal's. */
const madeBefore = (
  sql: SqlStorage,
  origin: string,
  deals: readonly SettledDeal[],
): Map<string, (LeadOfPerson & { erased: number })[]> => {
  if (deals.length === 0) return new Map();
  const dealOf = new Map(deals.map(({ id }) => [restOfId(origin, id), id]));
  const rows = sql.exec<{ rest: string; id: string; at: number; day: number; erased: number }>(
    `SELECT substr(own.id, 9) AS rest, first.id, first.at, first.day, erased.id IS NOT NULL AS erased
     FROM contacts AS own JOIN contacts AS first ON first.id = own.lead LEFT JOIN erased ON erased.id = own.id
     WHERE own.kind = 'entered' AND substr(own.id, 9) IN (SELECT value FROM json_each(?))
     ORDER BY first.at`,
    JSON.stringify([...dealOf.keys()]),
  );
  const made = new Map<string, (LeadOfPerson & { erased: number })[]>();
  for (const { rest, ...lead } of rows) {
    const deal = dealOf.get(rest) as string;
    made.set(deal, [...(made.get(deal) ?? []), { ...lead, isOfCrm: true }]);
  }
  return made;
};

/** Whose each deal is. */
interface Sorted {
  /** In the upload's order. */
  ofLeads: { deal: SettledDeal; lead: LeadOfPerson }[];
  made: { deal: SettledDeal; lead: LeadOfPerson }[];
  /** How many of `ofLeads` are of leads that are made. */
  created: number;
  nobodys: SettledDeal[];
  /** Of persons who were erased: what is stored of them stays as it is. */
  ofErased: SettledDeal[];
  older: SettledDeal[];
  errors: FieldError[];
}

const sortDeals = (
  { sql, calendar }: PersonContext,
  request: CrmRequest,
  deals: readonly SettledDeal[],
  isErased: (deal: SettledDeal) => boolean,
): Sorted => {
  const sorted: Sorted = { ofLeads: [], made: [], created: 0, nobodys: [], ofErased: [], older: [], errors: [] };
  const match = dealMatcher(sql, deals);
  const unknown: SettledDeal[] = [];
  for (const deal of deals) {
    if (isErased(deal)) {
      sorted.ofErased.push(deal);
      continue;
    }
    const found = match(deal);
    if (found.state === 'matched') sorted.ofLeads.push({ deal, lead: found.lead });
    // A person whom a CRM told of may turn out to have been its customer for longer.
    else if (found.state === 'nobody' || (request.unmatched === 'create' && found.first.isOfCrm)) unknown.push(deal);
    else {
      sorted.older.push(deal);
      if (request.older === 'refuse')
        sorted.errors.push({
          field: deal.place,
          detail: `is of a day before this person's first lead (${new Date(found.first.at).toISOString()})`,
        });
    }
  }
  const before = madeBefore(sql, request.origin, unknown);
  /** Leads to be made, by phone and e-mail. */
  const making = new Map<string, LeadOfPerson>();
  for (const deal of unknown.sort((a, b) => a.at - b.at)) {
    const own = before.get(deal.id) ?? [];
    const known = own.findLast(({ day }) => day <= deal.day);
    const reach = [...deal.phones, ...deal.emails];
    if (own.some(({ erased }) => erased)) sorted.ofErased.push(deal);
    else if (known) sorted.ofLeads.push({ deal, lead: known });
    else if (request.unmatched === 'list' || (reach.length === 0 && deal.name === '')) sorted.nobodys.push(deal);
    else {
      const at = Math.min(deal.at, request.now);
      const other = reach.map((one) => making.get(one)).find((lead) => lead !== undefined);
      const id = idFloor(at) + restOfId(request.origin, deal.id);
      const lead = other ?? { id, at, day: calendar.dayOf(at), isOfCrm: true };
      if (!other) sorted.made.push({ deal, lead });
      for (const one of reach) making.set(one, lead);
      sorted.ofLeads.push({ deal, lead });
      sorted.created += 1;
    }
  }
  return sorted;
};

/** Leads for deals that match nobody. */
const makeLeads = (context: PersonContext, { by, now }: CrmRequest, made: Sorted['made']): void => {
  for (const { deal, lead } of made) {
    const fields = {
      ...(deal.name && { name: deal.name }),
      ...(deal.phones[0] && { phone: deal.phones[0] }),
      ...(deal.emails[0] && { email: deal.emails[0] }),
    };
    const result = enterLead(context, { lead: { id: lead.id, at: lead.at, fields, source: CRM_SOURCE }, by, now });
    // Nothing in it is anybody's to get wrong: the transaction is not to go on.
    if (result.state !== 'new') throw new Error(`a lead of a deal could not be made: ${result.state}`);
  }
};

/** As `writeEntry` and `writeSale` do, in four statements: one a row takes nearly twice as long for thousands of them. */
const store = (sql: SqlStorage, { stated, sales, unstated, unsold }: Plan, { origin, by, now }: CrmRequest): void => {
  sql.exec('DELETE FROM lead_log WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(unstated));
  sql.exec('DELETE FROM sales WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(unsold));
  sql.exec(
    `INSERT INTO lead_log (id, contact, at, kind, value, reason, stated_by, origin, recorded_at)
     SELECT value ->> 'id', value ->> 'contact', value ->> 'at', value ->> 'kind', value ->> 'value', value ->> 'reason', ?, ?, ?
     FROM json_each(?) WHERE true
     ON CONFLICT (id) DO UPDATE SET contact = excluded.contact, at = excluded.at, value = excluded.value,
       reason = excluded.reason, stated_by = excluded.stated_by, recorded_at = excluded.recorded_at`,
    by,
    origin,
    now,
    JSON.stringify(stated),
  );
  // A sale that is corrected keeps its place among the sales of its day.
  sql.exec(
    `INSERT INTO sales (id, contact, day, revenue, profit, units, product, amount, currency, rate, stated_by, origin, recorded_at)
     SELECT value ->> 'id', value ->> 'contact', value ->> 'day', value ->> 'revenue', value ->> 'profit', value ->> 'units',
       value ->> 'product', value ->> 'amount', value ->> 'currency', value ->> 'rate', ?, ?, ? FROM json_each(?) WHERE true
     ON CONFLICT (id) DO UPDATE SET contact = excluded.contact, day = excluded.day, revenue = excluded.revenue,
       profit = excluded.profit, units = excluded.units, product = excluded.product, amount = excluded.amount,
       currency = excluded.currency, rate = excluded.rate, stated_by = excluded.stated_by`,
    by,
    origin,
    now,
    JSON.stringify(sales),
  );
};

/** In the recording transaction; an upload that is refused changes nothing. */
export const takeDeals = (context: PersonContext, request: CrmRequest): CrmResult => {
  const { sql } = context;
  const { origin, now } = request;
  const { deals, errors } = settleDeals(request.rows, { ...context, now }, request);
  if (errors.length > 0) return { state: 'invalid', errors: errors.slice(0, MOST_ERRORS) };

  const stored = readStored(sql, origin, deals);
  const storedOf = (deal: SettledDeal): StoredDeal => stored.get(deal.id) as StoredDeal;
  const places = placesOf(sql, stored.values());
  const sorted = sortDeals(context, request, deals, (deal) => {
    const { stated, sale } = storedOf(deal);
    return [...stated, ...(sale ? [sale] : [])].some(({ contact }) => places.get(contact)?.erased);
  });
  if (sorted.errors.length > 0) return { state: 'invalid', errors: sorted.errors.slice(0, MOST_ERRORS) };

  const plan = emptyPlan();
  for (const { deal, lead } of sorted.ofLeads) {
    const isOfLead = (contact: string): boolean => places.get(contact)?.lead === lead.id;
    planDeal(plan, deal, storedOf(deal), { origin, lead, isOfLead, now });
  }
  for (const deal of [...sorted.nobodys, ...sorted.older]) planNobodys(plan, storedOf(deal));
  if (!request.dryRun) {
    makeLeads(context, request, sorted.made);
    store(sql, plan, request);
    derivePersons(context, plan.touched);
  }

  const unmatched = [...sorted.nobodys, ...sorted.ofErased];
  const named = (some: readonly SettledDeal[]) =>
    some.slice(0, MOST_NAMED).map(({ place, id }) => ({ row: place, id }));
  const total = (of: 'revenue' | 'profit'): number =>
    sorted.ofLeads.reduce((sum, { deal }) => sum + (deal.sale?.[of] ?? 0), 0) / 10_000;
  return {
    state: 'stored',
    answer: {
      dryRun: request.dryRun,
      origin,
      rows: deals.length,
      matched: sorted.ofLeads.length - sorted.created,
      created: sorted.created,
      unmatched: named(unmatched),
      unmatchedCount: unmatched.length,
      older: named(sorted.older),
      olderCount: sorted.older.length,
      stages: plan.stages,
      sales: plan.sold,
      details: plan.details,
      revenue: total('revenue'),
      profit: total('profit'),
    },
  };
};
