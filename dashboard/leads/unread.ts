import type { Lead } from '../../shared/leadStory.ts';

/**
 * Which leads this browser has not opened yet. What was there before its first look counts as seen, and so does what
 * somebody has moved on already. Kept by ids alone, which say nothing of anybody.
 */

const MOST_KEPT = 500;

interface Kept {
  /** Of the first look, ms since 1970. */
  since: number;
  /** Ids of contacts, the newest of each opened lead: a lead that writes again is unread again. */
  opened: string[];
}

const keyOf = (site: string): string => `whichhalf.opened.${site}`;

/** Storage may be refused, or hold what is not ours: then nothing was opened yet. */
const read = (site: string, now: number): Kept => {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(site)) ?? 'null') as Kept | null;
    if (kept && typeof kept.since === 'number' && Array.isArray(kept.opened)) return kept;
  } catch {
    // As above.
  }
  return { since: now, opened: [] };
};

const keep = (site: string, kept: Kept): void => {
  try {
    localStorage.setItem(keyOf(site), JSON.stringify(kept));
  } catch {
    // It lasts as long as the page.
  }
};

export interface Unread {
  isUnread(lead: Lead): boolean;
  open(lead: Pick<Lead, 'contacts'>): void;
}

const newestOf = ({ contacts }: Pick<Lead, 'contacts'>): string => contacts.at(-1)?.id ?? '';

export const openUnread = (site: string, now: number): Unread => {
  let kept = read(site, now);
  keep(site, kept);
  return {
    isUnread(lead) {
      const newest = lead.contacts.at(-1);
      return (
        newest !== undefined &&
        lead.stage === 'new' &&
        Date.parse(newest.time) > kept.since &&
        !kept.opened.includes(newest.id)
      );
    },
    open(lead) {
      const newest = newestOf(lead);
      if (kept.opened.includes(newest)) return;
      kept = { ...kept, opened: [...kept.opened, newest].slice(-MOST_KEPT) };
      keep(site, kept);
    },
  };
};
