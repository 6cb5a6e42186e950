import { Webhook } from 'standardwebhooks';
import * as v from 'valibot';
import type { CallStatus } from '../../shared/calls.ts';
import { CLOCK_TOLERANCE } from '../../shared/limits.ts';
import { sameText } from '../keys.ts';
import { jsonFields } from './body.ts';
import type { HookRequest, Provider, ReadCalls } from './call.ts';
import { CallId, eventOf, invalid, Party, Recording, Seconds, Stated, sides, take, Word } from './fields.ts';
import { statusOfSipCode, statusOfTalk, statusOfWord } from './status.ts';
import { readTime } from './times.ts';

/**
 * Any PBX: a JSON object signed by the Standard Webhooks convention (https://www.standardwebhooks.com), secret `whsec_…`.
 * A call may be told by one body or by several, each with `call_id` and what is known by then.
 *
 * | field | |
 * |---|---|
 * | `call_id` | needed |
 * | `from`, `to` | the caller's and the called number; `anonymous` or '' for a withheld one |
 * | `direction` | `in` (default) or `out` |
 * | `ring_ts` or `ts`, `answer_ts`, `end_ts` | unix seconds or milliseconds, or ISO 8601; without a zone, the setting's |
 * | `billsec` | seconds talked |
 * | `status` | `ringing`, `answered`, `missed`, `busy`, `failed` |
 * | `sip_code` | SIP's final answer: says it where `status` does not, and how exactly a call was missed |
 * | `recording_url` | http or https |
 * | `event` | `call.ringing` and `call.answered` are a `status`; others are not looked at |
 *
 * Numbers may be texts, and texts whole numbers; `callId`, `ringTs` and so on are the same. Kamailio's CDR by acc_json is taken as it is, with
 * `cdr_start_on_confirmed` and the fields above as `cdr_extra`: its `start_time` is the answer, its `duration` the talk.
 * Tried with Kamailio 5.6: its bodies are in the test.
 */

const NAMES = {
  call_id: ['callid'],
  from: ['from'],
  to: ['to'],
  direction: ['direction'],
  ring_ts: ['ringts', 'ts'],
  answer_ts: ['answerts'],
  end_ts: ['endts'],
  billsec: ['billsec'],
  status: ['status'],
  sip_code: ['sipcode'],
  recording_url: ['recordingurl'],
  event: ['event'],
  start_time: ['starttime'],
  end_time: ['endtime'],
  duration: ['duration'],
} as const;

const Call = v.object({
  call_id: CallId,
  from: Party,
  to: Party,
  direction: Word,
  ring_ts: Stated,
  answer_ts: Stated,
  end_ts: Stated,
  billsec: Seconds,
  status: Word,
  sip_code: Stated,
  recording_url: Recording,
  event: Word,
  start_time: Stated,
  end_time: Stated,
  duration: Seconds,
});
type Call = v.InferOutput<typeof Call>;

/** Both tellings of one call, with and without a status, come to the same: SIP's refusal is the most exact. */
const statusOf = (call: Call, talk: number | undefined): CallStatus | undefined => {
  const word = statusOfWord(call.status ?? call.event?.split('.').at(-1));
  const byCode = statusOfSipCode(call.sip_code);
  return word === 'answered' || byCode === undefined || byCode === 'answered'
    ? (word ?? byCode ?? statusOfTalk(talk))
    : byCode;
};

const read = (request: HookRequest, { timeZone }: { timeZone: string }): ReadCalls => {
  const fields = jsonFields(request.body);
  if (!fields) return { state: 'invalid', errors: [{ field: '', detail: 'is not a JSON object' }] };
  const parsed = v.safeParse(Call, take(fields.named, NAMES));
  if (!parsed.success) return invalid(parsed.issues);
  const call = parsed.output;
  const { receivedAt } = request;
  const time = (stated: string | number | undefined) => readTime(stated, { timeZone, receivedAt });

  const isCdr = call.start_time !== undefined;
  const talk = call.billsec ?? (isCdr ? call.duration : undefined);
  // Of a call that nobody answered a CDR states one moment for all.
  const wasTalked = isCdr && (talk ?? 0) > 0;
  const direction = /^out/i.test(call.direction ?? '') ? 'out' : 'in';
  return {
    state: 'events',
    raw: fields.raw,
    events: [
      eventOf({
        id: call.call_id,
        direction,
        ...sides(direction, { from: call.from, to: call.to }),
        ringingAt: time(call.ring_ts),
        answeredAt: time(call.answer_ts) ?? (wasTalked ? time(call.start_time) : undefined),
        endedAt: time(call.end_ts) ?? (wasTalked ? time(call.end_time) : undefined),
        talkSeconds: talk,
        status: statusOf(call, talk),
        recording: call.recording_url,
      }),
    ],
  };
};

/** Undefined for a secret that is not base64, or empty. */
const webhookOf = (secret: string): Webhook | undefined => {
  try {
    return new Webhook(secret);
  } catch {
    return undefined;
  }
};

export const generic: Provider = {
  async verify({ headers, body, receivedAt }, { secret }) {
    const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
      headers.get(name),
    );
    if (!id || !signatures || !timestamp || !/^\d{1,12}$/.test(timestamp)) return false;
    const sentAt = Number(timestamp) * 1_000;
    if (Math.abs(receivedAt - sentAt) > CLOCK_TOLERANCE) return false;
    const expected = webhookOf(secret)?.sign(id, new Date(sentAt), body);
    return expected !== undefined && signatures.split(' ').some((one) => sameText(one, expected));
  },

  read,
};
