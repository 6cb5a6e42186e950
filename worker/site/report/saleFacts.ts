import type { FactName } from '../../../shared/metrics/facts.ts';
import { giveBooked } from './bookFacts.ts';
import { type Counted, type CreditSource, giveCredited } from './credits.ts';
import type { Width } from './ledger.ts';
import { MEDIAN, type OwnTotals, P90, Quantiles } from './quantiles.ts';

/**
 * Sales, credited as the earliest contact of their lead is: on their own day or on the lead's, as the basis has it. The
 * product is the sale's own, owner and reason of a loss are the lead's. Sales of a lead that is spam are of no kind, and none.
 */

const COUNTS = {
  sales: '1',
  units: 'sales.units',
  newCustomers: `sales.kind = 'new'`,
  repeatSales: `sales.kind <> 'new'`,
  returnedCustomers: `sales.kind = 'returned'`,
  soldLeads: 'sales.first_of_lead',
} as const satisfies Partial<Record<FactName, string>>;

/** Days from the lead's to its first sale's. */
/** A sale may lie before the day of a lead that it came to by a merge that was taken back. */
const CYCLE_DAYS = 'max(0, sales.day - sales.lead_day)';

const AMOUNTS = {
  revenue: 'sales.revenue',
  profit: 'sales.profit',
  /** On a customer's first sale: what all of theirs have brought so far. */
  cohortProfit: 'coalesce(sales.cohort_profit, 0)',
  cycleDays: `sales.first_of_lead * (${CYCLE_DAYS})`,
} as const satisfies Partial<Record<FactName, string>>;

const QUANTILES = [
  ['dealCycleMedian', MEDIAN],
  ['dealCycleP90', P90],
] as const;

/** What the book keeps of a sale. */
export const SALE_COLUMNS = new Map<string, Width>([
  ['sales.day', 'narrow'],
  ['sales.lead_day', 'narrow'],
  [CYCLE_DAYS, 'narrow'],
  ...[...Object.values(COUNTS), ...Object.values(AMOUNTS)].map((column): [string, Width] => [column, 'wide']),
]);

/** Of sales joined with the earliest contact of their lead, and with the lead where leads are told apart. */
export const joinedSales = (sales: string, withLeads: boolean): string =>
  `${sales} CROSS JOIN contacts ON contacts.id = sales.lead ${withLeads ? 'CROSS JOIN leads ON leads.id = sales.lead' : ''}`;

export const OF_SALE = { owner: 'leads.owner', product: 'sales.product', lossReason: 'leads.loss_reason' };

export const saleFacts = async (source: CreditSource): Promise<OwnTotals[]> => {
  const { plan, groups, booked } = source;
  const asked = QUANTILES.filter(([fact]) => plan.facts.has(fact));
  const quantiles = new Quantiles(asked, plan.query.model.length);
  const day = plan.query.basis === 'lead' ? 'sales.lead_day' : 'sales.day';
  if (booked) {
    await giveBooked(source, booked, {
      ledger: booked.book.sales,
      contacts: booked.book.soldTo.cells as Int32Array,
      day,
      counts: COUNTS,
      amounts: AMOUNTS,
      ...(asked.length > 0 && { each: { where: COUNTS.soldLeads, value: CYCLE_DAYS, take: quantiles.take } }),
    });
    return quantiles.settle(groups);
  }
  const wantedOf = (expressions: Partial<Record<FactName, string>>): Partial<Record<FactName, string>> =>
    Object.fromEntries(Object.entries(expressions).filter(([fact]) => plan.facts.has(fact as FactName)));
  const [counts, amounts] = [wantedOf(COUNTS), wantedOf(AMOUNTS)];
  const sales: Counted = {
    from: joinedSales('sales', plan.needs.lead),
    where: `${day} BETWEEN ? AND ? AND sales.kind <> ''`,
    bindings: [plan.from, plan.to],
    day,
    lead: OF_SALE,
  };
  if (Object.keys({ ...counts, ...amounts }).length > 0) await giveCredited(source, { ...sales, counts, amounts });

  if (asked.length > 0) {
    await giveCredited(source, {
      ...sales,
      where: `${sales.where} AND sales.first_of_lead`,
      each: { value: CYCLE_DAYS, take: quantiles.take },
    });
  }
  return quantiles.settle(groups);
};
