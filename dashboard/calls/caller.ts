import type { Call } from '../../shared/calls.ts';
import type { Words } from './words/uk.ts';

/** A call whose end nobody reports: after this long it does not ring any more, whatever the telephony says (ms). */
const LONGEST_RING = 30 * 60_000;

export const isMissed = ({ status }: Pick<Call, 'status'>): boolean =>
  status === 'missed' || status === 'busy' || status === 'failed';

/** Whom a call was with: their name, else their number, else why there is none. */
export const callerOf = ({ name, phone }: Pick<Call, 'name' | 'phone'>, words: Words): string => {
  if (phone === 'erased') return words.erased;
  return name || phone || words.hidden;
};

/** What came of a call, in words. */
export const outcomeOf = (call: Pick<Call, 'status' | 'ringingTime'>, words: Words, now: number): string =>
  call.status === 'ringing' && now - Date.parse(call.ringingTime) > LONGEST_RING
    ? words.endUnknown
    : words.status[call.status];

/** The ad of a candidate, as short as it can be told. */
export const adOf = ({ source }: Call['candidates'][number], words: Words): string =>
  source.source === '(not set)'
    ? words.unknownAd
    : [source.source, source.campaign, source.content].filter(Boolean).join(' / ') || source.channel;
