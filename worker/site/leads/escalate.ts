import type { SiteSettings } from '../../../shared/settings.ts';
import { enqueue } from '../deliveries.ts';

/**
 * Leads that are due and unanswered are told of, a step at a time, each step once. An answer ends it, and so does a lead
 * that is won, lost or spam. Nothing tells of one by itself: whoever records leads sees to it that the alarm stands.
 */

const MINUTE = 60_000;
/** What fell due longer before it could be told is history (an import, a machine that was off), no news (ms). */
const STALE = 86_400_000;

interface Context {
  sql: SqlStorage;
  settings: SiteSettings;
}

/** Minutes past the due time. */
const stepsOf = ({ leads }: SiteSettings): number[] => [...new Set(leads.escalateMinutes)].sort((a, b) => a - b);

/** Unanswered, and somebody still is to answer. */
const UNANSWERED = `due_at IS NOT NULL AND responded_at IS NULL AND stage NOT IN ('won', 'lost', 'spam')
  AND leads.id NOT IN (SELECT id FROM erased)`;

interface Waiting {
  lead: string;
  /** From when its steps are counted, ms since 1970. */
  from: number;
  /** How many of them were told. */
  told: number;
}

/** Those that some step may still be told of. What was told of a lead stands under any of its ids. */
const waiting = ({ sql, settings }: Context, now: number): Waiting[] => {
  const last = stepsOf(settings).at(-1);
  if (last === undefined) return [];
  return sql
    .exec<Waiting & Record<string, SqlStorageValue>>(
      `SELECT leads.id AS lead, due_at AS "from",
         coalesce((SELECT max(steps) FROM contacts JOIN escalations ON escalations.lead = contacts.id
           WHERE contacts.lead = leads.id), 0) AS told
       FROM leads WHERE due_at >= ? AND ${UNANSWERED} ORDER BY due_at, leads.id`,
      now - STALE - last * MINUTE,
    )
    .toArray();
};

/** When the next step is due, ms since 1970; null if nobody waits for too long. */
export const nextEscalation = (context: Context, now: number): number | null => {
  const steps = stepsOf(context.settings);
  const times = waiting(context, now).flatMap(({ from, told }) =>
    steps
      .slice(told)
      .map((minutes) => from + minutes * MINUTE)
      .filter((time) => time >= now - STALE),
  );
  return times.length > 0 ? Math.min(...times) : null;
};

/**
 * Puts the news of late leads into the outbox: of each the last step that it has come to, for who was to hear of an
 * earlier one hears of the lead now. Must run in a transaction.
 */
export const escalateDue = (context: Context, now: number): void => {
  const { sql, settings } = context;
  const steps = stepsOf(settings);
  for (const { lead, from, told } of waiting(context, now)) {
    const step = steps.findLastIndex((minutes) => from + minutes * MINUTE <= now) + 1;
    const minutes = steps[step - 1];
    if (minutes === undefined || step <= told || from + minutes * MINUTE < now - STALE) continue;
    const contact = askingContact(sql, lead);
    enqueue(sql, settings, { event: 'lead.overdue', contact, now, late: { step, minutes, isFirst: told === 0 } });
    sql.exec(
      `INSERT INTO escalations (lead, steps, at) VALUES (?, ?, ?)
       ON CONFLICT (lead) DO UPDATE SET steps = excluded.steps, at = excluded.at`,
      lead,
      step,
      now,
    );
  }
};

/** The contact of a lead that asks for an answer: the first form or missed call. */
const askingContact = (sql: SqlStorage, lead: string): string =>
  sql
    .exec<{ id: string }>(
      `SELECT id FROM contacts WHERE lead = ? ORDER BY kind NOT IN ('callback', 'lead') AND missed_calls = 0, at, id LIMIT 1`,
      lead,
    )
    .one().id;

/** Of a lead that is late by now; null where nobody need answer any more. */
export const overdueOf = (sql: SqlStorage, lead: string): { dueAt: number; owner: string } | null => {
  const [row] = sql
    .exec<{ due_at: number; owner: string }>(`SELECT due_at, owner FROM leads WHERE id = ? AND ${UNANSWERED}`, lead)
    .toArray();
  return row ? { dueAt: row.due_at, owner: row.owner } : null;
};
