import type { FactName } from '../../../shared/metrics/facts.ts';
import { giveBooked } from './bookFacts.ts';
import { type Counted, type CreditSource, giveCredited } from './credits.ts';

/** Contacts, calls among them, leads and answers to the NPS question: few, so they stay rows and are credited when read. */

/**
 * How many of each fact one contact is. A lead is its earliest contact. The contacts of a lead that is spam are none, but
 * a call stays a call. Who scores 9 or 10 promotes, who scores 0 to 6 does not (Reichheld, "The One Number You Need to
 * Grow", Harvard Business Review, December 2003).
 */
export const CONTACT_COUNTS = {
  contacts: `contacts.kind <> 'nps' AND NOT contacts.spam`,
  leads: 'contacts.id = contacts.lead AND NOT contacts.spam',
  calls: 'contacts.calls',
  answeredCalls: 'contacts.answered_calls',
  missedCalls: 'contacts.missed_calls',
  firstTimeCallers: 'contacts.first_time_callers',
  talkTime: 'contacts.talk_time',
  conversations: 'contacts.answered_calls',
  npsAnswers: 'contacts.score IS NOT NULL',
  promoters: 'coalesce(contacts.score >= 9, 0)',
  detractors: 'coalesce(contacts.score <= 6, 0)',
} as const satisfies Partial<Record<FactName, string>>;

export const CONTACT_FACTS = Object.keys(CONTACT_COUNTS) as readonly (keyof typeof CONTACT_COUNTS)[];
/** Of these, those that are told of a lead's owner, product and reason of loss. */
export const OF_LEADS: readonly FactName[] = ['leads', 'conversations'];

export const contactFacts = async (source: CreditSource): Promise<void> => {
  const { plan, booked } = source;
  const { lead } = plan.needs;
  const ofLead = plan.query.basis === 'lead';
  if (booked) {
    const day = ofLead ? 'contacts.lead_day' : 'contacts.day';
    return giveBooked(source, booked, { ledger: booked.book.contacts, day, counts: CONTACT_COUNTS });
  }
  const wanted = CONTACT_FACTS.filter((fact) => !lead || OF_LEADS.includes(fact));
  const joins = [
    // The hour of a lead is that of its earliest contact.
    ofLead && plan.asked.has('hour') && 'LEFT JOIN contacts AS firsts ON firsts.id = contacts.lead',
    lead && 'LEFT JOIN leads ON leads.id = contacts.lead',
  ];
  const counted: Counted = {
    from: ['contacts', ...joins.filter(Boolean)].join(' '),
    where: `contacts.${ofLead ? 'lead_day' : 'day'} BETWEEN ? AND ?`,
    bindings: [plan.from, plan.to],
    day: `contacts.${ofLead ? 'lead_day' : 'day'}`,
    at: ofLead && plan.asked.has('hour') ? 'coalesce(firsts.at, contacts.at)' : 'contacts.at',
    counts: Object.fromEntries(wanted.map((fact) => [fact, CONTACT_COUNTS[fact]])),
    ...(lead && { lead: OF_LEAD }),
  };
  await giveCredited(source, counted);
};

/** What a contact's lead is, where it is one's. */
const OF_LEAD = {
  owner: `coalesce(leads.owner, '')`,
  product: `coalesce(leads.product, '')`,
  lossReason: `coalesce(leads.loss_reason, '')`,
};
