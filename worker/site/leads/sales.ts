import type { SaleEntry } from '../../../shared/leads.ts';
import { type Calendar, dateOfDay } from '../days.ts';
import type { PersonContext } from '../person.ts';
import type { Written } from './log.ts';
import type { SettledSale } from './settleSale.ts';

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

export interface WrittenSale extends SettledSale {
  id: string;
  /** Any contact of the lead. */
  contact: string;
  by: string;
  /** '' for people, else the CRM it came from. */
  origin: string;
}

const STATED = [
  'contact',
  'day',
  'revenue',
  'profit',
  'units',
  'product',
  'amount',
  'currency',
  'rate',
  'origin',
] as const;

/**
 * Writes a sale by its id: the same again changes nothing, another content corrects, and another contact moves it. When it
 * was first recorded stands, for it orders the sales of a day. The caller derives the persons it touched, at the end and
 * each once (`derivePersons`). Must run in a transaction.
 */
export const writeSale = (sql: SqlStorage, sale: WrittenSale, now: number): Written => {
  const [known] = sql
    .exec<Record<(typeof STATED)[number], SqlStorageValue>>(
      `SELECT ${STATED.join(', ')} FROM sales WHERE id = ?`,
      sale.id,
    )
    .toArray();
  if (known && STATED.every((column) => known[column] === sale[column])) return { state: 'same', touched: [] };
  sql.exec(
    `INSERT INTO sales (id, stated_by, recorded_at, ${STATED.join(', ')}) VALUES (?, ?, ?, ${STATED.map(() => '?').join(', ')})
     ON CONFLICT (id) DO UPDATE SET stated_by = excluded.stated_by, ${STATED.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    sale.id,
    sale.by,
    now,
    ...STATED.map((column) => sale[column]),
  );
  const touched = known && known.contact !== sale.contact ? [sale.contact, known.contact as string] : [sale.contact];
  return { state: known ? 'changed' : 'new', touched };
};

/** Takes a sale away. Returns the contact it hung on, whose person is to be derived anew; null if there was none. */
export const deleteSale = (sql: SqlStorage, id: string): string | null =>
  sql.exec<{ contact: string }>('DELETE FROM sales WHERE id = ? RETURNING contact', id).toArray()[0]?.contact ?? null;

type SaleRow = Omit<WrittenSale, 'by' | 'origin'> & { stated_by: string; kind: SaleEntry['kind'] };

const inUnits = (amount: number): number => amount / 10_000;

/** A lead's sales for people to read, in the order in which they were made. */
export const salesOfLead = (sql: SqlStorage, lead: string): SaleEntry[] =>
  sql
    .exec<SaleRow>(
      `SELECT id, contact, day, revenue, profit, units, product, amount, currency, rate, stated_by, kind FROM sales
       WHERE lead = ? ORDER BY day, recorded_at, id`,
      lead,
    )
    .toArray()
    .map(({ id, day, revenue, profit, units, product, amount, currency, rate, stated_by, kind }) => ({
      sale: id,
      day: dateOfDay(day),
      revenue: inUnits(revenue),
      profit: inUnits(profit),
      units,
      product,
      ...(amount !== null &&
        currency !== null &&
        rate !== null && { stated: { revenue: inUnits(amount), currency, rate } }),
      kind,
      by: stated_by,
    }));
