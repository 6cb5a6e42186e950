import type { Model } from '../../../shared/report.ts';
import { CONTACT_COUNTS } from './contactFacts.ts';
import { LEAD_COLUMNS } from './leadFacts.ts';
import { Ledger, NEVER, Numbers, type Width } from './ledger.ts';
import type { Pace } from './pace.ts';
import { SALE_COLUMNS } from './saleFacts.ts';
import { SUBMISSION_COLUMNS } from './submissionFacts.ts';
import { creditsOf, type ModelTerms, type PathTouch } from './touchShares.ts';
import { letOthersIn } from './visitFacts.ts';

/**
 * Contacts, leads and sales in the object's memory, as reports count them, with the touches they are credited to. It is
 * read once, when the first report needs it, and kept right by `book_changes`, in which triggers write what has changed:
 * a report reads those rows again before it looks at any. What was rolled back was never noted there, and what was stored
 * always is, so the book cannot be stale.
 *
 * A contact costs some 500 bytes with three touches before it and two models' credits. Past MOST contacts there is no
 * book, and reports read the tables.
 */

/** 50 MB of the 128 that an object has. */
const MOST = 100_000;
/** So many are read at a stretch, about 5 ms of them. */
const AT_ONCE = 500;

/** A touch that a model of one touch credits, as a column of contacts and their candidates. */
export type TouchColumn = 'last_click' | 'last_non_direct' | 'first_click';
const TOUCHES: readonly TouchColumn[] = ['last_click', 'last_non_direct', 'first_click'];

/** How one asked model credits: by a stored touch, or from the touches before the contact. */
export interface AskedModel {
  model: Model;
  column: TouchColumn | null;
  terms: ModelTerms;
}

/** Of each contact (by its place in the ledger) the credits from `starts[place]` on, up to those of the next. */
export interface BookedCredits {
  starts: Int32Array;
  ads: Int32Array;
  /** Millionths. */
  shares: Int32Array;
}

const CONTACT_COLUMNS = new Map<string, Width>([
  ['contacts.at', 'wide'],
  ['contacts.day', 'narrow'],
  ['contacts.lead_day', 'narrow'],
  ...Object.values(CONTACT_COUNTS).map((count): [string, Width] => [count, 'narrow']),
  ...SUBMISSION_COLUMNS,
  ...LEAD_COLUMNS,
]);

/** Whose a contact was, or may have been: share, the three touches' ads, path. */
type OwnerRow = [contact: string, share: number, last: number, nonDirect: number, first: number, path: string | null];

const ownerRows = (table: 'contacts' | 'contact_candidates'): string => {
  const id = table === 'contacts' ? 'contacts.id' : 'contact_candidates.contact';
  return `SELECT ${id}, ${table}.share, ${TOUCHES.map((touch) => `${table}.${touch}_ad`).join(', ')}, contact_paths.path
    FROM json_each(?) AS wanted CROSS JOIN ${table} ON ${id} = wanted.value
    LEFT JOIN contact_paths ON contact_paths.contact = ${id}
      AND contact_paths.visitor = ${table}.visitor AND contact_paths.visit = ${table}.visit
    ${table === 'contacts' ? '' : `ORDER BY contact_candidates.contact, contact_candidates.visitor, contact_candidates.visit`}`;
};
const OWNERS = [ownerRows('contacts'), ownerRows('contact_candidates')];

const numbersOf = (columns: readonly string[]): string =>
  columns.map((column) => `coalesce(${column}, ${NEVER})`).join(', ');

const CONTACT_ROWS = `SELECT contacts.id, ${numbersOf([...CONTACT_COLUMNS.keys()])} FROM json_each(?) AS wanted
  CROSS JOIN contacts ON contacts.id = wanted.value
  LEFT JOIN leads ON leads.id = contacts.id AND leads.stage <> 'spam'`;
const SALE_ROWS = `SELECT sales.id, sales.lead, ${numbersOf([...SALE_COLUMNS.keys()])} FROM json_each(?) AS wanted
  CROSS JOIN sales ON sales.id = wanted.value AND sales.kind <> ''`;

/** Rows that were never there, or are no more, happened on no day. */
const nothing = (ledger: Ledger): number[] => ledger.columns.map(() => NEVER);

