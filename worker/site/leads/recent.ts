import type { RecentContact } from '../../../shared/leadStory.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import { contactsOfPerson } from '../person.ts';

/** Other contact with the same person of late, so that two salespeople do not ring the same person unawares. */

const DAY = 86_400_000;
/** More than one glance takes. */
const MOST = 5;

/**
 * Contacts, calls both ways and what was stated within the site's `recentDays` before `now`, newest first, at most 5.
 * What the lead began with is left out, and what was stated with it as it was entered. Show it with a lead's story, in
 * lists, and to whoever enters a lead.
 *
 * @param lead its id
 */
export const recentOf = (sql: SqlStorage, lead: string, { leads }: SiteSettings, now: number): RecentContact[] => {
  if (leads.recentDays === 0) return [];
  return sql
    .exec<Omit<RecentContact, 'time'> & { at: number }>(
      `WITH person AS (
         SELECT contacts.id, at, kind, missed_calls, lead FROM json_each(?1) CROSS JOIN contacts ON contacts.id = json_each.value
       ),
       phones AS (SELECT DISTINCT phone FROM person CROSS JOIN contact_details USING (id) WHERE phone <> ''),
       recent AS (
         SELECT at, iif(missed_calls = 1, 'missedCall', kind) AS what, '' AS stated_by, lead, id FROM person WHERE id <> ?2
         UNION ALL
         SELECT ringing_at, 'callFromUs', '', calls.lead, calls.id FROM phones CROSS JOIN calls USING (phone)
         WHERE direction = 'out'
         UNION ALL
         SELECT lead_log.at, lead_log.kind, stated_by, person.lead, lead_log.id
         FROM person CROSS JOIN lead_log ON lead_log.contact = person.id
         WHERE NOT (person.id = ?2 AND lead_log.at = person.at)
       )
       SELECT recent.at, what, stated_by AS by, coalesce(owner, '') AS owner, recent.lead
       FROM recent LEFT JOIN leads ON leads.id = recent.lead
       WHERE recent.at >= ?3 ORDER BY recent.at DESC, recent.id DESC LIMIT ?4`,
      JSON.stringify(contactsOfPerson(sql, lead)),
      lead,
      now - leads.recentDays * DAY,
      MOST,
    )
    .toArray()
    .map(({ at, ...contact }) => ({ time: new Date(at).toISOString(), ...contact }));
};
