import type { SingleTouch } from '../../../shared/report.ts';

/** Contacts → leads, and which touch a contact is credited to. Pure functions of what is stored. */

export interface ContactTime {
  id: string;
  /** Ms since 1970. */
  at: number;
}

export const inOrder = (a: ContactTime, b: ContactTime): number =>
  a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Two contacts that people say are one lead. */
export interface Merge {
  contact: string;
  other: string;
}

/**
 * One person's contacts → the lead each belongs to. A gap longer than `window` (ms) starts the person's next lead; a
 * lead's id is its earliest contact's. A contact that begins none (a call too short to be one) belongs to a lead that is
 * open, and else to none. Leads in which merged contacts stand are one, however far apart.
 */
export const leadsOfPerson = <T extends ContactTime>(
  contacts: readonly T[],
  window: number,
  { begins = () => true, merges = [] }: { begins?: (contact: T) => boolean; merges?: readonly Merge[] } = {},
): Map<string, T> => {
  const leads = new Map<string, T>();
  let lead: T | undefined;
  let last = 0;
  for (const contact of [...contacts].sort(inOrder)) {
    if (lead && contact.at - last > window) lead = undefined;
    if (!lead && begins(contact)) lead = contact;
    if (!lead) continue;
    last = contact.at;
    leads.set(contact.id, lead);
  }
  for (const { contact, other } of merges) {
    const pair = [leads.get(contact), leads.get(other)].filter((found) => found !== undefined).sort(inOrder);
    const [first, second] = pair;
    if (!first || !second || first === second) continue;
    for (const [id, found] of leads) if (found === second) leads.set(id, first);
  }
  return leads;
};

/** A visit as a touch; or a call to a number that stands for a source, or a contact entered by hand, which have none. */
export interface Touch {
  /** '' where there is none. */
  visit: string;
  ad: number;
  startedAt: number;
  direct: boolean;
}

export const byTime = (a: Touch, b: Touch): number =>
  a.startedAt - b.startedAt || (a.visit < b.visit ? -1 : a.visit > b.visit ? 1 : a.ad - b.ad);

/**
 * The touches that count for a contact, of those of all the person's visitors in order of time: all but the ones later
 * than the contact, except the visit it was made in.
 */
export const touchesBefore = (contact: { at: number; visit: string }, touches: readonly Touch[]): Touch[] =>
  touches.filter((touch) => touch.startedAt <= contact.at || (touch.visit !== '' && touch.visit === contact.visit));

/**
 * The touch each single-touch model credits a contact to, of those before it in order of time, of which there is one at
 * least. `lookBack` (ms) bounds how far back a non-direct touch is preferred; with none there, the last touch stands.
 */
export const creditOf = (at: number, before: readonly Touch[], lookBack: number): Record<SingleTouch, Touch> => {
  const lastClick = before.at(-1) as Touch;
  const lastNonDirect = before.findLast((touch) => !touch.direct && touch.startedAt >= at - lookBack) ?? lastClick;
  return { lastClick, lastNonDirect, firstClick: before[0] as Touch };
};
