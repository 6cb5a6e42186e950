import type { Hit, Visit } from '../../shared/hits.ts';
import { idTime } from '../../shared/ids.ts';
import type { SiteSettings } from '../../shared/settings.ts';
import { resolveTouch } from '../source/resolve.ts';
import type { AdDictionary } from './ads.ts';
import type { CubeChange } from './cube.ts';
import type { Calendar } from './days.ts';
import type { Rollup } from './rollup.ts';
import { insertVisit, updateVisit, visitColumns, type VisitRow, visitOfRow } from './rows.ts';
import { type Arrival, settledStart, type VisitRecord, withHits } from './visit.ts';

/** What the request itself tells of the visitor's browser. */
export interface Client {
  device: string;
  country: string;
  countryFrom: VisitRecord['countryFrom'];
}

/** Further off its id's time than this, a visit's start is kept in the side table too (ms). */
export const STRAY = 3_600_000;

const SELECT_VISIT = `SELECT ${visitColumns()} FROM visits WHERE id = ?`;

/** What recording needs of the site, for the length of one transaction. */
export interface RecorderContext {
  sql: SqlStorage;
  settings: SiteSettings;
  calendar: Calendar;
  ads: AdDictionary;
  cube: CubeChange;
  rollup: Rollup;
  /** Told when a visit was added to a visitor's history, or moved in it: contacts may be credited elsewhere now. */
  historyChanged: (visitor: string) => void;
}

/** Writes visits: the raw row, the visitor's entry and, through `cube`, the share of its cell. */
export class Recorder {
  readonly #context: RecorderContext;

  constructor(context: RecorderContext) {
    this.#context = context;
  }

  /** Stores what is new of a batch. Returns the visit as it stands now. */
  record(stated: Visit, hits: readonly Hit[], arrival: Arrival, client: Client): VisitRecord {
    const before = this.visit(stated.id);
    const start = settledStart(stated, arrival);
    let after = before ?? this.#create(stated, start, client);
    if (before) after = this.#settle(after, start, client);
    after = withHits(after, hits);
    this.#save(before, after);
    return after;
  }

  /** A contact was made in the visit. */
  markContact(id: string): void {
    const before = this.visit(id);
    if (before && !before.hasContact) this.#save(before, { ...before, hasContact: true });
  }

  visit(id: string): VisitRecord | null {
    const [row] = this.#context.sql.exec<VisitRow>(SELECT_VISIT, id).toArray();
    return row ? visitOfRow(row) : null;
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

  #save(before: VisitRecord | null, after: VisitRecord): void {
    if (before === after) return;
    const moved = !before || before.startedAt !== after.startedAt;
    const visit = moved ? this.#place(before, after) : after;
    if (before) updateVisit(this.#context.sql, visit);
    else insertVisit(this.#context.sql, visit);
    this.#changed(before, visit);
    if (moved) this.#context.historyChanged(visit.visitor);
  }

  #changed(before: VisitRecord | null, after: VisitRecord): void {
    this.#context.cube.move(before, after);
    if (before) this.#context.rollup.dayChanged(before.day);
    this.#context.rollup.dayChanged(after.day);
  }

  /** Enters the visit into its visitor's history at its start, and settles whose the honour of being the first is. */
  #place(before: VisitRecord | null, visit: VisitRecord): VisitRecord {
    const { sql } = this.#context;
    const [first] = sql
      .exec<{ visit: string; started_at: number }>(
        'SELECT visit, started_at FROM visitor_visits WHERE visitor = ? ORDER BY started_at, visit LIMIT 1',
        visit.visitor,
      )
      .toArray();
    const key = [visit.visitor, visit.startedAt, visit.id];
    if (before) {
      sql.exec('DELETE FROM visitor_visits WHERE visitor = ? AND started_at = ? AND visit = ?', visit.visitor, before.startedAt, visit.id);
    }
    sql.exec('INSERT INTO visitor_visits (visitor, started_at, visit, ad) VALUES (?, ?, ?, ?)', ...key, visit.ad);
    this.#keepStray(before, visit);

    if (!first || first.visit === visit.id) return { ...visit, isNew: true };
    const earlier = visit.startedAt < first.started_at || (visit.startedAt === first.started_at && visit.id < first.visit);
    if (!earlier) return visit;
    const deposed = this.visit(first.visit) as VisitRecord;
    const second = { ...deposed, isNew: false };
    updateVisit(sql, second);
    this.#changed(deposed, second);
    return { ...visit, isNew: true };
  }

  #keepStray(before: VisitRecord | null, visit: VisitRecord): void {
    const { sql } = this.#context;
    const isStray = (startedAt: number): boolean => Math.abs(startedAt - idTime(visit.id)) > STRAY;
    if (isStray(visit.startedAt)) {
      sql.exec('INSERT INTO stray_visits (id, started_at) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET started_at = excluded.started_at', visit.id, visit.startedAt);
    } else if (before && isStray(before.startedAt)) sql.exec('DELETE FROM stray_visits WHERE id = ?', visit.id);
  }
}

/** Host and path of the page a visit began on. */
const landingOf = (url: string): string => {
  try {
    const { host, pathname } = new URL(url);
    return host.replace(/^www\./, '') + pathname;
  } catch {
    return '';
  }
};