/** What has been read. */
class Pages {
  readonly contacts = new Ledger(CONTACT_COLUMNS);
  readonly sales = new Ledger(SALE_COLUMNS);
  /** Of each sale the place of its lead's earliest contact. */
  readonly soldTo = new Numbers('narrow');
  /** Of each contact its owners: from where on, and how many. */
  readonly #ownersFrom = new Numbers('narrow');
  readonly #owners = new Numbers('narrow');
  readonly #shares = new Numbers('narrow');
  readonly #ads: Record<TouchColumn, Numbers> = {
    last_click: new Numbers('narrow'),
    last_non_direct: new Numbers('narrow'),
    first_click: new Numbers('narrow'),
  };
  /** Of each owner the touches before the contact: from where on, and how many; none where there was one alone. */
  readonly #touchesFrom = new Numbers('narrow');
  readonly #touches = new Numbers('narrow');
  readonly #touchAds = new Numbers('narrow');
  readonly #touchTimes = new Numbers('wide');
  readonly #touchDirect = new Numbers('narrow');
  readonly #credits = new Map<string, BookedCredits>();
  /** Owners that were written anew elsewhere. */
  #unused = 0;

  /** Too much of it is of no use any more: it is better read anew. */
  get isWorn(): boolean {
    return this.#unused > AT_ONCE && this.#unused > this.contacts.size;
  }

  readContacts(sql: SqlStorage, ids: readonly string[]): void {
    if (ids.length === 0) return;
    this.#credits.clear();
    const wanted = JSON.stringify(ids);
    const found = new Set<string>();
    for (const [id, ...numbers] of rowsOf<[string, ...number[]]>(sql, CONTACT_ROWS, wanted)) {
      found.add(id);
      const place = this.contacts.enter(id, numbers);
      this.#unused += (this.#owners.cells[place] as number) || 0;
      this.#owners.set(place, 0);
    }
    for (const id of ids)
      if (!found.has(id) && this.contacts.placeOf(id) !== undefined) this.contacts.enter(id, nothing(this.contacts));
    // A contact's own touches, then those of candidates, which stand together.
    const owners = new Map<string, OwnerRow[]>();
    for (const query of OWNERS) {
      for (const row of rowsOf<OwnerRow>(sql, query, wanted)) {
        const known = owners.get(row[0]);
        if (known) known.push(row);
        else owners.set(row[0], [row]);
      }
    }
    for (const [id, rows] of owners) this.#enterOwners(this.contacts.placeOf(id) as number, rows);
  }

  #enterOwners(contact: number, rows: readonly OwnerRow[]): void {
    this.#ownersFrom.set(contact, this.#shares.length);
    this.#owners.set(contact, rows.length);
    for (const [, share, last, nonDirect, first, path] of rows) {
      this.#shares.push(share);
      this.#ads.last_click.push(last);
      this.#ads.last_non_direct.push(nonDirect);
      this.#ads.first_click.push(first);
      const touches = path === null ? [] : (JSON.parse(path) as PathTouch[]);
      this.#touchesFrom.push(this.#touchAds.length);
      this.#touches.push(touches.length);
      for (const [ad, startedAt, direct] of touches) {
        this.#touchAds.push(ad);
        this.#touchTimes.push(startedAt);
        this.#touchDirect.push(Number(direct));
      }
    }
  }

  readSales(sql: SqlStorage, ids: readonly string[]): void {
    if (ids.length === 0) return;
    const found = new Set<string>();
    for (const [id, lead, ...numbers] of rowsOf<[string, string, ...number[]]>(sql, SALE_ROWS, JSON.stringify(ids))) {
      found.add(id);
      const place = this.sales.enter(id, numbers);
      this.soldTo.set(place, this.contacts.placeOf(lead) as number);
    }
    for (const id of ids)
      if (!found.has(id) && this.sales.placeOf(id) !== undefined) this.sales.enter(id, nothing(this.sales));
  }

  /** What a model credits of every contact; told again only once a contact has changed. */
  async credits(asked: AskedModel, pace: Pace): Promise<BookedCredits> {
    const key = asked.column ?? JSON.stringify(asked);
    let credits = this.#credits.get(key);
    if (!credits) {
      credits = await this.#shareOut(asked, pace);
      // Which look-backs and half-lives are asked is anybody's choice.
      if (this.#credits.size >= MOST_CREDITS) this.#credits.clear();
      this.#credits.set(key, credits);
    }
    return credits;
  }

  async #shareOut({ model, column, terms }: AskedModel, pace: Pace): Promise<BookedCredits> {
    const starts = new Int32Array(this.contacts.size + 1);
    const [ads, shares] = [new Numbers('narrow'), new Numbers('narrow')];
    const stored = this.#ads[column ?? 'last_click'].cells;
    const times = this.contacts.column('contacts.at');
    for (let contact = 0; contact < this.contacts.size; contact += 1) {
      starts[contact] = ads.length;
      const from = this.#ownersFrom.cells[contact] as number;
      for (let owner = from; owner < from + (this.#owners.cells[contact] as number); owner += 1) {
        const share = this.#shares.cells[owner] as number;
        const path = column === null ? this.#pathOf(owner) : [];
        if (path.length === 0) {
          // Without a path there was one touch, and every model credits it.
          ads.push(stored[owner] as number);
          shares.push(share);
          continue;
        }
        for (const credit of creditsOf(model, { path, at: times[contact] as number, share }, terms)) {
          ads.push(credit.ad);
          shares.push(credit.share);
        }
      }
      if (column === null && contact % AT_ONCE === 0) await pace.did(AT_ONCE);
    }
    starts[this.contacts.size] = ads.length;
    return { starts, ads: ads.cells as Int32Array, shares: shares.cells as Int32Array };
  }

  #pathOf(owner: number): PathTouch[] {
    const from = this.#touchesFrom.cells[owner] as number;
    return Array.from({ length: this.#touches.cells[owner] as number }, (_, index) => [
      this.#touchAds.cells[from + index] as number,
      this.#touchTimes.cells[from + index] as number,
      this.#touchDirect.cells[from + index] as number,
      '',
    ]);
  }
}

