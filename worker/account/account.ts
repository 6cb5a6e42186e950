import { DurableObject } from 'cloudflare:workers';
import type { NewPerson, Person, Scope } from '../../shared/people.ts';
import type { Env } from '../env.ts';
import { migrate } from '../migrate.ts';
import { ACCOUNT_MIGRATIONS } from './migrations.ts';
import { addPerson, changePerson, invite, listPeople, removePerson } from './people.ts';
import { type Asker, askerOf, beginSession, endSession } from './sessions.ts';

export interface TakenNumber {
  /** E.164. */
  number: string;
  /** The name of the site it belongs to. */
  owner: string;
}

export type Claim =
  | { state: 'claimed' /** Those that were not the site's before. */; fresh: string[] }
  | { state: 'taken'; taken: TakenNumber[] };

/** A customer: tokens, the list of its sites, and which tracking number is whose. */
export class Account extends DurableObject<Env> {
  readonly #sql: SqlStorage;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    migrate(ctx.storage, ACCOUNT_MIGRATIONS);
  }

  create(title: string, now: number): void {
    this.#sql.exec(
      'INSERT INTO account (id, title, created_at) VALUES (1, ?, ?) ON CONFLICT (id) DO NOTHING',
      title,
      now,
    );
  }

  addToken(hash: string, label: string, scopes: readonly Scope[], now: number): void {
    this.#sql.exec(
      'INSERT INTO tokens (hash, label, scopes, created_at) VALUES (?, ?, ?, ?)',
      hash,
      label,
      scopes.join(','),
      now,
    );
  }

  revokeToken(hash: string, now: number): boolean {
    return (
      this.#sql.exec('UPDATE tokens SET revoked_at = ? WHERE hash = ? AND revoked_at IS NULL', now, hash).rowsWritten >
      0
    );
  }

  listTokens(): { hash: string; label: string; scopes: Scope[]; createdAt: number }[] {
    return this.#sql
      .exec<{ hash: string; label: string; scopes: string; created_at: number }>(
        'SELECT hash, label, scopes, created_at FROM tokens WHERE revoked_at IS NULL ORDER BY created_at',
      )
      .toArray()
      .map(({ created_at, scopes, ...token }) => ({
        ...token,
        scopes: scopes.split(',') as Scope[],
        createdAt: created_at,
      }));
  }

  /** Who a token or a session is of, by its hash; null if it opens nothing. */
  asker(hash: string, now: number): Asker | null {
    return askerOf(this.#sql, hash, now);
  }

  /** The same, and whether the site is this account's. */
  access(hash: string, site: string, now: number): (Asker & { owns: boolean }) | null {
    const asker = this.asker(hash, now);
    return asker && { ...asker, owns: this.#sql.exec('SELECT 1 FROM sites WHERE key = ?', site).toArray().length > 0 };
  }

  /** Begins a session of what a token's or an invitation's hash stands for; false if it stands for nothing. */
  beginSession(opener: { token: string } | { invitation: string }, session: string, now: number): boolean {
    return this.ctx.storage.transactionSync(() => beginSession(this.#sql, opener, session, now));
  }

  endSession(hash: string): void {
    endSession(this.#sql, hash);
  }

  people(): Person[] {
    return listPeople(this.#sql);
  }

  /** Adds a person with an invitation, by its hash; null where the name is taken. */
  addPerson(id: string, person: NewPerson, invitation: string, now: number): Person | null {
    return this.ctx.storage.transactionSync(() => addPerson(this.#sql, { id, person, invitation, now }));
  }

  changePerson(id: string, change: Partial<NewPerson>): Person | 'none' | 'taken' {
    return this.ctx.storage.transactionSync(() => changePerson(this.#sql, id, change));
  }

  /** A new invitation for a person, in place of the former ones. Returns whether there is such a person. */
  invite(id: string, invitation: string, now: number): boolean {
    return this.ctx.storage.transactionSync(() => invite(this.#sql, id, invitation, now));
  }

  /** Ends what a person may do, at once. Returns whether there was one. */
  removePerson(id: string): boolean {
    return this.ctx.storage.transactionSync(() => removePerson(this.#sql, id));
  }

  addSite(key: string, title: string, now: number): void {
    this.#sql.exec(
      'INSERT INTO sites (key, title, created_at) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET title = excluded.title',
      key,
      title,
      now,
    );
  }

  listSites(): { site: string; name: string; createdAt: number }[] {
    return this.#sql
      .exec<{ key: string; title: string; created_at: number }>(
        'SELECT key, title, created_at FROM sites ORDER BY created_at, key',
      )
      .toArray()
      .map((row) => ({ site: row.key, name: row.title, createdAt: row.created_at }));
  }

  /** Those of the numbers (E.164) that are another site's. */
  numbersOfOthers(site: string, numbers: readonly string[]): TakenNumber[] {
    return this.#sql
      .exec<{ number: string; owner: string }>(
        `SELECT number, title AS owner FROM numbers JOIN sites ON sites.key = numbers.site
         WHERE site <> ? AND number IN (SELECT value FROM json_each(?))`,
        site,
        JSON.stringify(numbers),
      )
      .toArray();
  }

  /** Makes the numbers the site's, or none of them where one is another site's. */
  claimNumbers(site: string, numbers: readonly string[]): Claim {
    const taken = this.numbersOfOthers(site, numbers);
    if (taken.length > 0) return { state: 'taken', taken };
    const fresh = this.#sql
      .exec<{ number: string }>(
        'INSERT INTO numbers (number, site) SELECT value, ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING RETURNING number',
        site,
        JSON.stringify(numbers),
      )
      .toArray();
    return { state: 'claimed', fresh: fresh.map(({ number }) => number) };
  }

  releaseNumbers(site: string, numbers: readonly string[]): void {
    this.#sql.exec(
      'DELETE FROM numbers WHERE site = ? AND number IN (SELECT value FROM json_each(?))',
      site,
      JSON.stringify(numbers),
    );
  }
}
