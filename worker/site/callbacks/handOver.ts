import type { CallbackFailure } from '../../../shared/calls.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import { enqueue } from '../deliveries.ts';

/** A machine cannot keep the promise: people are told, and ring by hand. */
export const handOver = (
  { sql, settings }: { sql: SqlStorage; settings: SiteSettings },
  contact: string,
  { reason, error = '', now }: { reason: CallbackFailure; error?: string; now: number },
): void => {
  const targets = enqueue(sql, settings, { event: 'callback.failed', contact, now });
  sql.exec(
    `UPDATE callbacks SET state = 'failed', due_at = NULL, reason = ?, error = ?, handed_over_at = ? WHERE contact = ?`,
    reason,
    error,
    targets > 0 ? now : null,
    contact,
  );
};
