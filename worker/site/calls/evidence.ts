import { resolveTouch } from '../../source/resolve.ts';
import type { PersonContext } from '../person.ts';
import { type Candidate, CLOCK_SLACK, candidatesOf, type Hold, TAP_REACH, type TapSeen } from './matching.ts';

/** What the tables tell of a call: who held its number, who tapped its link, what source its number stands for. */

/** Holders before these are not looked at: so many share no number, or it has been through other hands since. */
const MOST_HOLDS = 50;

/** @param named visitors of whom the caller's phone or e-mail is known from their own contacts */
export const callersOf = (
  sql: SqlStorage,
  { at, number, named }: { at: number; number: string; named: ReadonlySet<string> },
): Candidate[] => {
  if (number === '') return candidatesOf(at, { holds: [], taps: [], known: named });
  const holds = sql
    .exec<{ visitor: string; started_at: number; until: number }>(
      'SELECT visitor, started_at, until FROM leases WHERE number = ? AND started_at <= ? ORDER BY started_at DESC LIMIT ?',
      number,
      at + CLOCK_SLACK,
      MOST_HOLDS,
    )
    .toArray()
    .map(({ visitor, started_at, until }): Hold => ({ visitor, startedAt: started_at, until }));
  const taps = sql
    .exec<{ visitor: string; visit: string; time: number }>(
      'SELECT visitor, visit, time FROM taps WHERE number = ? AND time BETWEEN ? AND ?',
      number,
      at - TAP_REACH,
      at + CLOCK_SLACK,
    )
    .toArray() satisfies TapSeen[];
  return candidatesOf(at, { holds, taps, known: named });
};

/** The ad that a static number stands for; null where the number stands for none. */
export const numberAd = ({ sql, ads, settings }: PersonContext, number: string): number | null => {
  const [row] = sql
    .exec<Record<'source' | 'medium' | 'campaign' | 'content' | 'term', string>>(
      `SELECT source, medium, campaign, content, term FROM numbers WHERE number = ? AND pool = ''`,
      number,
    )
    .toArray();
  if (!row || Object.values(row).every((value) => value === '')) return null;
  const query = new URLSearchParams(
    Object.entries(row)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [`utm_${name}`, value]),
  );
  return ads.idOf(resolveTouch({ url: `https://number.invalid/?${query}`, referrer: '' }, settings));
};
