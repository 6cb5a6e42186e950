import type { SingleTouch } from '../../shared/report.ts';
import type { SiteSettings } from '../../shared/settings.ts';
import type { AdDictionary } from './ads.ts';
import { callOfContact } from './calls/callStore.ts';
import { callersOf, numberAd } from './calls/evidence.ts';
import type { Candidate } from './calls/matching.ts';
import { type CallRecord, isMissed, talkOf } from './calls/merge.ts';
import type { Calendar } from './days.ts';
import { creditOf, inOrder, leadsOfPerson, type Touch } from './leads.ts';

/**
 * Persons: contacts that share a phone or an e-mail, transitively. Keeps every contact's lead and credit as they follow,
 * and of calls also whose they were and what they count as.
 */

const DAY = 86_400_000;
const MILLION = 1_000_000;

export interface PersonContext {
  sql: SqlStorage;
  settings: SiteSettings;
  calendar: Calendar;
  ads: AdDictionary;
  /** The contacts of this visit, or whether they belong to a lead, may have changed. */
  lookForContact(visit: string, visitor: string): void;
}

/** Where a contact's credit goes: for a call, once a visitor whose it may have been. */
interface Credited {
  visitor: string;
  visit: string;
  /** Millionths. */
  share: number;
  credit: Record<SingleTouch, Touch>;
}

interface ContactRow extends Record<string, SqlStorageValue> {
  id: string;
  at: number;
  kind: string;
  visit: string;
  visitor: string;
  lead: string;
}

/** A contact as far as it is known before anything is derived. */
interface Known {
  id: string;
  at: number;
  row: ContactRow;
  call: { record: CallRecord; begins: boolean } | null;
}

const CREDITS = ['last_click', 'last_non_direct', 'first_click'] as const;
const DERIVED = [
  'day',
  'lead',
  'lead_day',
  'visit',
  'visitor',
  'share',
  'calls',
  'answered_calls',
  'missed_calls',
  'first_time_callers',
  'talk_time',
  ...CREDITS.flatMap((model) => [`${model}_ad`, `${model}_visit`]),
] as const;

/**
 * Ids of all contacts of the person that one contact belongs to. Goes from key to key, of which a person has few: from
 * contact to contact it would take the square of their number. CROSS JOIN keeps SQLite from beginning with all persons.
 */
export const contactsOfPerson = (sql: SqlStorage, contact: string): string[] =>
  sql
    .exec<{ contact: string }>(
      `WITH RECURSIVE person (key) AS (
         SELECT key FROM identities WHERE contact = ?1
         UNION
         SELECT other.key FROM person
         CROSS JOIN identities AS own ON own.key = person.key
         CROSS JOIN identities AS other INDEXED BY identities_by_contact ON other.contact = own.contact
       ) SELECT ?1 AS contact UNION SELECT contact FROM person CROSS JOIN identities USING (key)`,
      contact,
    )
    .toArray()
    .map((row) => row.contact);

/** All visits of some visitors, in order of time. */
export const touchesOf = (sql: SqlStorage, ads: AdDictionary, visitors: Iterable<string>): Touch[] => {
  const touches: Touch[] = [];
  for (const visitor of visitors) {
    const rows = sql.exec<{ visit: string; ad: number; started_at: number }>(
      'SELECT visit, ad, started_at FROM visitor_visits WHERE visitor = ? ORDER BY started_at, visit',
      visitor,
    );
    for (const row of rows)
      touches.push({ visit: row.visit, ad: row.ad, startedAt: row.started_at, direct: ads.isDirect(row.ad) });
  }
  return touches.sort(byTime);
};

const byTime = (a: Touch, b: Touch): number => a.startedAt - b.startedAt || (a.visit < b.visit ? -1 : 1);

/** Works out anew what follows of the persons that some contacts belong to, each person once. */
export const derivePersons = (context: PersonContext, contacts: Iterable<string>): void => {
  const done = new Set<string>();
  for (const contact of contacts) {
    if (done.has(contact)) continue;
    for (const one of derivePerson(context, contact)) done.add(one);
  }
};

