import type { Contact } from '../../../shared/contacts.ts';
import type { Visit } from '../../../shared/hits.ts';
import { idTime } from '../../../shared/ids.ts';
import type { Suspect, SuspectsAnswer } from '../../../shared/leadStory.ts';
import { REASONS, type Reason } from '../../../shared/spam.ts';
import type { Calendar } from '../days.ts';
import type { Client } from '../recorder.ts';
import { type Arrival, settledStart, settleTime } from '../visit.ts';
import type { Judgement } from './judge.ts';

/**
 * Suspects: contacts that look like a program's, whole, in a table of their own and nowhere else. What was deleted, or
 * is one too many, keeps its row without what was written, for it is a suspect in reports.
 */

/** Suspects whose words are kept; of more, the oldest are emptied. */
export const MOST_WHOLE = 5_000;
/** The same contact comes again with every try of its sender; what its times are is told by few of them. */
const MOST_ARRIVALS = 20;

/** A contact as it came: enough to take it later as if it had been taken then. */
export interface Submission {
  visit: Visit;
  contact: Contact;
  /** Each sending that makes a time earlier or tells another client, the first one first. */
  arrivals: { arrival: Arrival; client: Client }[];
}

export interface Held {
  judgement: Judgement;
  /** `emptied`: deleted by its owner, or one too many. */
  submission: Submission | 'emptied';
}

type Row = { verdict: string; reasons: string; submission: string };

const FIELDS = 'verdict, reasons, submission';

const heldOf = ({ verdict, reasons, submission }: Row): Held => ({
  judgement: { verdict: verdict as Judgement['verdict'], reasons: JSON.parse(reasons) as Reason[] },
  submission: submission === '' ? 'emptied' : (JSON.parse(submission) as Submission),
});

export const findHeld = (sql: SqlStorage, id: string): Held | null => {
  const [row] = sql.exec<Row>(`SELECT ${FIELDS} FROM quarantine WHERE id = ?`, id).toArray();
  return row ? heldOf(row) : null;
};

/** When it was submitted, by the same rule as a contact that is taken. */
const submittedAt = ({ visit, contact, arrivals }: Submission): number =>
  Math.min(...arrivals.map(({ arrival }) => settleTime(Math.max(contact.at, idTime(visit.id)), arrival)));

/** The submission with another sending of it: the same object where that tells nothing new. */
export const withArrival = (
  submission: Submission,
  { arrival, client }: Submission['arrivals'][number],
): Submission => {
  const { visit, contact, arrivals } = submission;
  const told = arrivals.some(
    (known) =>
      settledStart(visit, known.arrival) <= settledStart(visit, arrival) &&
      settleTime(contact.at, known.arrival) <= settleTime(contact.at, arrival) &&
      JSON.stringify(known.client) === JSON.stringify(client),
  );
  if (told || arrivals.length >= MOST_ARRIVALS) return submission;
  return { ...submission, arrivals: [...arrivals, { arrival, client }] };
};

/** Writes a suspect as it stands now. */
export const hold = (
  sql: SqlStorage,
  calendar: Calendar,
  { submission, judgement, ad, landing }: { submission: Submission; judgement: Judgement; ad: number; landing: string },
): void => {
  const { visit, contact, arrivals } = submission;
  const { client } = arrivals[0] as Submission['arrivals'][number];
  const at = submittedAt(submission);
  sql.exec(
    `INSERT INTO quarantine (id, at, day, ad, landing, device, country, form, variant, visit, verdict, reasons, submission)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET at = excluded.at, day = excluded.day, verdict = excluded.verdict,
       reasons = excluded.reasons, submission = excluded.submission`,
    contact.id,
    at,
    calendar.dayOf(at),
    ad,
    landing,
    client.device,
    client.country,
    contact.form ?? '',
    contact.variant ?? '',
    visit.id,
    judgement.verdict,
    JSON.stringify(judgement.reasons),
    JSON.stringify(submission),
  );
  const { whole } = sql
    .exec<{ whole: number }>(`SELECT count(*) AS whole FROM quarantine WHERE submission <> ''`)
    .one();
  if (whole > MOST_WHOLE) {
    sql.exec(
      `UPDATE quarantine SET submission = '' WHERE id IN
         (SELECT id FROM quarantine WHERE submission <> '' ORDER BY at, id LIMIT ?)`,
      whole - MOST_WHOLE,
    );
  }
};

/** It becomes a contact, or has become one. */
export const letGo = (sql: SqlStorage, id: string): void => {
  sql.exec('DELETE FROM quarantine WHERE id = ?', id);
};

/** Takes what was written out of it; it goes on counting as a suspect. Whether there was anything. */
export const empty = (sql: SqlStorage, id: string): boolean =>
  sql.exec(`UPDATE quarantine SET submission = '' WHERE id = ? AND submission <> '' RETURNING id`, id).toArray()
    .length > 0;

/** Visits of suspects that nothing else is held against than that their visit was not seen. */
export const unseenVisits = (sql: SqlStorage): string[] =>
  sql
    .exec<{ visit: string }>(`SELECT DISTINCT visit FROM quarantine WHERE reasons = '["unseen"]' AND submission <> ''`)
    .toArray()
    .map(({ visit }) => visit);

/** Ids of a visit's suspects. */
export const suspectsOfVisit = (sql: SqlStorage, visit: string): string[] =>
  sql
    .exec<{ id: string }>(`SELECT id FROM quarantine WHERE visit = ? AND submission <> '' ORDER BY at, id`, visit)
    .toArray()
    .map(({ id }) => id);

/** The site's days begin elsewhere. */
export const redaySuspects = (sql: SqlStorage, calendar: Calendar): void => {
  for (const { id, at } of sql.exec<{ id: string; at: number }>('SELECT id, at FROM quarantine').toArray())
    sql.exec('UPDATE quarantine SET day = ? WHERE id = ?', calendar.dayOf(at), id);
};

export interface SuspectsPage {
  /** Only suspects older than this one, by id; for the next page. */
  before?: string | undefined;
  limit: number;
}

/** Newest first. */
export const listSuspects = (sql: SqlStorage, { before, limit }: SuspectsPage): SuspectsAnswer => {
  const [known] = before ? sql.exec<{ at: number }>('SELECT at FROM quarantine WHERE id = ?', before).toArray() : [];
  const from = known?.at ?? (before ? idTime(before) : Number.MAX_SAFE_INTEGER);
  const rows = sql
    .exec<Row & { at: number; landing: string } & Suspect['source']>(
      `SELECT quarantine.at, landing, ${FIELDS}, channel, source, medium, campaign, content, term
       FROM quarantine JOIN ads ON ads.id = quarantine.ad
       WHERE submission <> '' AND (quarantine.at, quarantine.id) < (?, ?)
       ORDER BY quarantine.at DESC, quarantine.id DESC LIMIT ?`,
      from,
      before ?? '',
      limit + 1,
    )
    .toArray();
  const suspects = rows.slice(0, limit).map(
    ({ at, landing, verdict: _, reasons, submission, ...source }): Suspect => ({
      contact: (JSON.parse(submission) as Submission).contact,
      time: new Date(at).toISOString(),
      reasons: (JSON.parse(reasons) as Reason[]).map((reason) => ({ reason, why: REASONS[reason] })),
      source,
      landing,
    }),
  );
  const last = suspects.at(-1);
  return { suspects, ...(rows.length > limit && last && { next: last.contact.id }) };
};
