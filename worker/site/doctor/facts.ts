import type { Sighting } from './sightings.ts';

/** What the site's tables tell of how it is installed. Moments are ms since 1970. */
export interface Facts {
  sightings: readonly Sighting[];
  lastVisit: number | null;
  lastContact: number | null;
  hasSuspects: boolean;
  lastLease: number | null;
  lastCall: number | null;
  lastTold: number | null;
  /** The latest news that a target has refused and that is still to be told. */
  failing: { at: number; error: string } | null;
}

const latest = (sql: SqlStorage, query: string): number | null =>
  sql.exec<{ at: number }>(query).toArray()[0]?.at ?? null;

export const readFacts = (sql: SqlStorage, sightings: readonly Sighting[]): Facts => ({
  sightings,
  // Ids of visits begin with their moment.
  lastVisit: latest(sql, 'SELECT started_at AS at FROM visits ORDER BY id DESC LIMIT 1'),
  lastContact: latest(
    sql,
    "SELECT at FROM contacts WHERE kind <> 'call' AND spam = 0 ORDER BY day DESC, at DESC LIMIT 1",
  ),
  hasSuspects: latest(sql, 'SELECT at FROM quarantine LIMIT 1') !== null,
  lastLease: latest(sql, 'SELECT max(started_at) AS at FROM leases'),
  lastCall: latest(sql, "SELECT at FROM contacts WHERE kind = 'call' ORDER BY day DESC, at DESC LIMIT 1"),
  lastTold: latest(sql, 'SELECT max(at) AS at FROM told'),
  failing:
    sql
      .exec<{ at: number; error: string }>(
        'SELECT created_at AS at, error FROM deliveries WHERE attempts > 0 ORDER BY id DESC LIMIT 1',
      )
      .toArray()[0] ?? null,
});