/** The same of one person. Writes only the rows that differ. Returns the ids of the person's contacts. */
export const derivePerson = (context: PersonContext, contact: string): string[] => {
  const { sql, settings, calendar } = context;
  const contacts = contactsOfPerson(sql, contact).map((id) => readContact(context, id));
  const credited = creditContacts(context, contacts);
  // An answer to "would you recommend us?" is a customer's word, no interest: it neither begins a lead nor prolongs one.
  const interest = contacts.filter(({ row }) => row.kind !== 'nps');
  const leads = leadsOfPerson(interest, settings.leadWindowDays * DAY, ({ call }) => call === null || call.begins);
  // A withheld number is nobody's: its caller may have called a hundred times.
  const firstCall = contacts.filter(({ call }) => call && call.record.phone !== '').sort(inOrder)[0];
  for (const known of contacts) {
    const { id, row, call } = known;
    const lead = leads.get(id);
    const [first, ...others] = credited.get(id) as [Credited, ...Credited[]];
    const derived: Record<(typeof DERIVED)[number], string | number> = {
      day: calendar.dayOf(known.at),
      lead: lead?.id ?? '',
      lead_day: calendar.dayOf((lead ?? known).at),
      visit: first.visit,
      visitor: first.visitor,
      share: first.share,
      calls: call ? 1 : 0,
      answered_calls: call?.record.status === 'answered' ? 1 : 0,
      missed_calls: call && isMissed(call.record) ? 1 : 0,
      first_time_callers: known === firstCall ? 1 : 0,
      talk_time: call ? talkOf(call.record) : 0,
      ...creditColumns(first),
    };
    const changed = DERIVED.filter((column) => row[column] !== derived[column]);
    if (changed.length > 0) {
      sql.exec(
        `UPDATE contacts SET ${changed.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
        ...changed.map((column) => derived[column]),
        id,
      );
      if (row.visit !== first.visit || row.visitor !== first.visitor || (row.lead === '') !== (derived.lead === '')) {
        if (row.visit !== '') context.lookForContact(row.visit, row.visitor);
        if (first.visit !== '') context.lookForContact(first.visit, first.visitor);
      }
    }
    if (call) writeCandidates(sql, id, others);
  }
  return contacts.map(({ id }) => id);
};

const readContact = ({ sql, settings }: PersonContext, id: string): Known => {
  const row = sql.exec<ContactRow>(`SELECT id, at, kind, ${DERIVED.join(', ')} FROM contacts WHERE id = ?`, id).one();
  if (row.kind !== 'call') return { id, at: row.at, row, call: null };
  const { call: record, begins } = callOfContact(sql, id, settings.calls.leadSeconds);
  return { id, at: row.at, row, call: { record, begins } };
};

/** Whose each contact was, and the touches that brought it. */
const creditContacts = (context: PersonContext, contacts: readonly Known[]): Map<string, Credited[]> => {
  const { sql, settings, ads } = context;
  const lookBack = settings.lookBackDays * DAY;
  // Whom the person's own words tell of; and then those whose calls were more likely theirs than not.
  const named = new Set(contacts.filter(({ call }) => !call).map(({ row }) => row.visitor));
  const callers = new Map(
    contacts.flatMap(({ id, at, call }) =>
      call ? [[id, callersOf(sql, { at, number: call.record.tracking, named })] as const] : [],
    ),
  );
  const surely = (id: string): string => {
    const first = callers.get(id)?.[0];
    return first && first.share > MILLION / 2 ? first.visitor : '';
  };
  const visitors = new Set([...named, ...[...callers.keys()].map(surely)].filter((visitor) => visitor !== ''));

  // A call to a number that stands for a source is how the person came, where no visit of theirs is known to be.
  const ofNumbers: Touch[] = [];
  for (const { id, at, call } of contacts) {
    if (!call || callers.get(id)?.[0]?.visitor !== '') continue;
    const ad = numberAd(context, call.record.tracking);
    if (ad !== null) ofNumbers.push({ visit: '', ad, startedAt: at, direct: false });
  }
  const touchesWith = (some: Iterable<string>): Touch[] => [...touchesOf(sql, ads, some), ...ofNumbers].sort(byTime);
  const touches = touchesWith(visitors);
  /** If a call was not its likeliest visitor's, this person has nothing to do with them, unless another contact tells so. */
  const touchesUnless = (call: string, visitor: string): Touch[] => {
    const likeliest = surely(call);
    const toldElsewhere =
      likeliest === '' || named.has(likeliest) || contacts.some(({ id }) => id !== call && surely(id) === likeliest);
    const others = [...visitors].filter((other) => toldElsewhere || other !== likeliest);
    return touchesWith(new Set(visitor === '' ? others : [...others, visitor]));
  };

  const credited = new Map<string, Credited[]>();
  for (const { id, at, row, call } of contacts) {
    if (!call) {
      const { visit, visitor } = row;
      credited.set(id, [{ visit, visitor, share: MILLION, credit: creditOf({ at, visit }, touches, lookBack) }]);
      continue;
    }
    credited.set(
      id,
      (callers.get(id) as Candidate[]).map(({ visitor, visit: tapped, heldFrom, share }, index) => {
        const own = index === 0 && visitor === surely(id) ? touches : touchesUnless(id, visitor);
        const visit = tapped ?? (visitor === '' ? '' : lastVisit(sql, visitor, heldFrom ?? at));
        const credit = own.some((touch) => touch.startedAt <= at || (visit !== '' && touch.visit === visit))
          ? creditOf({ at, visit }, own, lookBack)
          : nobodys(context, at);
        return { visitor, visit, share, credit };
      }),
    );
  }
  return credited;
};

const lastVisit = (sql: SqlStorage, visitor: string, at: number): string =>
  sql
    .exec<{ visit: string }>(
      'SELECT visit FROM visitor_visits WHERE visitor = ? AND started_at <= ? ORDER BY started_at DESC, visit DESC LIMIT 1',
      visitor,
      at,
    )
    .toArray()[0]?.visit ?? '';

/** Of a caller who was never seen on the site: no touch at all, which is told apart from a direct visit. */
const nobodys = ({ ads, settings }: PersonContext, at: number): Record<SingleTouch, Touch> => {
  const touch: Touch = { visit: '', ad: ads.unseenCaller(settings.channelRules), startedAt: at, direct: true };
  return { lastClick: touch, lastNonDirect: touch, firstClick: touch };
};

const creditColumns = ({ credit: { lastClick, lastNonDirect, firstClick } }: Credited) => ({
  last_click_ad: lastClick.ad,
  last_click_visit: lastClick.visit,
  last_non_direct_ad: lastNonDirect.ad,
  last_non_direct_visit: lastNonDirect.visit,
  first_click_ad: firstClick.ad,
  first_click_visit: firstClick.visit,
});

const CANDIDATE = ['visitor', 'visit', 'share', ...CREDITS.flatMap((model) => [`${model}_ad`, `${model}_visit`])];

const writeCandidates = (sql: SqlStorage, contact: string, others: readonly Credited[]): void => {
  const rows = others.map((other) => {
    const columns: Record<string, string | number> = { ...other, ...creditColumns(other), credit: '' };
    return CANDIDATE.map((column) => columns[column] as string | number);
  });
  const stored = [
    ...sql
      .exec(`SELECT ${CANDIDATE.join(', ')} FROM contact_candidates WHERE contact = ? ORDER BY visitor, visit`, contact)
      .raw(),
  ];
  const sorted = [...rows].sort((a, b) => (`${a[0]}/${a[1]}` < `${b[0]}/${b[1]}` ? -1 : 1));
  if (JSON.stringify(stored) === JSON.stringify(sorted)) return;
  sql.exec('DELETE FROM contact_candidates WHERE contact = ?', contact);
  for (const row of rows) {
    sql.exec(
      `INSERT INTO contact_candidates (contact, ${CANDIDATE.join(', ')}) VALUES (?, ${CANDIDATE.map(() => '?').join(', ')})`,
      contact,
      ...row,
    );
  }
};