/** Models that are told at once, of the last reports. */
const MOST_CREDITS = 6;

const rowsOf = <Row>(sql: SqlStorage, query: string, ...bindings: SqlStorageValue[]): Iterable<Row> =>
  sql.exec(query, ...bindings).raw() as Iterable<unknown> as Iterable<Row>;

const idsOf = (sql: SqlStorage, query: string, ...bindings: SqlStorageValue[]): string[] =>
  [...rowsOf<[string]>(sql, query, ...bindings)].map(([id]) => id);

/** What reports read of the book. */
export type OpenBook = Pick<Pages, 'contacts' | 'sales' | 'soldTo' | 'credits'>;

export class LeadBook {
  readonly #sql: SqlStorage;
  #pages: Pages | null = null;
  /** Of whoever came last. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * Hands over the book as the tables are at the moment at which `work` begins; it stays so until `work` has ended, one
   * after the other. Null where a site has too many contacts for one.
   */
  use<T>(work: (book: OpenBook | null) => Promise<T>): Promise<T> {
    const turn = this.#turn.then(async () => work(await this.#upToDate()));
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #upToDate(): Promise<Pages | null> {
    if (this.#pages?.isWorn) this.#pages = null;
    if (!this.#pages) this.#pages = await this.#readAll();
    while (this.#pages && this.#readChanges(this.#pages) === AT_ONCE) await letOthersIn();
    if (this.#pages && this.#pages.contacts.size > MOST) this.#pages = null;
    return this.#pages;
  }

  async #readAll(): Promise<Pages | null> {
    const sql = this.#sql;
    const { contacts } = sql.exec<{ contacts: number }>('SELECT count(*) AS contacts FROM contacts').one();
    if (contacts > MOST) return null;
    const pages = new Pages();
    // What changes from here on is noted anew.
    sql.exec('DELETE FROM book_changes');
    for (const [table, read] of [
      ['contacts', (ids: string[]) => pages.readContacts(sql, ids)],
      ['sales', (ids: string[]) => pages.readSales(sql, ids)],
    ] as const) {
      for (let after = ''; ; ) {
        const ids = idsOf(sql, `SELECT id FROM ${table} WHERE id > ? ORDER BY id LIMIT ${AT_ONCE}`, after);
        read(ids);
        if (ids.length < AT_ONCE) break;
        after = ids.at(-1) as string;
        await letOthersIn();
      }
    }
    return pages;
  }

  /** Returns how many there were; fewer than AT_ONCE are all. */
  #readChanges(pages: Pages): number {
    const sql = this.#sql;
    const changes = [...rowsOf<[string, string]>(sql, `SELECT of, id FROM book_changes LIMIT ${AT_ONCE}`)];
    const of = (kind: string): string[] => changes.flatMap(([changed, id]) => (changed === kind ? [id] : []));
    const [contacts, sales] = [of('contact'), of('sale')];
    // A sale's lead is looked up among the contacts.
    pages.readContacts(sql, contacts);
    pages.readSales(sql, sales);
    for (const [kind, ids] of [
      ['contact', contacts],
      ['sale', sales],
    ] as const) {
      if (ids.length > 0)
        sql.exec(
          'DELETE FROM book_changes WHERE of = ? AND id IN (SELECT value FROM json_each(?))',
          kind,
          JSON.stringify(ids),
        );
    }
    return changes.length;
  }
}
