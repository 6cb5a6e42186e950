import type { Contact } from '../../../shared/contacts.ts';
import type { LogEntry, SaleEntry, Stage } from '../../../shared/leads.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import type { AdDictionary } from '../ads.ts';
import { type CallbackStory, callbacksOf } from '../callbacks/story.ts';
import { type Answered, answerTo, type CallFacts, factsOfCalls } from '../calls/callList.ts';
import { type Calendar, dateOfDay } from '../days.ts';
import { contactsOfPerson, touchesOf } from '../person.ts';
import { LEAD_COLUMNS, type LeadRow, stagesOf } from './derive.ts';
import { findLead } from './find.ts';
import { entryOf, readLog } from './log.ts';
import { type MergeEntry, mergesOfLead, type SplitEntry, splitsOfLead } from './merging.ts';
import { type RecentContact, recentOf } from './recent.ts';
import { readSales, salesOfLead } from './sales.ts';
import { type ReachedStage, standingOf } from './stages.ts';

/** Leads for people to read, and one lead's whole story. */

/**
 * A contact of a lead: a form's as it was handed in, what was entered by hand, or an inbound call, which has no page and no
 * other field than the phone.
 */
export interface LeadContact extends Omit<Contact, 'kind'> {
  kind: Contact['kind'] | 'call' | 'entered';
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
  stage: Stage;
  /** Since when the lead has not stood below each stage that it has reached, ISO 8601, UTC. */
  stages: Partial<Record<ReachedStage, string>>;
  /** Who answers for it; '' for nobody. */
  owner: string;
  product: string;
  lossReason: string;
  /** What the opportunity may bring, in units of the site's currency. */
  value: number;
  /** By when somebody was to answer, and when somebody first did: a call either way, or a stage. */
  due: string | null;
  responded: string | null;
  overdue: boolean;
  /** The site's actions that were done, by action the first day. */
  actions: Record<string, string>;
  /** What was stated, in the order in which it stands. */
  log: LogEntry[];
  sales: SaleEntry[];
  merges: MergeEntry[];
  splits: SplitEntry[];
  /** Other contact with the same person of late. */
  recent: RecentContact[];
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

export type ListedLead = LeadRow & Lead['source'];

export interface StoryContext {
  sql: SqlStorage;
  settings: SiteSettings;
  calendar: Calendar;
  /** By our clock, ms since 1970. */
  now: number;
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

const iso = (time: number): string => new Date(time).toISOString();
const isoOrNull = (time: number | null): string | null => (time === null ? null : iso(time));

export const leadOfRow = (context: StoryContext, row: ListedLead): Lead => {
  const { sql, settings, calendar, now } = context;
  const { id, at, channel, source, medium, campaign, content, term } = row;
  const contacts = contactsOfLead(sql, id);
  const ids = contacts.map((contact) => contact.id);
  const splits = splitsOfLead(sql, id);
  const splitOff = new Set(splits.map(({ contact }) => contact));
  const answered = answerTo(
    sql,
    {
      at,
      // The telephone of one that was split off is another's.
      phones: contacts.filter((contact) => !splitOff.has(contact.id)).map(({ phoneNumber }) => phoneNumber),
      calls: contacts.filter(({ kind }) => kind === 'call').map((contact) => contact.id),
    },
    settings,
  );
  const [callback] = callbacksOf(sql, ids);
  const log = readLog(sql, JSON.stringify(ids));
  const stages = stagesOf(calendar, { stated: log, sales: readSales(sql, JSON.stringify(ids)) });
  const startingStage = startingStageOf(sql, id);
  const { reached } = standingOf({ at, startingStage, ...stages });
  const actions = JSON.parse(row.actions) as Record<string, number>;
  return {
    lead: id,
    time: iso(at),
    source: { channel, source, medium, campaign, content, term },
    ...answered,
    ...(callback && { callback }),
    contacts,
    stage: row.stage,
    stages: mapValues(reached, iso),
    owner: row.owner,
    product: row.product,
    lossReason: row.loss_reason,
    value: row.value / 10_000,
    due: isoOrNull(row.due_at),
    responded: isoOrNull(row.responded_at),
    overdue: row.due_at !== null && row.responded_at === null && row.due_at < now,
    actions: mapValues(actions, dateOfDay),
    log: log.map(entryOf),
    sales: salesOfLead(sql, id),
    merges: mergesOfLead(sql, id),
    splits,
    recent: recentOf(sql, id, settings, now),
  };
};

const mapValues = <Key extends string, From, To>(
  record: Partial<Record<Key, From>>,
  change: (value: From) => To,
): Record<Key, To> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value as From)])) as Record<Key, To>;

const startingStageOf = (sql: SqlStorage, lead: string): Stage =>
  sql.exec<{ stage: Stage }>('SELECT starting_stage AS stage FROM contacts WHERE id = ?', lead).one().stage;

/** Leads of persons who were erased are told of no more. */
export const SELECT_LEADS = `SELECT ${LEAD_COLUMNS.map((column) => `leads.${column}`).join(', ')},
    channel, source, medium, campaign, content, term
  FROM leads CROSS JOIN contacts ON contacts.id = leads.id CROSS JOIN ads ON ads.id = last_non_direct_ad
  WHERE leads.id NOT IN (SELECT id FROM erased)`;

/** By the id of any of the lead's contacts; null if there is none. */
export const leadStory = (context: StoryContext, ads: AdDictionary, alias: string): LeadStory | null => {
  const { sql } = context;
  const lead = findLead(sql, alias);
  if (!lead) return null;
  const row = sql.exec<ListedLead>(`${SELECT_LEADS} AND leads.id = ?`, lead.id).one();
  const person = contactsOfPerson(sql, lead.id);
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
    .filter((other) => other !== '' && other !== lead.id)
    .sort();
  return { ...leadOfRow(context, row), touches, otherLeads };
};
