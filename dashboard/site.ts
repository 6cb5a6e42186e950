import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Session } from '../shared/people.ts';
import type { Client, SiteDetails } from './api.ts';
import type { Formats } from './format.ts';
import type { Live } from './live.ts';
import type { Place } from './place.ts';
import type { Go } from './usePlace.ts';

/** The site that is looked at, and who looks: for every component of a page. */
export interface SiteContext {
  site: string;
  details: SiteDetails;
  /** Asks for the site's settings anew, after they were changed. */
  reload: () => void;
  session: Session;
  /** The API's own typed client; `settle` in `api.ts` makes results of its answers. */
  client: Client;
  formats: Formats;
  /** The day at the site, `2026-03-29`. */
  today: string;
  /** Ms since 1970. */
  now: () => number;
  live: Live;
  place: Place;
  go: Go;
  /** The session is over. */
  onEnded: () => void;
}

export const SiteOf = createContext<SiteContext | null>(null);

export const useSite = (): SiteContext => {
  const site = useContext(SiteOf);
  if (!site) throw new Error('A component stands outside SiteOf');
  return site;
};
