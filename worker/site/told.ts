import type { ToldEntry } from '../../shared/leadStory.ts';

/** What people were told of contacts, and what waits to be told: for whoever reads a lead's story. */

/** In the moment in which a target has taken it: from then on it waits no more. */
export const markTold = (
  sql: SqlStorage,
  { contact, event, step, via, target }: { contact: string; event: string; step: number; via: string; target: string },
  now: number,
): void => {
  sql.exec(
    `INSERT INTO told (contact, event, step, via, target, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    contact,
    event,
    step,
    via,
    target,
    now,
  );
};

/** Paths of webhooks hold secrets often enough. */
const shownTarget = ({ via, target }: Pick<Row, 'via' | 'target'>): string =>
  via === 'webhook' && URL.canParse(target) ? new URL(target).host : target;

type Row = Pick<ToldEntry, 'contact' | 'event' | 'via' | 'state' | 'error'> & { target: string; at: number };

/** @param mostAttempts after which nobody tries again */
export const toldOf = (sql: SqlStorage, contacts: readonly string[], mostAttempts: number): ToldEntry[] =>
  sql
    .exec<Row>(
      `WITH asked AS (SELECT value AS contact FROM json_each(?1))
       SELECT contact, event, via, target, at, 'told' AS state, '' AS error FROM asked CROSS JOIN told USING (contact)
       UNION ALL
       SELECT contact, event, via, target, created_at, iif(attempts < ?2, 'waiting', 'failed'), error
       FROM deliveries WHERE contact IN (SELECT contact FROM asked)
       ORDER BY at, event, via, target`,
      JSON.stringify(contacts),
      mostAttempts,
    )
    .toArray()
    .map(({ target, at, ...entry }) => ({
      ...entry,
      to: shownTarget({ via: entry.via, target }),
      time: new Date(at).toISOString(),
    }));
