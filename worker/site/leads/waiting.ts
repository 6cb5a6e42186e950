import type { WaitingAnswer } from '../../../shared/leadStory.ts';
import { OPEN_CALLS } from '../calls/callList.ts';

/** How many leads and calls wait for an answer: the same that the inbox and the list of calls show as open. */
export const countWaiting = (sql: SqlStorage, now: number): WaitingAnswer => {
  const { overdue, all } = sql
    .exec<{ overdue: number; all: number }>(
      `SELECT count(*) AS "all", count(*) FILTER (WHERE due_at < ?) AS overdue FROM leads
       WHERE due_at IS NOT NULL AND responded_at IS NULL AND stage <> 'spam' AND id NOT IN (SELECT id FROM erased)`,
      now,
    )
    .one();
  const { missed } = sql.exec<{ missed: number }>(`SELECT count(*) AS missed FROM calls WHERE ${OPEN_CALLS}`).one();
  return { overdue, inTime: all - overdue, missedCalls: missed };
};
