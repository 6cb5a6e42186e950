import { type Model, type ReportQuery, SINGLE_TOUCH, type SingleTouch } from '../../../shared/report.ts';
import type { AskedModel, TouchColumn } from './leadBook.ts';
import type { Pace } from './pace.ts';
import { type Credit, creditsOf, type ModelTerms, type PathTouch } from './touchShares.ts';

/** Where the asked models' credits of contacts go: looked up once a report, for stages and sales hang on contacts too. */

const MILLION = 1_000_000;
const DAY = 86_400_000;
const AT_ONCE = 2_000;

const COLUMN: Record<SingleTouch, TouchColumn> = {
  lastClick: 'last_click',
  lastNonDirect: 'last_non_direct',
  firstClick: 'first_click',
};

/**
 * The column that a model's one touch stands in; null where it has to be told from the path: where the model shares out,
 * or looks back otherwise than what is stored did.
 */
const columnOf = (
  model: Model,
  { lookBack }: Pick<ReportQuery, 'lookBack'>,
  { lookBackDays }: { lookBackDays: number },
): TouchColumn | null => {
  const single = SINGLE_TOUCH.find((name) => name === model);
  if (single === undefined) return null;
  if (single === 'firstClick' && lookBack !== undefined) return null;
  if (single === 'lastNonDirect' && lookBack !== undefined && lookBack !== lookBackDays) return null;
  return COLUMN[single];
};

/** The asked models as reports credit by them. */
export const askedModels = (query: ReportQuery, settings: { lookBackDays: number }): AskedModel[] => {
  const terms: ModelTerms = {
    lookBack: (query.lookBack ?? settings.lookBackDays) * DAY,
    firstClickLookBack: query.lookBack === undefined ? null : query.lookBack * DAY,
    halfLife: query.halfLife * DAY,
  };
  return query.model.map((model) => ({ model, column: columnOf(model, query, settings), terms }));
};

interface BookSource {
  sql: SqlStorage;
  models: readonly AskedModel[];
  /** Whether the visits that are credited are asked for, and not their ads alone. */
  withVisits: boolean;
}

/** Whose a contact was, or may have been; the touches that stand in columns, ad and visit a model. */
type Owner = [id: string, at: number, share: number, path: string | null, ...touches: (number | string)[]];

const CONTACTS = { table: 'contacts', id: 'contacts.id' } as const;
const CANDIDATES = { table: 'contact_candidates', id: 'contact_candidates.contact' } as const;

export class CreditBook {
  readonly #source: BookSource;
  /** The column of each asked model. */
  readonly columns: readonly (TouchColumn | null)[];
  /** A list of credits a model. */
  readonly #credits = new Map<string, Credit[][]>();

  constructor(source: BookSource) {
    this.#source = source;
    this.columns = source.models.map(({ column }) => column);
  }

  /** Those of a contact that was read: a list a model, in the order in which the models were asked. */
  of(contact: string): readonly Credit[][] {
    return this.#credits.get(contact) ?? [];
  }

  /** Reads what is not known yet of some contacts. */
  async read(contacts: readonly string[], pace: Pace): Promise<void> {
    const { sql } = this.#source;
    const missing = contacts.filter((contact) => !this.#credits.has(contact));
    for (let at = 0; at < missing.length; at += AT_ONCE) {
      const some = missing.slice(at, at + AT_ONCE);
      const ids = JSON.stringify(some);
      const wanted = 'json_each(?) AS wanted CROSS JOIN contacts ON contacts.id = wanted.value';
      this.#take(CONTACTS, sql.exec(this.#select(CONTACTS, wanted, ''), ids));
      const candidates = `${wanted} CROSS JOIN contact_candidates ON contact_candidates.contact = contacts.id`;
      const shared = `WHERE contacts.share < ${MILLION}`;
      this.#take(CANDIDATES, sql.exec(this.#select(CANDIDATES, candidates, shared), ids));
      await pace.did(some.length);
    }
  }

  /** Candidates in order of their visitors: of equal shares the first gets what is left over. */
  #select({ table, id }: typeof CONTACTS | typeof CANDIDATES, from: string, where: string): string {
    const { withVisits } = this.#source;
    const touches = this.columns.flatMap((column) => [
      `${table}.${column ?? 'last_click'}_ad`,
      withVisits ? `${table}.${column ?? 'last_click'}_visit` : `''`,
    ]);
    const needsPath = this.columns.includes(null);
    return `SELECT ${[id, 'contacts.at', `${table}.share`, needsPath ? 'contact_paths.path' : 'NULL', ...touches].join(', ')} FROM ${from}
      ${needsPath ? `LEFT JOIN contact_paths ON contact_paths.contact = contacts.id AND contact_paths.visitor = ${table}.visitor AND contact_paths.visit = ${table}.visit` : ''}
      ${where} ${table === 'contacts' ? '' : `ORDER BY ${table}.visitor, ${table}.visit`}`;
  }

  #take({ table }: typeof CONTACTS | typeof CANDIDATES, rows: SqlStorageCursor<Record<string, SqlStorageValue>>): void {
    const { models } = this.#source;
    for (const [id, at, share, path, ...touches] of rows.raw() as Iterable<unknown> as Iterable<Owner>) {
      const touched = path === null ? null : (JSON.parse(path) as PathTouch[]);
      const credits = models.map(({ model, column, terms }, index): Credit[] =>
        // Without a path there was one touch, and every model credits it.
        column === null && touched !== null
          ? creditsOf(model, { path: touched, at, share }, terms)
          : [{ ad: touches[2 * index] as number, visit: touches[2 * index + 1] as string, share }],
      );
      const known = table === 'contacts' ? undefined : this.#credits.get(id);
      if (known) for (const [index, more] of credits.entries()) known[index]?.push(...more);
      else this.#credits.set(id, credits);
    }
  }
}
