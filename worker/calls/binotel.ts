import * as v from 'valibot';
import { fieldsOf } from './body.ts';
import type { HookRequest, Provider, ReadCalls } from './call.ts';
import { CallId, eventOf, invalid, Party, Recording, Seconds, Stated, take, UNREADABLE, Word } from './fields.ts';
import { statusOfTalk, statusOfWord } from './status.ts';
import { readTime } from './times.ts';

/**
 * Binotel: `apiCallCompleted` after a call, and the pushes while it lasts. Nothing is signed: the hook's own address is
 * the secret.
 *
 * All fields are from public code of others, several sources agreeing: `callDetails` as a nested form or as JSON, with
 * unix seconds and `pbxNumberData`; `receivedTheCall`, `answeredTheCall` and `hangupTheCall` with their fields beside
 * `requestType`, the last with neither numbers nor direction; up to seven attempts until `{"status":"success"}` is heard.
 */

const NAMES = {
  generalCallID: ['generalcallid', 'callid'],
  callType: ['calltype'],
  externalNumber: ['externalnumber', 'srcnumber'],
  didNumber: ['didnumber', 'did', 'pbxnumber'],
  startTime: ['starttime'],
  waitsec: ['waitsec'],
  billsec: ['billsec'],
  disposition: ['disposition'],
  linkToCallRecordInMyBusiness: ['linktocallrecordinmybusiness'],
} as const;

const Details = v.object({
  generalCallID: CallId,
  callType: Stated,
  externalNumber: Party,
  didNumber: Party,
  startTime: Stated,
  waitsec: Seconds,
  billsec: Seconds,
  disposition: Word,
  linkToCallRecordInMyBusiness: Recording,
});
type Details = v.InferOutput<typeof Details>;

const Nested = v.fallback(v.optional(v.record(v.string(), v.unknown())), undefined);

const directionOf = ({ callType, externalNumber, didNumber }: Details): 'in' | 'out' | undefined => {
  if (String(callType) === '1') return 'out';
  // An end names nobody and says no more than which call it was.
  return callType !== undefined || externalNumber !== '' || didNumber !== '' ? 'in' : undefined;
};

const read = (request: HookRequest, { timeZone }: { timeZone: string }): ReadCalls => {
  const fields = fieldsOf(request);
  if (!fields) return UNREADABLE;
  const requestType = v.parse(Word, fields.named.requestType);
  // Asks who calls, before there is a call.
  if (requestType === 'apiCallSettings') return { state: 'ignored' };

  const stated = v.parse(Nested, fields.named.callDetails) ?? fields.named;
  const number = v.parse(Nested, stated.pbxNumberData)?.number;
  const parsed = v.safeParse(Details, { ...take(stated, NAMES), ...(number ? { didNumber: number } : {}) });
  if (!parsed.success) return invalid(parsed.issues);
  const call = parsed.output;
  const { receivedAt } = request;

  const push = requestType?.toLowerCase();
  const status =
    statusOfWord(call.disposition) ??
    (push === 'receivedthecall' ? 'ringing' : push === 'answeredthecall' ? 'answered' : statusOfTalk(call.billsec));
  const isOver = status !== 'ringing' && (call.disposition !== undefined || call.billsec !== undefined);
  // Pushes state no time, but are told as it happens. So is the end, but a repeated push would put it off.
  const began =
    readTime(call.startTime, { timeZone, receivedAt }) ?? (push === 'receivedthecall' ? receivedAt : undefined);
  const after = (seconds: number | undefined): number | undefined =>
    began === undefined || seconds === undefined ? undefined : Math.min(began + seconds * 1_000, receivedAt);
  const length = call.waitsec === undefined || call.billsec === undefined ? undefined : call.waitsec + call.billsec;
  return {
    state: 'events',
    raw: fields.raw,
    events: [
      eventOf({
        id: call.generalCallID,
        direction: directionOf(call),
        tracking: call.didNumber,
        other: call.externalNumber,
        ringingAt: began,
        answeredAt: push === 'answeredthecall' ? receivedAt : status === 'answered' ? after(call.waitsec) : undefined,
        endedAt: isOver ? after(length) : undefined,
        talkSeconds: isOver ? call.billsec : undefined,
        status,
        recording: call.linkToCallRecordInMyBusiness,
      }),
    ],
  };
};

export const binotel: Provider = {
  verify: async () => true,
  read,
  reply: () => Response.json({ status: 'success' }),
};
