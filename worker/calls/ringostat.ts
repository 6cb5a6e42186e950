import * as v from 'valibot';
import { fieldsOf } from './body.ts';
import type { HookRequest, Provider, ReadCalls } from './call.ts';
import {
  CallId,
  eventOf,
  invalid,
  Party,
  Recording,
  Seconds,
  Stated,
  sides,
  take,
  UNREADABLE,
  Word,
} from './fields.ts';
import { statusOfTalk, statusOfWord } from './status.ts';
import { readTime } from './times.ts';

/**
 * Ringostat: webhooks whose method, form and field names its customer sets up. Ringostat's own names are understood, and
 * those that come to mind. Nothing is signed: the hook's own address is the secret.
 *
 * From its documentation: that names are free and only HTTP 200 counts as heard. From public code of others: the fields
 * of its call log, `caller` and `dst` being the client's number and the tracked line of a call in, call types and
 * dispositions. `REPEATED` is a second call of the same person, answered or not: that is told by how long was talked.
 */

const NAMES = {
  uniqueid: ['uniqueid', 'callid', 'id'],
  caller: ['callernumber', 'caller', 'callerid', 'callerphone', 'clientnumber', 'from', 'src'],
  dst: ['dst', 'destination', 'dstnumber', 'callednumber', 'receiverphone', 'to'],
  call_type: ['calltype', 'direction', 'type'],
  calldate: ['calldate', 'date', 'starttime', 'startedat'],
  disposition: ['disposition', 'status', 'callstatus'],
  duration: ['duration'],
  billsec: ['billsec', 'talktime'],
  waittime: ['waittime', 'waitsec'],
  recording: ['recording', 'recordingurl', 'record'],
  recording_wav: ['recordingwav'],
} as const;

const Call = v.object({
  uniqueid: CallId,
  caller: Party,
  dst: Party,
  call_type: Word,
  calldate: Stated,
  disposition: Word,
  duration: Seconds,
  billsec: Seconds,
  waittime: Seconds,
  recording: Recording,
  recording_wav: Recording,
});

/** A callback from the site is a call of the company's. */
const OUT = /^(out|transitout|outgoing|outbound|callback)$/i;

const read = (request: HookRequest, { timeZone }: { timeZone: string }): ReadCalls => {
  const fields = fieldsOf(request);
  if (!fields) return UNREADABLE;
  const parsed = v.safeParse(Call, take(fields.named, NAMES));
  if (!parsed.success) return invalid(parsed.issues);
  const call = parsed.output;
  if (call.call_type?.toLowerCase() === 'internal') return { state: 'ignored' };
  const { receivedAt } = request;

  const direction = OUT.test(call.call_type ?? '') ? 'out' : 'in';
  const status = statusOfWord(call.disposition) ?? statusOfTalk(call.billsec);
  const began = readTime(call.calldate, { timeZone, receivedAt });
  const after = (seconds: number | undefined): number | undefined =>
    began === undefined || seconds === undefined ? undefined : Math.min(began + seconds * 1_000, receivedAt);
  const { billsec, duration, waittime } = call;
  return {
    state: 'events',
    raw: fields.raw,
    events: [
      eventOf({
        id: call.uniqueid,
        direction,
        ...sides(direction, { from: call.caller, to: call.dst }),
        ringingAt: began,
        answeredAt: status === 'answered' ? after(waittime) : undefined,
        endedAt: after(duration ?? (waittime === undefined || billsec === undefined ? undefined : waittime + billsec)),
        talkSeconds: billsec,
        status,
        recording: call.recording ?? call.recording_wav,
      }),
    ],
  };
};

export const ringostat: Provider = { verify: async () => true, read };
