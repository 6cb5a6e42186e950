import type { Hit, Visit } from '../../shared/hits.ts';
import { idTime } from '../../shared/ids.ts';
import type { SiteSettings } from '../../shared/settings.ts';
import { phoneOf } from '../phones.ts';
import { resolveTouch } from '../source/resolve.ts';
import type { AdDictionary } from './ads.ts';
import { callsTo } from './calls/callStore.ts';
import { CLOCK_SLACK, TAP_REACH } from './calls/matching.ts';
import { CubeChange } from './cube.ts';
import type { Calendar } from './days.ts';
import { derivePersons } from './person.ts';
import type { Rollup } from './rollup.ts';
import { type VisitRow, visitColumns, visitOfRow, writeVisits } from './rows.ts';
import { type Arrival, settledStart, type VisitRecord, withHits } from './visit.ts';

/** What the request itself tells of the visitor's browser. */
export interface Client {
  device: string;
  country: string;
  countryFrom: VisitRecord['countryFrom'];
}

/** Further off its id's time than this, a visit's start is kept in the side table too (ms). */
export const STRAY = 3_600_000;

export interface RecorderContext {
  sql: SqlStorage;
  settings: SiteSettings;
  calendar: Calendar;
  ads: AdDictionary;
  rollup: Rollup;
}

/** A visit as it is stored (null: not at all) and as it stands now. */
interface Change {
  stored: VisitRecord | null;
  now: VisitRecord | null;
}

interface First {
  visit: string;
  startedAt: number;
}

const FIRST_VISITS = `
  SELECT asked.value AS visitor, first.visit, first.started_at FROM json_each(?) AS asked
  JOIN visitor_visits AS first ON first.visitor = asked.value AND (first.started_at, first.visit) =
    (SELECT started_at, visit FROM visitor_visits WHERE visitor = asked.value ORDER BY started_at, visit LIMIT 1)`;

/**
 * Records visits for the length of one transaction: reads what its calls need and writes what they changed, each for
 * all of them at once, since every statement has its price. What is not written yet is seen by the calls that follow;
 * whoever reads the tables themselves writes first.
 */
export class Recorder {
  readonly #context: RecorderContext;
  readonly #cube = new CubeChange();
  #changes = new Map<string, Change>();
  readonly #firsts = new Map<string, First | null>();
  /** Visitors whose history changed: contacts may be credited elsewhere now. */
  readonly #histories = new Set<string>();
  /** Calls to these numbers that rang between these moments may be somebody else's now. */
  readonly #recheck: { number: string; from: number; to: number }[] = [];

  constructor(context: RecorderContext) {
    this.#context = context;
  }

