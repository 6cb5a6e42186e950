import type { CallStory } from '../../../shared/calls.ts';
import type { Contact } from '../../../shared/contacts.ts';
import type { CallbackStory } from '../../../shared/leadStory.ts';
import type { LogEntry, SaleEntry } from '../../../shared/leads.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import type { SourceOf } from '../adSources.ts';
import type { AdDictionary } from '../ads.ts';
import { callbacksOf } from '../callbacks/story.ts';
import { callStory } from '../calls/callList.ts';
import { entryOf, readLog } from '../leads/log.ts';
import { salesOfLead } from '../leads/sales.ts';
import { contactsOfPerson } from '../person.ts';
import { type VisitRow, visitColumns, visitOfRow } from '../rows.ts';
import type { VisitRecord } from '../visit.ts';
import { isErased } from './erase.ts';
import { callsToPerson } from './personCalls.ts';
import { suspectsOfPerson } from './personSuspects.ts';
import { type PlacedVisit, visitsOfPerson } from './personVisits.ts';

/** All that is known of one person, for them to have. Times are ISO 8601, UTC. */

type Source = Record<'channel' | 'source' | 'medium' | 'campaign' | 'content' | 'term', string>;

export interface PersonExport {
  contacts: {
    contact: string;
    /** '' where it is a call too short to belong to one. */
    lead: string;
    time: string;
    kind: string;
    visit: string;
    visitor: string;
    /** What the person is taken to have come by, last non-direct. */
    source: Source;
    /** As handed in: fields, page, consent, moments by the visitor's clock. Not of a call. */
    handedIn?: Contact;
    /** E.164. */
    phone: string;
    email: string;
  }[];
  /** Calls that were promised, and what became of them. */
  callbacks: CallbackStory[];
  /** Both directions, with the provider's own fields. */
  calls: CallStory[];
  visits: {
    visit: string;
    visitor: string;
    time: string;
    source: Source;
    /** Missing where the visit's day is kept as sums only. */
    seen?: Pick<VisitRecord, 'url' | 'referrer' | 'device' | 'country' | 'language' | 'forms'> & {
      pages: { time: string; path: string }[];
      /** Telephone links tapped. */
      taps: { time: string; number: string }[];
    };
  }[];
  /** What was stated of their leads, notes too. */
  log: LogEntry[];
  sales: SaleEntry[];
  consents: { contact: string; text: string; time: string; version?: string }[];
  /** News of the person's contacts that still wait to be told, or could not be. */
  deliveries: { contact: string; via: string; event: string; createdTime: string; attempts: number }[];
  /** Held back as spam. */
  suspects: Contact[];
}

interface Context {
  sql: SqlStorage;
  settings: SiteSettings;
  ads: AdDictionary;
  sourceOf: SourceOf;
}

const iso = (time: number): string => new Date(time).toISOString();

/** By the id of any of the person's contacts; null if there is none. */
export const exportPerson = (context: Context, contact: string): PersonExport | null => {
  const { sql, ads, settings } = context;
  const known = sql.exec('SELECT 1 FROM contacts WHERE id = ?', contact).toArray().length > 0;
  if (!known || isErased(sql, contact)) return null;
  const members = contactsOfPerson(sql, contact);
  const ids = JSON.stringify(members);
  const sources = new Map(ads.entries().map((ad) => [ad.id, sourceOf(ad)]));
  const contacts = contactsOf(sql, ids, sources);
  const { own, visits } = visitsOfPerson(sql, members);
  return {
    contacts,
    callbacks: callbacksOf(sql, members),
    calls: callsOf(context, members),
    visits: visitsOf(sql, visits, sources),
    log: readLog(sql, ids).map(entryOf),
    sales: [...new Set(contacts.map(({ lead }) => lead))].filter(Boolean).flatMap((lead) => salesOfLead(sql, lead)),
    consents: contacts.flatMap(({ contact: id, handedIn }) => {
      if (!handedIn?.consent) return [];
      const { text, at, version } = handedIn.consent;
      return [{ contact: id, text, time: iso(at), ...(version && { version }) }];
    }),
    deliveries: deliveriesOf(sql, ids),
    suspects: suspectsOfPerson(sql, { contacts: members, own }, settings.country).map(({ contact }) => contact),
  };
};

const sourceOf = ({ channel, source, medium, campaign, content, term }: Source): Source => ({
  channel,
  source,
  medium,
  campaign,
  content,
  term,
});

const NO_SOURCE: Source = { channel: '', source: '', medium: '', campaign: '', content: '', term: '' };

type ContactRow = Record<'id' | 'lead' | 'kind' | 'visit' | 'visitor' | 'body' | 'phone' | 'email', string> & {
  at: number;
  ad: number;
};

const contactsOf = (sql: SqlStorage, ids: string, sources: Map<number, Source>): PersonExport['contacts'] =>
  sql
    .exec<ContactRow>(
      `SELECT contacts.id, lead, at, kind, visit, visitor, last_non_direct_ad AS ad, body, phone, email
       FROM contacts JOIN contact_details USING (id)
       WHERE id IN (SELECT value FROM json_each(?)) ORDER BY at, contacts.id`,
      ids,
    )
    .toArray()
    .map(({ id, at, ad, body, ...row }) => ({
      contact: id,
      ...row,
      time: iso(at),
      source: sources.get(ad) ?? NO_SOURCE,
      ...(row.kind !== 'call' && { handedIn: JSON.parse(body) as Contact }),
    }));

const callsOf = (context: Context, contacts: readonly string[]): CallStory[] =>
  context.sql
    .exec<{ id: string }>(
      'SELECT id FROM calls WHERE id IN (SELECT value FROM json_each(?)) ORDER BY ringing_at, id',
      JSON.stringify([...contacts, ...callsToPerson(context.sql, contacts)]),
    )
    .toArray()
    .map(({ id }) => callStory(context, id) as CallStory);

const visitsOf = (
  sql: SqlStorage,
  visits: readonly PlacedVisit[],
  sources: Map<number, Source>,
): PersonExport['visits'] =>
  visits.map(({ visit, visitor, started_at, ad }) => {
    const [row] = sql.exec<VisitRow>(`SELECT ${visitColumns()} FROM visits WHERE id = ?`, visit).toArray();
    return {
      visit,
      visitor,
      time: iso(started_at),
      source: sources.get(ad) ?? NO_SOURCE,
      ...(row && { seen: seenOf(visitOfRow(row)) }),
    };
  });

const seenOf = ({
  startedAt,
  url,
  referrer,
  device,
  country,
  language,
  forms,
  pages,
  taps,
}: VisitRecord): NonNullable<PersonExport['visits'][number]['seen']> => ({
  url,
  referrer,
  device,
  country,
  language,
  forms,
  pages: pages.map(([at, path]) => ({ time: iso(startedAt + at), path })),
  taps: taps.map(([at, number]) => ({ time: iso(startedAt + at), number })),
});

const deliveriesOf = (sql: SqlStorage, ids: string): PersonExport['deliveries'] =>
  sql
    .exec<{ contact: string; via: string; event: string; created_at: number; attempts: number }>(
      `SELECT contact, via, event, created_at, attempts FROM deliveries
       WHERE contact IN (SELECT value FROM json_each(?)) ORDER BY id`,
      ids,
    )
    .toArray()
    .map(({ created_at, ...row }) => ({ ...row, createdTime: iso(created_at) }));
