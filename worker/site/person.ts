import type { SiteSettings } from '../../shared/settings.ts';
import type { AdDictionary } from './ads.ts';
import type { Calendar } from './days.ts';
import { creditOf, leadsOfPerson, type Touch } from './leads.ts';

/** Persons: contacts that share a phone or an e-mail, transitively. Keeps every contact's lead and credit as they follow. */

const DAY = 86_400_000;

export type ContactRow = {
  id: string;
  at: number;
  day: number;
  lead: string;
  lead_day: number;
  visit: string;
  visitor: string;
  last_click_visit: string;
  last_non_direct_visit: string;
  first_click_visit: string;
};

const COLUMNS =
  'id, at, day, lead, lead_day, visit, visitor, last_click_visit, last_non_direct_visit, first_click_visit';

interface Context {
  sql: SqlStorage;
  settings: Pick<SiteSettings, 'leadWindowDays' | 'lookBackDays'>;
  calendar: Calendar;
  ads: AdDictionary;
}

/** Ids of all contacts of the person that one contact belongs to. */
export const contactsOfPerson = (sql: SqlStorage, contact: string): string[] =>
  sql
    .exec<{ contact: string }>(
      `WITH RECURSIVE person (contact) AS (
         VALUES (?)
         UNION
         SELECT other.contact FROM person
         JOIN identities AS own INDEXED BY identities_by_contact ON own.contact = person.contact
         JOIN identities AS other ON other.key = own.key
       ) SELECT contact FROM person`,
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
  return touches.sort((a, b) => a.startedAt - b.startedAt || (a.visit < b.visit ? -1 : 1));
};

/** Works out anew the leads and credits of the person that a contact belongs to. Writes only the rows that differ. */
export const derivePerson = ({ sql, settings, calendar, ads }: Context, contact: string): void => {
  const contacts: ContactRow[] = [];
  for (const id of contactsOfPerson(sql, contact)) {
    contacts.push(sql.exec<ContactRow>(`SELECT ${COLUMNS} FROM contacts WHERE id = ?`, id).one());
  }
  const touches = touchesOf(sql, ads, new Set(contacts.map((row) => row.visitor)));
  const leads = leadsOfPerson(contacts, settings.leadWindowDays * DAY);
  for (const row of contacts) {
    const lead = leads.get(row.id) as ContactRow;
    const day = calendar.dayOf(row.at);
    const leadDay = calendar.dayOf(lead.at);
    const credit = creditOf(row, touches, settings.lookBackDays * DAY);
    const same =
      row.lead === lead.id &&
      row.day === day &&
      row.lead_day === leadDay &&
      row.last_click_visit === credit.lastClick.visit &&
      row.last_non_direct_visit === credit.lastNonDirect.visit &&
      row.first_click_visit === credit.firstClick.visit;
    if (same) continue;
    sql.exec(
      `UPDATE contacts SET day = ?, lead = ?, lead_day = ?, last_click_visit = ?, last_click_ad = ?,
         last_non_direct_visit = ?, last_non_direct_ad = ?, first_click_visit = ?, first_click_ad = ? WHERE id = ?`,
      day,
      lead.id,
      leadDay,
      credit.lastClick.visit,
      credit.lastClick.ad,
      credit.lastNonDirect.visit,
      credit.lastNonDirect.ad,
      credit.firstClick.visit,
      credit.firstClick.ad,
      row.id,
    );
  }
};