  /** Reads for all of some visits at once what recording them will ask. */
  expect(visits: readonly Pick<Visit, 'id' | 'visitor'>[]): void {
    const { sql, rollup } = this.#context;
    const ids = new Set(visits.map(({ id }) => id).filter((id) => !this.#changes.has(id)));
    const visitors = new Set(visits.map(({ visitor }) => visitor).filter((visitor) => !this.#firsts.has(visitor)));
    for (const id of ids) this.#changes.set(id, { stored: null, now: null });
    for (const visitor of visitors) this.#firsts.set(visitor, null);
    const stored = sql.exec<VisitRow>(
      `SELECT ${visitColumns()} FROM visits WHERE id IN (SELECT value FROM json_each(?)) AND day >= ?`,
      JSON.stringify([...ids]),
      // What is sealed and not removed yet is known no more.
      rollup.sealed.before,
    );
    for (const row of stored) {
      const visit = visitOfRow(row);
      this.#changes.set(row.id, { stored: visit, now: visit });
    }
    const firsts = sql.exec<{ visitor: string; visit: string; started_at: number }>(
      FIRST_VISITS,
      JSON.stringify([...visitors]),
    );
    for (const row of firsts) this.#firsts.set(row.visitor, { visit: row.visit, startedAt: row.started_at });
  }

  /** Whether a visit is of a day that is sealed: nothing can be recorded of it any more. */
  isSealed(stated: Visit, arrival: Arrival): boolean {
    const { rollup, calendar } = this.#context;
    return settledStart(stated, arrival) < rollup.sealed.openFrom(calendar) && !this.#visit(stated);
  }

  /** Records what is new of a batch. Returns the visit as it stands now. One of a sealed day begins with the first that is not. */
  record(stated: Visit, hits: readonly Hit[], arrival: Arrival, client: Client): VisitRecord {
    const before = this.#visit(stated);
    const { rollup, calendar } = this.#context;
    const start = Math.max(settledStart(stated, arrival), rollup.sealed.openFrom(calendar));
    const known = before ? this.#settle(before, start, client) : this.#create(stated, start, client);
    return this.#save(before, withHits(known, hits));
  }

  /** Settles whether a visit has a contact that belongs to a lead, spam being none; contacts' rows are written already. */
  lookForContact(id: string, visitor: string): void {
    const visit = this.#visit({ id, visitor });
    if (!visit) return;
    const hasContact =
      this.#context.sql
        .exec(`SELECT 1 FROM contacts WHERE visitor = ? AND visit = ? AND lead <> '' AND spam = 0 LIMIT 1`, visitor, id)
        .toArray().length > 0;
    if (visit.hasContact !== hasContact) this.#save(visit, { ...visit, hasContact });
  }

  /** The visit as it stands now; null if nothing is known of it. */
  known(visit: Pick<Visit, 'id' | 'visitor'>): VisitRecord | null {
    return this.#visit(visit);
  }

  /** The visit was shown a tracking number. One that nothing is known of yet will be told again with its first hit. */
  markTracked({ id, visitor }: Pick<Visit, 'id' | 'visitor'>): void {
    const visit = this.#visit({ id, visitor });
    if (visit && !visit.tracked) this.#save(visit, { ...visit, tracked: true });
  }

  /** Whose calls to a number were, of those that rang between two moments, is to be told anew. */
  recheckCalls(number: string, from: number, to: number): void {
    this.#recheck.push({ number, from, to });
  }

  /** Writes the visits that changed, and their places in their visitors' histories. */
  write(): void {
    const { sql } = this.#context;
    const changed: VisitRecord[] = [];
    const entries: [visitor: string, startedAt: number, visit: string, ad: number][] = [];
    for (const [id, change] of this.#changes) {
      const { stored, now } = change;
      if (!now || stored === now) continue;
      changed.push(now);
      if (stored?.startedAt !== now.startedAt) {
        if (stored)
          sql.exec(
            'DELETE FROM visitor_visits WHERE visitor = ? AND started_at = ? AND visit = ?',
            now.visitor,
            stored.startedAt,
            id,
          );
        entries.push([now.visitor, now.startedAt, id, now.ad]);
        this.#keepStray(stored, now);
      }
      if (now.taps.length > 0 && (stored?.taps !== now.taps || stored.startedAt !== now.startedAt))
        this.#keepTaps(stored, now);
      change.stored = now;
    }
    writeVisits(sql, changed);
    if (entries.length > 0) {
      sql.exec(
        'INSERT INTO visitor_visits (visitor, started_at, visit, ad) SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)',
        JSON.stringify(entries),
      );
    }
  }

  /** The end of the transaction: everything is written, the cube and the credits included. */
  finish(): void {
    const { sql, rollup } = this.#context;
    this.write();
    const contacts = new Set<string>();
    if (this.#histories.size > 0) {
      // One browser may have been several persons'; a call may have been several browsers'.
      const visitors = JSON.stringify([...this.#histories]);
      const theirs = sql.exec<{ id: string }>(
        `SELECT id FROM contacts WHERE visitor IN (SELECT value FROM json_each(?))
         UNION SELECT contact FROM contact_candidates WHERE visitor IN (SELECT value FROM json_each(?))`,
        visitors,
        visitors,
      );
      for (const { id } of theirs) contacts.add(id);
    }
    for (const { number, from, to } of this.#recheck) for (const id of callsTo(sql, number, from, to)) contacts.add(id);
    derivePersons(this.#person(), contacts);
    this.write();
    this.#cube.write(sql, rollup.monthIsRolled);
  }

  #person() {
    return {
      ...this.#context,
      lookForContact: (visit: string, visitor: string) => this.lookForContact(visit, visitor),
    };
  }

  #visit({ id, visitor }: Pick<Visit, 'id' | 'visitor'>): VisitRecord | null {
    if (!this.#changes.has(id)) this.expect([{ id, visitor }]);
    return this.#changes.get(id)?.now ?? null;
  }

  #first(visitor: string, visit: string): First | null {
    if (!this.#firsts.has(visitor)) this.expect([{ id: visit, visitor }]);
    return this.#firsts.get(visitor) ?? null;
  }

  #create(stated: Visit, startedAt: number, client: Client): VisitRecord {
    const { settings, ads, calendar } = this.#context;
    return {
      id: stated.id,
      visitor: stated.visitor,
      ad: ads.idOf(resolveTouch(stated, settings)),
      startedAt,
      day: calendar.dayOf(startedAt),
      isNew: false,
      hasContact: false,
      pages: [],
      forms: {},
      taps: [],
      tracked: false,
      landing: landingOf(stated.url),
      device: client.device,
      country: client.country,
      countryFrom: client.countryFrom,
      language: stated.language,
      url: stated.url,
      referrer: stated.referrer,
    };
  }

  /** A later batch can only make the start earlier, and the country surer. */
  #settle(visit: VisitRecord, start: number, client: Client): VisitRecord {
    let settled = visit;
    if (start < visit.startedAt) settled = { ...settled, startedAt: start, day: this.#context.calendar.dayOf(start) };
    const rank = (from: VisitRecord['countryFrom']): number => ['network', 'zone', ''].indexOf(from);
    const surer = rank(client.countryFrom) - rank(visit.countryFrom);
    if (surer < 0 || (surer === 0 && client.country < visit.country)) {
      settled = { ...settled, country: client.country, countryFrom: client.countryFrom };
    }
    if (client.device < visit.device) settled = { ...settled, device: client.device };
    return settled;
  }

  #save(before: VisitRecord | null, after: VisitRecord): VisitRecord {
    if (before === after) return after;
    const moved = !before || before.startedAt !== after.startedAt;
    const visit = moved ? this.#place(after) : after;
    this.#change(before, visit);
    if (moved) this.#histories.add(visit.visitor);
    return visit;
  }

  #change(before: VisitRecord | null, after: VisitRecord): void {
    const { rollup } = this.#context;
    (this.#changes.get(after.id) as Change).now = after;
    this.#cube.move(before, after);
    if (before) rollup.dayChanged(before.day);
    rollup.dayChanged(after.day);
  }

  /** Settles whose the honour of being the visitor's first visit is. */
  #place(visit: VisitRecord): VisitRecord {
    const first = this.#first(visit.visitor, visit.id);
    const isFirst =
      !first ||
      first.visit === visit.id ||
      visit.startedAt < first.startedAt ||
      (visit.startedAt === first.startedAt && visit.id < first.visit);
    if (!isFirst) return visit;
    this.#firsts.set(visit.visitor, { visit: visit.id, startedAt: visit.startedAt });
    if (first && first.visit !== visit.id) {
      const deposed = this.#visit({ id: first.visit, visitor: visit.visitor }) as VisitRecord;
      this.#change(deposed, { ...deposed, isNew: false });
    }
    return { ...visit, isNew: true };
  }

  #keepTaps(stored: VisitRecord | null, now: VisitRecord): void {
    const { sql, settings } = this.#context;
    const before = stored ? tapsOf(stored, settings.country) : [];
    for (const { number, time } of before)
      sql.exec('DELETE FROM taps WHERE number = ? AND time = ? AND visit = ?', number, time, now.id);
    writeTaps(sql, now, settings.country);
    for (const { number, time } of [...before, ...tapsOf(now, settings.country)])
      this.recheckCalls(number, time - CLOCK_SLACK, time + TAP_REACH);
  }

  #keepStray(stored: VisitRecord | null, now: VisitRecord): void {
    const { sql } = this.#context;
    const isStray = ({ id, startedAt }: VisitRecord): boolean => Math.abs(startedAt - idTime(id)) > STRAY;
    if (isStray(now)) {
      sql.exec(
        'INSERT INTO stray_visits (id, started_at) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET started_at = excluded.started_at',
        now.id,
        now.startedAt,
      );
    } else if (stored && isStray(stored)) sql.exec('DELETE FROM stray_visits WHERE id = ?', now.id);
  }
}

/** A visit's taps of what can be a number, in ms since 1970. */
const tapsOf = ({ startedAt, taps }: VisitRecord, country: string): { number: string; time: number }[] =>
  taps
    .map(([at, stated]) => ({ number: phoneOf(stated, country), time: startedAt + at }))
    .filter(({ number }) => number !== '');

/** Puts a visit's taps where they are found by number and time. */
export const writeTaps = (sql: SqlStorage, visit: VisitRecord, country: string): void => {
  for (const { number, time } of tapsOf(visit, country)) {
    sql.exec(
      'INSERT INTO taps (number, time, visit, visitor) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
      number,
      time,
      visit.id,
      visit.visitor,
    );
  }
};

/** Host and path of the page a visit began on. The page's own script states it, so it is in the browser's spelling. */
export const landingOf = (url: string): string => {
  const [, host = '', path = ''] = /^https?:\/\/(?:[^/?#]*@)?([^/?#]*)([^?#]*)/i.exec(url) ?? [];
  return host.toLowerCase().replace(/^www\./, '') + (path || '/');
};
