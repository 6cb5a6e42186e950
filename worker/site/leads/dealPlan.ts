import type { Changes } from '../../../shared/crm.ts';
import type { SettledDeal } from '../../crm/settle.ts';
import type { LeadOfPerson } from './dealMatch.ts';

/** What a CRM's deal makes of what is stored of it: rows to write, rows to take away. Pure. */

/** What is stored of a lead's history by a deal. */
export interface StatedRow {
  id: string;
  contact: string;
  /** Ms since 1970. */
  at: number;
  kind: 'stage' | 'owner' | 'value' | 'product';
  value: string;
  reason: string;
}

/** What is stored of a sale by a deal; money in 1/10 000. */
export interface SaleRow {
  id: string;
  contact: string;
  day: number;
  revenue: number;
  profit: number;
  units: number;
  product: string;
  amount: number | null;
  currency: string | null;
  rate: string | null;
}

/** What a deal has stored so far. */
export interface StoredDeal {
  stated: StatedRow[];
  sale: SaleRow | null;
}

export interface Plan {
  stated: StatedRow[];
  sales: SaleRow[];
  /** Ids of rows that go. */
  unstated: string[];
  unsold: string[];
  /** Contacts whose persons have to be derived anew. */
  touched: Set<string>;
  stages: Changes;
  sold: Changes;
  details: Changes;
}

export const emptyPlan = (): Plan => {
  const none = (): Changes => ({ added: 0, changed: 0, unchanged: 0, removed: 0 });
  return {
    stated: [],
    sales: [],
    unstated: [],
    unsold: [],
    touched: new Set(),
    stages: none(),
    sold: none(),
    details: none(),
  };
};

/** Unlike the ids of what people state, so that neither is ever taken for the other. */
export const saleId = (origin: string, deal: string): string => `${origin}~${deal}`;
export const statedId = (origin: string, deal: string, kind: string): string => `${origin}~${deal}~${kind}`;

const same = <T extends object>(a: T, b: T): boolean =>
  (Object.keys(b) as (keyof T)[]).every((column) => a[column] === b[column]);

interface Place {
  origin: string;
  /** The lead that the deal is of, and which of what contacts belong to it. */
  lead: LeadOfPerson;
  isOfLead: (contact: string) => boolean;
  now: number;
}

/** Nothing is stated of a lead before it began; what was recorded of one of its contacts stays there. */
const settle = <T extends { contact: string }>(stored: T | undefined, { lead, isOfLead }: Place): string =>
  stored && isOfLead(stored.contact) ? stored.contact : lead.id;

/**
 * The stages that former uploads told of stay, as far as they came before what is told now: so a lead's history grows
 * with each upload. What was to come later was a mistake.
 */
const planStages = (plan: Plan, deal: SettledDeal, stored: StoredDeal, place: Place): void => {
  const { origin, lead, now } = place;
  const known = stored.stated.filter(({ kind }) => kind === 'stage');
  const { stage } = deal;
  const before = known.find(({ value }) => value === stage?.stage);
  const since = Math.max(lead.at, stage?.at ?? before?.at ?? stage?.by ?? now);
  for (const row of known) {
    if (row === before) continue;
    const at = Math.max(lead.at, row.at);
    if (!stage || at >= since) remove(plan, row);
    else write(plan, row, { ...row, contact: settle(row, place), at });
  }
  if (!stage) return;
  write(plan, before, {
    id: statedId(origin, deal.id, stage.stage),
    contact: settle(before, place),
    at: since,
    kind: 'stage',
    value: stage.stage,
    reason: stage.reason,
  });
};

const planDetails = (plan: Plan, deal: SettledDeal, stored: StoredDeal, place: Place): void => {
  const { origin, lead, now } = place;
  const stated = { owner: deal.owner, value: deal.value === null ? '' : String(deal.value), product: deal.product };
  for (const kind of ['owner', 'value', 'product'] as const) {
    const before = stored.stated.find((row) => row.kind === kind);
    const value = stated[kind];
    if (value === '') {
      if (before) remove(plan, before);
      continue;
    }
    // It was stated when it came to be so: what a person says later stands over it, however often the file comes again.
    const at = before?.value === value ? before.at : (deal.changedAt ?? now);
    write(plan, before, {
      id: statedId(origin, deal.id, kind),
      contact: settle(before, place),
      at: Math.max(lead.at, at),
      kind,
      value,
      reason: '',
    });
  }
};

const write = (plan: Plan, before: StatedRow | undefined, next: StatedRow): void => {
  const counts = next.kind === 'stage' ? plan.stages : plan.details;
  if (before && same(before, next)) {
    counts.unchanged += 1;
    return;
  }
  counts[before ? 'changed' : 'added'] += 1;
  plan.stated.push(next);
  if (before) plan.touched.add(before.contact);
  plan.touched.add(next.contact);
};

const remove = (plan: Plan, row: StatedRow): void => {
  const counts = row.kind === 'stage' ? plan.stages : plan.details;
  counts.removed += 1;
  plan.unstated.push(row.id);
  plan.touched.add(row.contact);
};

const planSale = (plan: Plan, deal: SettledDeal, { sale: before }: StoredDeal, place: Place): void => {
  if (!deal.sale) {
    if (before) removeSale(plan, before);
    return;
  }
  const next: SaleRow = {
    id: saleId(place.origin, deal.id),
    contact: settle(before ?? undefined, place),
    ...deal.sale,
  };
  if (before && same(before, next)) {
    plan.sold.unchanged += 1;
    return;
  }
  plan.sold[before ? 'changed' : 'added'] += 1;
  plan.sales.push(next);
  if (before) plan.touched.add(before.contact);
  plan.touched.add(next.contact);
};

const removeSale = (plan: Plan, row: SaleRow): void => {
  plan.sold.removed += 1;
  plan.unsold.push(row.id);
  plan.touched.add(row.contact);
};

/** A deal of a lead. */
export const planDeal = (plan: Plan, deal: SettledDeal, stored: StoredDeal, place: Place): void => {
  planStages(plan, deal, stored, place);
  planDetails(plan, deal, stored, place);
  planSale(plan, deal, stored, place);
};

/** A deal that is nobody's any more. */
export const planNobodys = (plan: Plan, stored: StoredDeal): void => {
  for (const row of stored.stated) remove(plan, row);
  if (stored.sale) removeSale(plan, stored.sale);
};
