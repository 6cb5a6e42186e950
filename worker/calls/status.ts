import type { CallStatus } from '../../shared/calls.ts';

/** What providers' words for a call's state mean, with nothing but their letters, in lower case. */
const WORDS = new Map<string, CallStatus>(
  (
    [
      ['ringing', ['ringing', 'queued', 'initiated', 'calling', 'start', 'started']],
      ['answered', ['answered', 'answer', 'inprogress', 'online', 'transfer', 'completed', 'proper']],
      ['busy', ['busy']],
      // Voicemail has heard the caller, nobody else has. "Cancelled" is a caller who gave up.
      [
        'missed',
        [
          ...['missed', 'noanswer', 'cancel', 'canceled', 'cancelled', 'decline', 'declined'],
          ...['vm', 'vmsuccess', 'voicemail', 'noforward', 'noextension', 'wrongextension', 'clientnoanswer'],
        ],
      ],
      [
        'failed',
        [
          ...['failed', 'congestion', 'chanunavail', 'failedforbiddendestination'],
          ...['nomoney', 'nomoneynolimit', 'unallocatednumber', 'nolimit', 'nodaylimit', 'linelimit'],
        ],
      ],
    ] satisfies [CallStatus, string[]][]
  ).flatMap(([status, words]) => words.map((word): [string, CallStatus] => [word, status])),
);

/** Undefined for a word that nobody knows. */
export const statusOfWord = (word: string | undefined): CallStatus | undefined =>
  word === undefined ? undefined : WORDS.get(word.toLowerCase().replace(/[^a-z]/g, ''));

/** How a call ended, by how long was talked; undefined while that is not known. */
export const statusOfTalk = (seconds: number | undefined): CallStatus | undefined =>
  seconds === undefined ? undefined : seconds > 0 ? 'answered' : 'missed';

/** How a call ended, by the final answer of SIP (RFC 3261, section 21); undefined for one that is not final. */
export const statusOfSipCode = (stated: string | number | undefined): CallStatus | undefined => {
  const code = /^[2-6]\d\d$/.test(String(stated)) ? Number(stated) : undefined;
  if (code === undefined) return undefined;
  if (code < 300) return 'answered';
  if (code === 486 || code === 600) return 'busy';
  // No answer in time, not there now, given up, declined.
  return [408, 480, 487, 603].includes(code) ? 'missed' : 'failed';
};
