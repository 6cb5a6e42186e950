import type { RecentContact } from '../../../shared/leadStory.ts';
import type { NewLead } from '../../../shared/leads.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import { phoneOf } from '../../phones.ts';
import { resolveTouch } from '../../source/resolve.ts';
import type { AdDictionary } from '../ads.ts';
import { emailOf, identify } from '../contactStore.ts';
import type { FieldError } from '../intake.ts';
import { derivePerson, type PersonContext } from '../person.ts';
import { isErased } from '../privacy/erase.ts';
import { CLOCK_SLACK, writeEntry } from './log.ts';
import { recentOf } from './recent.ts';

/** Leads that no visit brought and that somebody entered: from a fair, a mailing, a cold call. Nobody is told of them. */

/** A lead as it is to be stored, and by whom. */
export interface EnteredRequest {
  lead: NewLead & { id: string };
  /** The label of the asking token. */
  by: string;
  /** By our clock, ms since 1970. */
  now: number;
}

export type EnteredResult =
  | { state: 'new' | 'known'; lead: string; recent: RecentContact[] }
  /** The id is taken by another body. */
  | { state: 'conflict' }
  | { state: 'invalid'; errors: FieldError[] };

/** What the schema could not judge by itself. */
const errorsOf = ({ lead: { at, fields, consent }, now }: EnteredRequest, settings: SiteSettings): FieldError[] => {
  const errors: FieldError[] = [];
  const { name = '', phone = '', email = '' } = fields;
  if (at !== undefined && at > now + CLOCK_SLACK) errors.push({ field: 'at', detail: 'lies in the future' });
  if (consent && consent.at > now + CLOCK_SLACK) errors.push({ field: 'consent.at', detail: 'lies in the future' });
  if (phone.trim() !== '' && phoneOf(phone, settings.country) === '') {
    const detail = `"${phone}" is not a possible telephone number in ${settings.country}`;
    errors.push({ field: 'fields.phone', detail });
  }
  if ([name, phone, email].every((value) => value.trim() === ''))
    errors.push({ field: 'fields', detail: 'needs a name, a phone or an e-mail' });
  return errors;
};

/** As contacts of forms are kept, with what was stated besides. The same lead has the same text, however it is written. */
const bodyOf = ({ id, fields, source, stage, owner, consent }: EnteredRequest['lead'], at: number): string =>
  JSON.stringify({
    id,
    kind: 'entered',
    at,
    fields: Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))),
    page: '',
    source,
    stage,
    owner,
    consent,
  });

/** The ad that its source is, by the site's aliases and channels as a link's would be. */
const statedAd = (ads: AdDictionary, { source }: NewLead, settings: SiteSettings): number => {
  const query = new URLSearchParams(
    Object.entries(source).flatMap(([name, value]) => (value === undefined ? [] : [[`utm_${name}`, value]])),
  );
  return ads.idOf(resolveTouch({ url: `https://entered.invalid/?${query}`, referrer: '' }, settings));
};

/** Idempotent by the lead's id. In the recording transaction; a refused one changes nothing. */
export const enterLead = (context: PersonContext, request: EnteredRequest): EnteredResult => {
  const { sql, settings } = context;
  const { lead, now } = request;
  const answer = (state: 'new' | 'known'): EnteredResult => {
    const { lead: id } = sql.exec<{ lead: string }>('SELECT lead FROM contacts WHERE id = ?', lead.id).one();
    // Of a person who was erased since nothing is told.
    return { state, lead: id, recent: isErased(sql, lead.id) ? [] : recentOf(sql, id, settings, now) };
  };
  if (isErased(sql, lead.id)) return answer('known');
  const [known] = sql
    .exec<{ body: string; at: number }>(
      'SELECT body, at FROM contacts JOIN contact_details USING (id) WHERE id = ?',
      lead.id,
    )
    .toArray();
  // Where no time is stated, the first time it was stated is meant.
  if (known) return known.body === bodyOf(lead, lead.at ?? known.at) ? answer('known') : { state: 'conflict' };
  const errors = errorsOf(request, settings);
  if (errors.length > 0) return { state: 'invalid', errors };
  store(context, request);
  derivePerson(context, lead.id);
  return answer('new');
};

const store = ({ sql, settings, calendar, ads }: PersonContext, { lead, by, now }: EnteredRequest): void => {
  const { id, fields, stage, owner } = lead;
  const at = Math.min(lead.at ?? now, now);
  const day = calendar.dayOf(at);
  const ad = statedAd(ads, lead, settings);
  sql.exec(
    `INSERT INTO contacts (id, at, day, lead, lead_day, visit, visitor, kind, form, variant, share, calls, answered_calls,
       missed_calls, first_time_callers, talk_time, last_click_visit, last_click_ad, last_non_direct_visit,
       last_non_direct_ad, first_click_visit, first_click_ad, stated_ad)
     VALUES (?, ?, ?, ?, ?, '', '', 'entered', '', '', 1000000, 0, 0, 0, 0, 0, '', ?, '', ?, '', ?, ?)`,
    id,
    at,
    day,
    id,
    day,
    ad,
    ad,
    ad,
    ad,
  );
  const phone = phoneOf(fields.phone, settings.country);
  const email = emailOf(fields.email);
  sql.exec(
    'INSERT INTO contact_details (id, body, phone, email) VALUES (?, ?, ?, ?)',
    id,
    bodyOf(lead, lead.at ?? at),
    phone,
    email,
  );
  identify(sql, { id, phone, email });
  const stated = { stage, owner };
  for (const kind of ['stage', 'owner'] as const) {
    const value = stated[kind];
    if (value === undefined) continue;
    writeEntry(sql, { id: `${id}.${kind}`, contact: id, at, kind, value, reason: '', by, origin: '' }, now);
  }
};
