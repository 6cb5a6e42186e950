import type { SingleTouch } from '../../shared/report.ts';

/** Contacts → leads, and which touch a contact is credited to. Pure functions of what is stored. */

export interface ContactTime {
  id: string;
  /** Ms since 1970. */
  at: number;
}

export const inOrder = (a: ContactTime, b: ContactTime): number =>
  a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * One person's contacts → the lead each belongs to. A gap longer than `window` (ms) starts the person's next lead; a
 * lead's id is its earliest contact's. A contact that begins none (a call too short to be one) belongs to a lead that is
 * open, and else to none.
 */
export const leadsOfPerson = <T extends ContactTime>(
  contacts: readonly T[],
  window: number,
  begins: (contact: T) => boolean = () => true,
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
  return leads;
};

/** A visit as a touch; or a call to a number that stands for a source of its own, which has no visit. */
export interface Touch {
  /** '' for a call. */
  visit: string;
  ad: number;
  startedAt: number;
  direct: boolean;
}

/**
 * The touch each single-touch model credits a contact to. `touches` are those of all the person's visitors in order of
 * time; those later than the contact do not count, except the visit it was made in. `lookBack` (ms) bounds how far back
 * a non-direct touch is preferred; with none there, the last touch stands.
 */
export const creditOf = (
  contact: { at: number; visit: string },
  touches: readonly Touch[],
  lookBack: number,
): Record<SingleTouch, Touch> => {
  const before = touches.filter(
    (touch) => touch.startedAt <= contact.at || (touch.visit !== '' && touch.visit === contact.visit),
  );
  const lastClick = before.at(-1) as Touch;
  const lastNonDirect =
    before.findLast((touch) => !touch.direct && touch.startedAt >= contact.at - lookBack) ?? lastClick;
  return { lastClick, lastNonDirect, firstClick: before[0] as Touch };
};
