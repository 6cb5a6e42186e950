import type { Contact } from '../../../shared/contacts.ts';
import { idTime } from '../../../shared/ids.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import type { AdDictionary } from '../ads.ts';
import { type CallbackStory, callbacksOf } from '../callbacks/story.ts';
import { type Answered, answerTo, type CallFacts, factsOfCalls } from '../calls/callList.ts';
import { contactsOfPerson, touchesOf } from '../person.ts';

/** The inbox: leads newest first, and one lead's whole story. */

export interface LeadsPage {
  /** Only leads older than this one, by id; for the next page. */
  before?: string | undefined;
  limit: number;
}

/** A contact of a lead: a form's as it was handed in, or an inbound call, which has no page and no other field than the phone. */
export interface LeadContact extends Omit<Contact, 'kind'> {
  kind: Contact['kind'] | 'call';
  call?: CallFacts;
  /** By our clock, ISO 8601, UTC; a form's `at` is the visitor's. */
  time: string;
  /** E.164, '' where the number could not be read or was withheld. */
  phoneNumber: string;
}

export interface Lead extends Answered {
  /** Its earliest contact's id; the ids of its other contacts are its aliases. */
  lead: string;
  time: string;
  /** Last non-direct source. */
  source: { channel: string; source: string; medium: string; campaign: string; content: string; term: string };
  /** The call that the newest of its contacts to ask for one was promised, where its form has calls ordered. */
  callback?: CallbackStory;
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

interface Context {
  sql: SqlStorage;
  settings: SiteSettings;
}

const contactsOfLead = (sql: SqlStorage, lead: string): LeadContact[] => {
  const rows = sql
    .exec<{ id: string; at: number; kind: string; body: string; phone: string }>(
      `SELECT contacts.id, contacts.at, kind, body, phone FROM contacts JOIN contact_details USING (id)
       WHERE lead = ? ORDER BY contacts.at, contacts.id`,
      lead,
    )
    .toArray();
  const calls = factsOfCalls(
    sql,
    rows.filter(({ kind }) => kind === 'call').map(({ id }) => id),
  );
  return rows.map(({ id, at, body, phone }) => {
    const call = calls.get(id);
    const contact = call
      ? { id, kind: 'call' as const, at, page: '', fields: phone ? { phone } : {}, call }
      : (JSON.parse(body) as Contact);
    return { ...contact, time: new Date(at).toISOString(), phoneNumber: phone };
  });
};

const leadOfRow = ({ sql, settings }: Context, { id, at, ...source }: LeadRow): Lead => {
  const contacts = contactsOfLead(sql, id);
  const answered = answerTo(
    sql,
    {
      at,
      phones: contacts.map(({ phoneNumber }) => phoneNumber),
      calls: contacts.filter(({ kind }) => kind === 'call').map((contact) => contact.id),
    },
    settings.calls.callBackMinutes,
  );
  const [callback] = callbacksOf(
    sql,
    contacts.map((contact) => contact.id),
  );
  return { lead: id, time: new Date(at).toISOString(), source, ...answered, ...(callback && { callback }), contacts };
};

const SELECT_LEAD = `SELECT contacts.id, contacts.at, channel, source, medium, campaign, content, term
  FROM contacts JOIN ads ON ads.id = last_non_direct_ad
  WHERE contacts.id = contacts.lead AND contacts.id NOT IN (SELECT id FROM erased)`;

export const listLeads = (context: Context, { before, limit }: LeadsPage): LeadsAnswer => {
  const { sql } = context;
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
  const leads = rows.slice(0, limit).map((row) => leadOfRow(context, row));
  const last = leads.at(-1);
  return { leads, ...(rows.length > limit && last && { next: last.lead }) };
};

export const leadStory = (context: Context, ads: AdDictionary, alias: string): LeadStory | null => {
  const { sql } = context;
  const [known] = sql.exec<{ lead: string }>('SELECT lead FROM contacts WHERE id = ?', alias).toArray();
  // A call too short to be a lead's belongs to none.
  if (!known?.lead) return null;
  const [row] = sql.exec<LeadRow>(`${SELECT_LEAD} AND contacts.id = ?`, known.lead).toArray();
  // The person was erased.
  if (!row) return null;
  const person = contactsOfPerson(sql, known.lead);
  const members = person.map((id) =>
    sql
      .exec<{ lead: string; visitor: string; share: number }>(
        'SELECT lead, visitor, share FROM contacts WHERE id = ?',
        id,
      )
      .one(),
  );
  // A call that was as likely another's tells nothing of this person's visits.
  const visitors = members.filter(({ visitor, share }) => visitor !== '' && share > 500_000);
  const entries = new Map(ads.entries().map((ad) => [ad.id, ad]));
  const touches = touchesOf(sql, ads, new Set(visitors.map(({ visitor }) => visitor))).map(
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
      // Of a sealed day nothing is left of a visit but when it was and what it came by.
      const [seen] = sql.exec<{ landing: string }>('SELECT landing FROM visits WHERE id = ?', visit).toArray();
      return {
        time: new Date(startedAt).toISOString(),
        landing: seen?.landing ?? '',
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
  const otherLeads = [...new Set(members.map(({ lead }) => lead))]
    .filter((lead) => lead !== '' && lead !== known.lead)
    .sort();
  return { ...leadOfRow(context, row), touches, otherLeads };
};
