/**
 * On which hosts' pages the script was asked for, and pages of which hosts were refused: hosts alone, nothing of visitors.
 * The latest moments stay in memory; a row is written a day and host, so that looking costs next to nothing.
 */

/** `script`: its page asked for the script. `refused`: its page posted, and is none of the site's. */
export type SightingKind = 'script' | 'refused';

export interface Sighting {
  kind: SightingKind;
  host: string;
  /** Ms since 1970. */
  firstAt: number;
  lastAt: number;
}

const DAY = 86_400_000;
/** Of each kind; whoever makes hosts up drives out nothing but the oldest ones. */
const MOST = 20;

const dayOf = (time: number): number => Math.floor(time / DAY);

export class Sightings {
  readonly #sql: SqlStorage;
  #known: Map<string, Sighting> | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  #load(): Map<string, Sighting> {
    this.#known ??= new Map(
      this.#sql
        .exec<{ kind: SightingKind; host: string; first_at: number; last_at: number }>(
          'SELECT kind, host, first_at, last_at FROM sightings',
        )
        .toArray()
        .map(({ kind, host, first_at, last_at }) => [
          `${kind} ${host}`,
          { kind, host, firstAt: first_at, lastAt: last_at },
        ]),
    );
    return this.#known;
  }

  note({ kind, host }: Pick<Sighting, 'kind' | 'host'>, now: number): void {
    const known = this.#load();
    const key = `${kind} ${host}`;
    const before = known.get(key);
    const sighting = { kind, host, firstAt: before?.firstAt ?? now, lastAt: Math.max(now, before?.lastAt ?? 0) };
    if (!before) this.#makeRoom(kind);
    known.set(key, sighting);
    if (before && dayOf(before.lastAt) === dayOf(sighting.lastAt)) return;
    this.#sql.exec(
      `INSERT INTO sightings (kind, host, first_at, last_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (kind, host) DO UPDATE SET last_at = excluded.last_at`,
      kind,
      host,
      sighting.firstAt,
      sighting.lastAt,
    );
  }

  #makeRoom(kind: SightingKind): void {
    const known = this.#load();
    const alike = [...known.values()].filter((one) => one.kind === kind).sort((a, b) => b.lastAt - a.lastAt);
    for (const { host } of alike.slice(MOST - 1)) {
      known.delete(`${kind} ${host}`);
      this.#sql.exec('DELETE FROM sightings WHERE kind = ? AND host = ?', kind, host);
    }
  }

  /** The latest first. */
  list(): Sighting[] {
    return [...this.#load().values()].sort((a, b) => b.lastAt - a.lastAt);
  }
}
