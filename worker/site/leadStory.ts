import type { Contact } from '../../shared/contacts.ts';
import { idTime } from '../../shared/ids.ts';
import type { AdDictionary } from './ads.ts';
import { contactsOfPerson, touchesOf } from './person.ts';

/** The inbox: leads newest first, and one lead's whole story. */

export interface LeadsPage {
  /** Only leads older than this one, by id; for the next page. */
  before?: string | undefined;
  limit: number;
}

export interface LeadContact extends Contact {
  /** By our clock, ISO 8601, UTC; `at` is the visitor's. */
  time: string;
  /** E.164, '' where the number could not be read. */
  phoneNumber: string;
}

export interface Lead {
  /** Its earliest contact's id; the ids of its other contacts are its aliases. */
  lead: string;
  time: string;
  /** Last non-direct source. */
  source: { channel: string; source: string; medium: string; campaign: string; content: string; term: string };
  contacts: LeadContact[];
}

export interface LeadsAnswer {
  leads: Lead[];
  /** Give it as `before` for the next page. */
  next?: string;
}

export interface LeadStory extends Lead {
  touches: {
    time: string;
    landing: string;
    channel: string;
    source: string;
    medium: string;
    campaign: string;
    content: string;
    term: string;
    rule: string;
  }[];
  /** The same person's other leads. */
  otherLeads: string[];
}

type LeadRow = { id: string; at: number } & Lead['source'];

const contactsOfLead = (sql: SqlStorage, lead: string): LeadContact[] =>
  sql
    .exec<{ at: number; body: string; phone: string }>(
      'SELECT contacts.at, body, phone FROM contacts JOIN contact_details USING (id) WHERE lead = ? ORDER BY contacts.at, contacts.id',
      lead,
    )
    .toArray()
    .map(({ at, body, phone }) => ({
      ...(JSON.parse(body) as Contact),
      time: new Date(at).toISOString(),
      phoneNumber: phone,
    }));

const leadOfRow = (sql: SqlStorage, { id, at, ...source }: LeadRow): Lead => ({
  lead: id,
  time: new Date(at).toISOString(),
  source,
  contacts: contactsOfLead(sql, id),
});

const SELECT_LEAD = `SELECT contacts.id, contacts.at, channel, source, medium, campaign, content, term
  FROM contacts JOIN ads ON ads.id = last_non_direct_ad WHERE contacts.id = contacts.lead`;

export const listLeads = (sql: SqlStorage, { before, limit }: LeadsPage): LeadsAnswer => {
  // One that is no more has its time in its id, near enough: a page must not begin from the newest again.
  const [known] = before ? sql.exec<{ at: number }>('SELECT at FROM contacts WHERE id = ?', before).toArray() : [];
  const from = known ?? (before ? { at: idTime(before) } : undefined);
  const rows = sql
    .exec<LeadRow>(
      `${SELECT_LEAD} AND (contacts.at, contacts.id) < (?, ?) ORDER BY contacts.at DESC, contacts.id DESC LIMIT ?`,
      from?.at ?? Number.MAX_SAFE_INTEGER,
      before ?? '',
      limit + 1,
    )
    .toArray();
  const leads = rows.slice(0, limit).map((row) => leadOfRow(sql, row));
  const last = leads.at(-1);
  return { leads, ...(rows.length > limit && last && { next: last.lead }) };
};

export const leadStory = (sql: SqlStorage, ads: AdDictionary, alias: string): LeadStory | null => {
  const [known] = sql.exec<{ lead: string }>('SELECT lead FROM contacts WHERE id = ?', alias).toArray();
  if (!known) return null;
  const row = sql.exec<LeadRow>(`${SELECT_LEAD} AND contacts.id = ?`, known.lead).one();
  const person = contactsOfPerson(sql, known.lead);
  const members = person.map((id) =>
    sql.exec<{ lead: string; visitor: string }>('SELECT lead, visitor FROM contacts WHERE id = ?', id).one(),
  );
  const entries = new Map(ads.entries().map((ad) => [ad.id, ad]));
  const touches = touchesOf(sql, ads, new Set(members.map(({ visitor }) => visitor))).map(
    ({ visit, ad, startedAt }) => {
      const {
        channel = '',
        source = '',
        medium = '',
        campaign = '',
        content = '',
        term = '',
        rule = '',
      } = entries.get(ad) ?? {};
      const { landing } = sql.exec<{ landing: string }>('SELECT landing FROM visits WHERE id = ?', visit).one();
      return {
        time: new Date(startedAt).toISOString(),
        landing,
        channel,
        source,
        medium,
        campaign,
        content,
        term,
        rule,
      };
    },
  );
  const otherLeads = [...new Set(members.map(({ lead }) => lead))].filter((lead) => lead !== known.lead).sort();
  return { ...leadOfRow(sql, row), touches, otherLeads };
};
