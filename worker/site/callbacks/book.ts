import type { Contact } from '../../../shared/contacts.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import { handOver } from './handOver.ts';
import { openFrom } from './openTimes.ts';

/** Which contacts are called by order, and when. */

/** Whoever asked longer ago than this, and was promised a call for then, is better rung by somebody who knows (ms). */
export const TOO_LATE = 3_600_000;
/** The same number twice within this is one call (ms). */
const SAME_CALL = 5 * 60_000;

const connects = ({ forms, calls }: SiteSettings, contact: Pick<Contact, 'kind' | 'form'>): boolean =>
  contact.kind === 'callback' &&
  calls.connect !== undefined &&
  forms.some((form) => form.id === contact.form && form.kind === 'callback' && form.connect);

/** Whether a call to the contact's number is on its way already, or was just made. */
const isAskedFor = (sql: SqlStorage, phone: string, promised: number): boolean =>
  sql
    .exec(
      `SELECT 1 FROM callbacks JOIN contact_details ON contact_details.id = contact
       WHERE promised_at BETWEEN ? AND ? AND state <> 'failed' AND phone = ?`,
      promised - SAME_CALL,
      promised + SAME_CALL,
      phone,
    )
    .toArray().length > 0;

/**
 * Books a new contact's call, where its form is set to. In the contact's transaction.
 *
 * @param origin where providers reach us; '' where that is not known
 * @returns when somebody has to look after it (ms since 1970); null where there is nothing to be done
 */
export const bookCall = (
  context: { sql: SqlStorage; settings: SiteSettings },
  contact: Pick<Contact, 'id' | 'kind' | 'form' | 'wanted'>,
  { now, origin }: { now: number; origin: string },
): number | null => {
  const { sql, settings } = context;
  if (!connects(settings, contact)) return null;
  const [made] = sql
    .exec<{ at: number; phone: string }>(
      'SELECT at, phone FROM contacts JOIN contact_details USING (id) WHERE id = ?',
      contact.id,
    )
    .toArray();
  if (!made || made.phone === '') return null;
  const asked = Math.max(made.at, contact.wanted ?? 0);
  const promised = openFrom(settings.hours, settings.timeZone, asked);
  if (isAskedFor(sql, made.phone, promised ?? asked)) return null;
  const due = Math.max(promised ?? now, now);
  sql.exec(
    `INSERT INTO callbacks (contact, promised_at, state, due_at, attempts, ordered_at, call, reason, error, handed_over_at, origin)
     VALUES (?, ?, 'waiting', ?, 0, NULL, '', '', '', NULL, ?)`,
    contact.id,
    promised ?? asked,
    due,
    origin,
  );
  if (promised === null) handOver(context, contact.id, { reason: 'closed', now });
  return due;
};
