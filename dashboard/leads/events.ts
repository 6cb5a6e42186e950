import type { CallFacts } from '../../shared/calls.ts';
import type {
  CallbackStory,
  LeadContact,
  LeadStory,
  MergeEntry,
  SplitEntry,
  ToldEntry,
  TouchEntry,
} from '../../shared/leadStory.ts';
import type { LogEntry, SaleEntry } from '../../shared/leads.ts';

/** A lead's story on one line of time: all that is known of it, the newest first, day by day. */

export type StoryEvent = { key: string /** ISO 8601; '' of a sale, which has a day alone. */; time: string } & (
  | { what: 'visit'; touch: TouchEntry }
  | { what: 'contact'; contact: LeadContact }
  | { what: 'callback'; callback: CallbackStory }
  | { what: 'callFromUs'; call: CallFacts }
  | { what: 'entry'; entry: LogEntry }
  | { what: 'sale'; sale: SaleEntry }
  | { what: 'merge'; merge: MergeEntry }
  | { what: 'split'; split: SplitEntry }
  | { what: 'told'; told: ToldEntry }
);

export interface StoryDay {
  /** `2026-03-29` at the site. */
  day: string;
  events: StoryEvent[];
}

/** The newest first; of a day without a clock, a sale, it is taken for the last. */
const byTime = (a: StoryEvent, b: StoryEvent): number => {
  if (a.time === b.time) return 0;
  if (a.time === '' || b.time === '') return a.time === '' ? -1 : 1;
  return a.time < b.time ? 1 : -1;
};

const eventsOf = (story: LeadStory): StoryEvent[] => [
  ...story.touches.map((touch): StoryEvent => ({ what: 'visit', key: `v${touch.time}`, time: touch.time, touch })),
  ...story.contacts.map((contact): StoryEvent => ({ what: 'contact', key: contact.id, time: contact.time, contact })),
  ...story.callsFromUs.map((call): StoryEvent => ({ what: 'callFromUs', key: call.call, time: call.time, call })),
  ...(story.callback ? [callbackEvent(story.callback)] : []),
  ...story.log.map((entry): StoryEvent => ({ what: 'entry', key: entry.id, time: entry.time, entry })),
  ...story.sales.map((sale): StoryEvent => ({ what: 'sale', key: `s${sale.sale}`, time: '', sale })),
  ...story.merges.map((merge): StoryEvent => ({ what: 'merge', key: merge.merge, time: merge.time, merge })),
  ...story.splits.map((split): StoryEvent => ({ what: 'split', key: `x${split.contact}`, time: split.time, split })),
  ...story.told.map(
    (told): StoryEvent => ({
      what: 'told',
      key: [told.contact, told.event, told.via, told.to, told.time].join(),
      time: told.time,
      told,
    }),
  ),
];

/** It stands where it came to something, or was promised for. */
const callbackEvent = (callback: CallbackStory): StoryEvent => ({
  what: 'callback',
  key: `c${callback.contact}`,
  time: callback.connectedTime ?? callback.handedOverTime ?? callback.orderedTime ?? callback.promisedTime,
  callback,
});

/** @param dayOf the day at the site that a moment is of */
export const storyDays = (story: LeadStory, dayOf: (moment: string) => string): StoryDay[] => {
  const days = new Map<string, StoryEvent[]>();
  for (const event of eventsOf(story)) {
    const day = event.what === 'sale' ? event.sale.day : dayOf(event.time);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return [...days].sort(([a], [b]) => (a < b ? 1 : -1)).map(([day, events]) => ({ day, events: events.sort(byTime) }));
};
