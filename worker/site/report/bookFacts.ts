import type { FactName } from '../../../shared/metrics/facts.ts';
import { shareOut } from '../money.ts';
import type { CreditSource } from './credits.ts';
import { LEFT_OUT } from './groups.ts';
import type { BookedCredits, OpenBook } from './leadBook.ts';
import { type Cells, type Ledger, NEVER } from './ledger.ts';
import type { Taken } from './quantiles.ts';

/** Gives what is counted of contacts, leads and sales to the rows of a report, from the book in memory: no SQL, no objects. */

/** The book while a report is made, with what each asked model credits. */
export interface Booked {
  book: OpenBook;
  credits: readonly BookedCredits[];
  /** The row of an ad's day, or LEFT_OUT. */
  rowOf: (ad: number, day: number) => number;
}

/** Something to count, as `Counted` is in `credits.ts`; every string is a column of the ledger. */
export interface CountedInBook {
  ledger: Ledger;
  /** Of each row the place of the contact whose credit counts; its own if left out. */
  contacts?: Int32Array | undefined;
  day: string;
  /** Counts only where this day, which is of something else, is one at all. */
  happened?: string;
  counts?: Partial<Record<FactName, string>>;
  amounts?: Partial<Record<FactName, string>>;
  /** Rows whose `where` is 1 or more. */
  each?: { where: string; value: string; take: (taken: Taken) => void };
}

type Rows = Pick<CreditSource, 'plan' | 'keys'>;

/** Rows are looked up once an ad, or once an ad and day. */
export const rowFinder = ({ plan, keys }: Rows): Booked['rowOf'] => {
  if (!plan.needs.day) {
    const rows: (number | undefined)[] = [];
    return (ad) => {
      const known = rows[ad];
      if (known !== undefined) return known;
      const row = keys.idOf(ad, plan.from);
      rows[ad] = row;
      return row;
    };
  }
  const rows = new Map<number, number>();
  return (ad, day) => {
    const key = ad * MOST_DAYS + day - plan.from;
    let row = rows.get(key);
    if (row === undefined) {
      row = keys.idOf(ad, day);
      rows.set(key, row);
    }
    return row;
  };
};
/** More than any period has. */
const MOST_DAYS = 2 ** 24;

/** So many credits are looked at as quickly as one contact is read. */
const CREDITS_A_CONTACT = 40;

export const giveBooked = async (
  { plan, groups, pace }: Pick<CreditSource, 'plan' | 'groups' | 'pace'>,
  { credits, rowOf }: Booked,
  { ledger, contacts, day, happened, counts, amounts, each }: CountedInBook,
): Promise<void> => {
  const cellsOf = (expressions: Partial<Record<FactName, string>> = {}): PlacedCells[] =>
    Object.entries(expressions).flatMap(([fact, column]) => {
      const place = groups.placeOf(fact as FactName);
      return place === undefined || column === undefined ? [] : [{ place, cells: ledger.column(column) }];
    });
  const [counted, shared] = [cellsOf(counts), cellsOf(amounts)];
  if (counted.length + shared.length === 0 && !each) return;
  const days = ledger.column(day);
  const happenings = happened === undefined ? null : ledger.column(happened);
  const taken = each && { ...each, where: ledger.column(each.where), values: ledger.column(each.value) };
  const { from, to } = plan;
  for (const [model, { starts, ads, shares }] of credits.entries()) {
    for (let at = 0; at < ledger.size; at += 1) {
      const on = days[at] as number;
      if (on < from || on > to || on === NEVER || (happenings && happenings[at] === NEVER)) continue;
      const contact = contacts ? (contacts[at] as number) : at;
      const [start, end] = [starts[contact] as number, starts[contact + 1] as number];
      const parts = end - start > 1 ? partsOf(shared, at, shares.subarray(start, end)) : null;
      for (let credit = start; credit < end; credit += 1) {
        const row = rowOf(ads[credit] as number, on);
        if (row === LEFT_OUT) continue;
        const share = shares[credit] as number;
        for (let index = 0; index < counted.length; index += 1) {
          const { place, cells } = counted[index] as PlacedCells;
          const count = cells[at] as number;
          if (count !== 0) groups.creditAt(model, row, place, count * share);
        }
        for (let index = 0; index < shared.length; index += 1) {
          const { place, cells } = shared[index] as PlacedCells;
          groups.creditAt(model, row, place, parts ? (parts[index]?.[credit - start] ?? 0) : (cells[at] as number));
        }
        if (taken && (taken.where[at] as number) > 0)
          taken.take({ model, row, millionths: share, value: taken.values[at] as number });
      }
    }
    await pace.did(((1 + counted.length + shared.length) * ledger.size) / CREDITS_A_CONTACT);
  }
};

/** A column, and where its fact stands in a row of the report. */
interface PlacedCells {
  place: number;
  cells: Cells;
}

/** What each credit gets of each amount; null of an amount of nothing. */
const partsOf = (
  amounts: readonly { cells: ArrayLike<number> }[],
  at: number,
  shares: Int32Array,
): (readonly number[] | null)[] =>
  amounts.map(({ cells }) => (cells[at] === 0 ? null : shareOut(cells[at] as number, [...shares])));
