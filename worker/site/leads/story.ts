import type { Contact } from '../../../shared/contacts.ts';
import type { Lead, LeadContact, LeadStory, TouchEntry } from '../../../shared/leadStory.ts';
import type { Stage } from '../../../shared/leads.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import type { SourceOf } from '../adSources.ts';
import type { AdDictionary } from '../ads.ts';
import { callbacksOf } from '../callbacks/story.ts';
import { answerTo, callsOf, factsOfCalls } from '../calls/callList.ts';
import { type Calendar, dateOfDay } from '../days.ts';
import { MOST_ATTEMPTS } from '../deliveries.ts';
import { contactsOfPerson, touchesOf } from '../person.ts';
import { callsToPerson } from '../privacy/personCalls.ts';
import { toldOf } from '../told.ts';
import { LEAD_COLUMNS, type LeadRow, stagesOf } from './derive.ts';
import { findLead } from './find.ts';
import { entryOf, readLog } from './log.ts';
import { mergesOfLead, splitsOfLead } from './merging.ts';
import { recentOf } from './recent.ts';
import { readSales, salesOfLead } from './sales.ts';
import { standingOf } from './stages.ts';

/** Leads for people to read, and one lead's whole story. */

export type ListedLead = LeadRow & { ad: number };

export interface StoryContext {
  sql: SqlStorage;
  settings: SiteSettings;
  calendar: Calendar;
  /** By our clock, ms since 1970. */
  now: number;
  sourceOf: SourceOf;
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
  const { id, at, ad } = row;
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
    source: context.sourceOf(ad),
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
    ads.id AS ad
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
  const touches = touchesOfVisitors(context, ads, new Set(visitors.map(({ visitor }) => visitor)));
  const otherLeads = sql
    .exec<{ id: string; at: number }>(
      'SELECT id, at FROM leads WHERE id IN (SELECT value FROM json_each(?)) AND id <> ? ORDER BY at, id',
      JSON.stringify(members.map((member) => member.lead)),
      lead.id,
    )
    .toArray()
    .map(({ id, at }) => ({ lead: id, time: iso(at) }));
  return {
    ...leadOfRow(context, row),
    touches,
    callsFromUs: callsOf(sql, callsToPerson(sql, person)),
    told: toldOf(
      sql,
      members.flatMap((member, index) => (member.lead === lead.id ? [person[index] as string] : [])),
      MOST_ATTEMPTS,
    ),
    otherLeads,
  };
};

/** A visit as far as it is kept: of a sealed day nothing is left but when it was and what it came by. */
const touchesOfVisitors = (
  { sql, sourceOf }: StoryContext,
  ads: AdDictionary,
  visitors: ReadonlySet<string>,
): TouchEntry[] => {
  const rules = new Map(ads.entries().map(({ id, rule }) => [id, rule]));
  return touchesOf(sql, ads, visitors).map(({ visit, ad, startedAt }) => {
    const [seen] = sql
      .exec<{ landing: string; pages: string }>('SELECT landing, pages FROM visits WHERE id = ?', visit)
      .toArray();
    const pages = JSON.parse(seen?.pages ?? '[]') as [at: number, path: string][];
    return {
      time: iso(startedAt),
      landing: seen?.landing ?? '',
      ...sourceOf(ad),
      rule: rules.get(ad) ?? '',
      pages: pages.map(([at, path]) => ({ time: iso(startedAt + at), path })),
    };
  });
};
