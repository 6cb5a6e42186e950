import type { Contact } from '../../shared/contacts.ts';
import type { Lead, LeadContact } from '../../shared/leadStory.ts';

/** Who a lead is of, as its contacts tell: what was written last counts. */
export interface Who {
  name: string;
  /** E.164 where the number could be read, else as it was written. */
  phones: string[];
  emails: string[];
}

const different = (values: readonly (string | undefined)[]): string[] => [
  ...new Set(values.map((value) => value?.trim() ?? '').filter(Boolean)),
];

type Written = Pick<LeadContact, 'fields'> & Partial<Pick<LeadContact, 'phoneNumber'>>;

export const whoOf = (contacts: readonly Written[]): Who => {
  const newestFirst = [...contacts].reverse();
  return {
    name: different(newestFirst.map(({ fields }) => fields.name))[0] ?? '',
    phones: different(newestFirst.map(({ fields, phoneNumber }) => phoneNumber || fields.phone)),
    emails: different(newestFirst.map(({ fields }) => fields.email)),
  };
};

/** What to call them by; '' where nothing is known. */
export const callName = ({ name, phones, emails }: Who): string => name || phones[0] || emails[0] || '';

export type Asking = Contact['kind'] | 'entered' | 'call' | 'missedCall';

export const askingOf = ({ kind, call }: Pick<LeadContact, 'kind' | 'call'>): Asking =>
  kind === 'call' && call && (call.status === 'missed' || call.status === 'busy' || call.status === 'failed')
    ? 'missedCall'
    : kind;

/** By when somebody is still to answer it, ms since 1970; null where nobody is. */
export const waitsUntil = ({ due, responded, stage }: Pick<Lead, 'due' | 'responded' | 'stage'>): number | null =>
  due === null || responded !== null || ['won', 'lost', 'spam'].includes(stage) ? null : Date.parse(due);
