import type { WaitingAnswer } from '../../../shared/leadStory.ts';

/** How many leads wait for an answer: the same that the inbox lists as overdue, and those that are still in time. */
export const countWaiting = (sql: SqlStorage, now: number): WaitingAnswer => {
  const { overdue, all, missed } = sql
    .exec<{ overdue: number; all: number; missed: number }>(
      `SELECT count(*) AS "all", count(*) FILTER (WHERE due_at < ?) AS overdue, count(*) FILTER (WHERE kind = 'call') AS missed
       FROM leads CROSS JOIN contacts USING (id)
       WHERE due_at IS NOT NULL AND responded_at IS NULL AND stage <> 'spam' AND id NOT IN (SELECT id FROM erased)`,
      now,
    )
    .one();
  return { overdue, inTime: all - overdue, missedCalls: missed };
};
