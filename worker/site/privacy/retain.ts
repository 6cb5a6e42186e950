import type { SiteSettings } from '../../../shared/settings.ts';
import { contactsOfPerson } from '../person.ts';
import { empty } from '../spam/quarantine.ts';
import { eraseCall, erasePersonOf } from './erase.ts';
import { type SealContext, sealDays } from './sealDays.ts';

/** What a site keeps no longer. */

/** Contacts or calls looked at in one piece. */
const AT_ONCE = 50;

/** Seals what is older than the site's term and erases whom it is over for. Yields wherever others may be let in. */
export function* retain(
  context: SealContext,
  { country, privacy: { keepVisitsDays, keepPersonsDays } }: SiteSettings,
  now: number,
): Generator<void> {
  const today = context.calendar.dayOf(now);
  if (keepVisitsDays !== null) yield* sealDays(context, today - keepVisitsDays);
  if (keepPersonsDays !== null) {
    yield* erasePersons(context, { country, before: today - keepPersonsDays, now });
    yield* eraseCallsToNobody(context, today - keepPersonsDays, now);
    yield* emptySuspects(context, today - keepPersonsDays);
  }
}

/** Persons whose last contact was before a day. */
function* erasePersons(
  { storage }: SealContext,
  { country, before, now }: { country: string; before: number; now: number },
): Generator<void> {
  const { sql } = storage;
  let last = { day: Number.MIN_SAFE_INTEGER, id: '' };
  for (;;) {
    const old = sql
      .exec<{ id: string; day: number }>(
        `SELECT id, day FROM contacts WHERE day < ? AND (day, id) > (?, ?) AND id NOT IN (SELECT id FROM erased)
         ORDER BY day, id LIMIT ?`,
        before,
        last.day,
        last.id,
        AT_ONCE,
      )
      .toArray();
    for (const contact of old) {
      last = contact;
      if (lastContactDay(sql, contact.id) >= before) continue;
      storage.transactionSync(() => erasePersonOf({ sql, country }, contact.id, now));
      yield;
    }
    if (old.length === 0) return;
    yield;
  }
}

const lastContactDay = (sql: SqlStorage, contact: string): number =>
  sql
    .exec<{ day: number }>(
      'SELECT max(day) AS day FROM contacts WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(contactsOfPerson(sql, contact)),
    )
    .one().day;

/** Calls that went out to people who never were a contact. */
function* eraseCallsToNobody({ storage, calendar }: SealContext, before: number, now: number): Generator<void> {
  const { sql } = storage;
  for (;;) {
    const old = sql
      .exec<{ id: string }>(
        `SELECT id FROM calls WHERE ringing_at < ? AND direction = 'out' AND id NOT IN (SELECT id FROM erased)
           AND NOT EXISTS (SELECT 1 FROM identities WHERE key = 'phone:' || calls.phone) LIMIT ?`,
        calendar.startOf(before),
        AT_ONCE,
      )
      .toArray();
    if (old.length === 0) return;
    storage.transactionSync(() => {
      for (const { id } of old) eraseCall(sql, id, now);
    });
    yield;
  }
}

/** What was held back as spam is nobody's in particular: each goes by its own day. */
function* emptySuspects({ storage }: SealContext, before: number): Generator<void> {
  const { sql } = storage;
  for (;;) {
    const old = sql
      .exec<{ id: string }>(`SELECT id FROM quarantine WHERE day < ? AND submission <> '' LIMIT ?`, before, AT_ONCE)
      .toArray();
    if (old.length === 0) return;
    storage.transactionSync(() => {
      for (const { id } of old) empty(sql, id);
    });
    yield;
  }
}
