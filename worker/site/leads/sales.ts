import type { Calendar } from '../days.ts';
import type { PersonContext } from '../person.ts';

/** Sales: rows that refer to a contact. Which lead each is of, and what it is to its customer, is derived. */

/** As `sales` keeps it. */
export type StoredSale = {
  id: string;
  contact: string;
  day: number;
  /** Money in 1/10 000 of the site's currency. */
  profit: number;
  recorded_at: number;
  lead: string;
  lead_day: number;
  person: string;
  kind: string;
  first_of_lead: number;
  cohort_profit: number | null;
};

const READ = [
  'id',
  'contact',
  'day',
  'profit',
  'recorded_at',
  'lead',
  'lead_day',
  'person',
  'kind',
  'first_of_lead',
  'cohort_profit',
] as const satisfies readonly (keyof StoredSale)[];

/** The sales that hang on any of some contacts (a JSON list of ids), in the order in which they were made. */
export const readSales = (sql: SqlStorage, contacts: string): StoredSale[] =>
  sql
    .exec<StoredSale>(
      `SELECT ${READ.map((column) => `sales.${column}`).join(', ')} FROM json_each(?)
       CROSS JOIN sales ON contact = json_each.value ORDER BY day, recorded_at, sales.id`,
      contacts,
    )
    .toArray();

/** A sale has a day, not a moment: its day's last one, or when it was recorded on that day (ms since 1970). */
export const momentOfSale = (
  calendar: Calendar,
  { day, recorded_at }: Pick<StoredSale, 'day' | 'recorded_at'>,
): number => Math.max(calendar.startOf(day), Math.min(recorded_at, calendar.startOf(day + 1) - 1));

/**
 * Of a customer's sales in order the first is `new`, others `repeat`, or `returned` where the one before lies further
 * back than the site's lapse. The first one's cohort profit is that of all of them. Sales of a lead that is spam, and of
 * nobody's lead, are of no kind and stand aside. Writes only what differs.
 *
 * @param sales all of one person's, in order
 */
export const deriveSales = (
  { sql, settings }: PersonContext,
  sales: readonly StoredSale[],
  {
    person,
    leadOf,
  }: {
    /** Their earliest contact. */
    person: string;
    leadOf: (sale: StoredSale) => { id: string; day: number; isSpam: boolean } | null;
  },
): void => {
  const counted = sales.filter((sale) => leadOf(sale)?.isSpam === false);
  const sold = new Set<string>();
  const profit = counted.reduce((sum, sale) => sum + sale.profit, 0);
  for (const sale of sales) {
    const lead = leadOf(sale);
    const place = counted.indexOf(sale);
    const before = counted[place - 1];
    const kind =
      place < 0 ? '' : !before ? 'new' : sale.day - before.day > settings.leads.lapseDays ? 'returned' : 'repeat';
    const derived = {
      lead: lead?.id ?? '',
      lead_day: lead?.day ?? 0,
      person,
      kind,
      first_of_lead: Number(place >= 0 && lead !== null && !sold.has(lead.id)),
      cohort_profit: kind === 'new' ? profit : null,
    };
    if (derived.first_of_lead === 1) sold.add(derived.lead);
    const changed = (Object.keys(derived) as (keyof typeof derived)[]).filter(
      (column) => sale[column] !== derived[column],
    );
    if (changed.length === 0) continue;
    sql.exec(
      `UPDATE sales SET ${changed.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
      ...changed.map((column) => derived[column]),
      sale.id,
    );
  }
};

/** The contact that some sales hang on is none: they are nobody's. */
export const leaveSales = (sql: SqlStorage, contact: string): void => {
  sql.exec(
    `UPDATE sales SET lead = '', lead_day = 0, person = '', kind = '', first_of_lead = 0, cohort_profit = NULL WHERE contact = ?`,
    contact,
  );
};
