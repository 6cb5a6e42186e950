import type { SettledDeal } from '../../crm/settle.ts';
import { identityKeys } from '../contactStore.ts';
import { contactsOfPerson } from '../person.ts';

/** Whose a CRM's deal is: by the lead it names, else by phone, else by e-mail. */

export interface LeadOfPerson {
  /** Its first contact's id. */
  id: string;
  /** Ms since 1970. */
  at: number;
  day: number;
  /** It began with what a CRM told, so an older deal may begin one before it. */
  isOfCrm: boolean;
}

/** Where leads that are made of deals say they come from. */
export const CRM_SOURCE = { source: 'crm', medium: 'offline' };

export type Match =
  | { state: 'matched'; lead: LeadOfPerson }
  /** The person is known, and every lead of theirs began after the deal. */
  | { state: 'older'; first: LeadOfPerson }
  | { state: 'nobody' };

/** In place of `contact:id`, which a contact with neither phone nor e-mail has for a key. */
const keysOf = ({ phones, emails }: SettledDeal): { phones: string[]; emails: string[] } => ({
  phones: phones.map((phone) => identityKeys('', phone, '')[0] as string),
  emails: emails.map((email) => identityKeys('', '', email)[0] as string),
});

/** Contacts by what they are known by, for all deals at once. */
const contactsByKey = (sql: SqlStorage, deals: readonly SettledDeal[]): Map<string, string[]> => {
  const keys = new Set(deals.flatMap((deal) => Object.values(keysOf(deal)).flat()));
  const contacts = new Map<string, string[]>();
  const rows = sql.exec<{ key: string; contact: string }>(
    'SELECT identities.key, contact FROM json_each(?) CROSS JOIN identities ON identities.key = json_each.value',
    JSON.stringify([...keys]),
  );
  for (const { key, contact } of rows) contacts.set(key, [...(contacts.get(key) ?? []), contact]);
  return contacts;
};

/** Which of the leads that deals name there are; those of persons who were erased are nobody's. */
const statedLeads = (sql: SqlStorage, deals: readonly SettledDeal[]): Set<string> =>
  new Set(
    sql
      .exec<{ id: string }>(
        `SELECT contacts.id FROM json_each(?) CROSS JOIN contacts ON contacts.id = json_each.value
         WHERE contacts.id NOT IN (SELECT id FROM erased)`,
        JSON.stringify(deals.flatMap(({ lead }) => lead ?? [])),
      )
      .toArray()
      .map(({ id }) => id),
  );

const leadsOf = (sql: SqlStorage, contacts: readonly string[]): LeadOfPerson[] =>
  sql
    .exec<{ id: string; at: number; day: number; source: string | null }>(
      `SELECT DISTINCT first.id, first.at, first.day, source FROM json_each(?)
       CROSS JOIN contacts AS own ON own.id = json_each.value CROSS JOIN contacts AS first ON first.id = own.lead
       LEFT JOIN ads ON ads.id = first.stated_ad`,
      JSON.stringify(contacts),
    )
    .toArray()
    .map(({ source, ...lead }) => ({ ...lead, isOfCrm: source === CRM_SOURCE.source }));

/** The latest lead that began by the deal's day. */
const leadBy = (leads: readonly LeadOfPerson[], day: number): Match => {
  const sorted = [...leads].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const lead = sorted.findLast((one) => one.day <= day);
  if (lead) return { state: 'matched', lead };
  const [first] = sorted;
  return first ? { state: 'older', first } : { state: 'nobody' };
};

/** Reads what all deals need at once, then tells of each. */
export const dealMatcher = (sql: SqlStorage, deals: readonly SettledDeal[]): ((deal: SettledDeal) => Match) => {
  const byKey = contactsByKey(sql, deals);
  const stated = statedLeads(sql, deals);
  const personOf = new Map<string, LeadOfPerson[]>();
  const leadsOfPersonOf = (contact: string): LeadOfPerson[] => {
    const known = personOf.get(contact);
    if (known) return known;
    const contacts = contactsOfPerson(sql, contact);
    const leads = leadsOf(sql, contacts);
    for (const one of contacts) personOf.set(one, leads);
    return leads;
  };
  const byKeys = (keys: readonly string[], day: number): Match =>
    leadBy(keys.flatMap((key) => byKey.get(key) ?? []).flatMap(leadsOfPersonOf), day);

  return (deal) => {
    if (deal.lead !== undefined && stated.has(deal.lead)) {
      // The lead is named: which of the person's leads it is needs no telling.
      const [lead] = leadsOf(sql, [deal.lead]);
      if (lead) return lead.day <= deal.day ? { state: 'matched', lead } : { state: 'older', first: lead };
    }
    const { phones, emails } = keysOf(deal);
    const byPhone = byKeys(phones, deal.day);
    return byPhone.state === 'nobody' ? byKeys(emails, deal.day) : byPhone;
  };
};
