import * as v from 'valibot';
import { sameText } from '../keys.ts';
import { fieldsOf, formFields, queryOf } from './body.ts';
import type { HookRequest, Provider, ReadCalls } from './call.ts';
import { CallId, eventOf, invalid, Party, Seconds, Stated, sides, UNREADABLE, Word } from './fields.ts';
import { hexOf, hmac } from './signature.ts';
import { statusOfTalk, statusOfWord } from './status.ts';
import { readTime } from './times.ts';

/**
 * Zadarma: notifications of its PBX.
 *
 * From its own PHP library: the events, their fields, what each signs, the base64 around the hex text, the dispositions,
 * and that no signature is sent by an account without API keys. From public code alone: `zd_echo`, `in_` and `out_`
 * before the PBX's call ids, `caller_id` of an outbound call being the company's number.
 *
 * The signature covers two or three fields and no separator between them: who knows one genuine request can change its
 * duration or outcome. The hook's own address is a secret too.
 */

const CALL = ['caller_id', 'called_did', 'call_start'];
const OUT = ['internal', 'destination', 'call_start'];
const SIGNED = new Map<string, readonly string[]>([
  ['NOTIFY_START', CALL],
  ['NOTIFY_INTERNAL', CALL],
  ['NOTIFY_IVR', CALL],
  ['NOTIFY_END', CALL],
  ['NOTIFY_ANSWER', ['caller_id', 'destination', 'call_start']],
  ['NOTIFY_OUT_START', OUT],
  ['NOTIFY_OUT_END', OUT],
  ['NOTIFY_RECORD', ['pbx_call_id', 'call_id_with_rec']],
  ['SPEECH_RECOGNITION', ['result']],
  ['SMS', ['result']],
]);

const Text = v.fallback(v.string(), '');

const Notice = v.object({
  pbx_call_id: CallId,
  caller_id: Party,
  called_did: Party,
  destination: Party,
  call_start: Stated,
  duration: Seconds,
  disposition: Word,
});
type Notice = v.InferOutput<typeof Notice>;

/** Events that tell something of a call. A recording's has only an id, for which its API would have to be asked. */
const isOfCall = (event: string): boolean => event.startsWith('NOTIFY_') && event !== 'NOTIFY_RECORD';

const directionOf = (event: string, notice: Notice): 'in' | 'out' =>
  event.startsWith('NOTIFY_OUT') || notice.pbx_call_id.startsWith('out_') ? 'out' : 'in';

const read = (request: HookRequest, { timeZone }: { timeZone: string }): ReadCalls => {
  const fields = fieldsOf(request);
  if (!fields) return UNREADABLE;
  const event = v.parse(Text, fields.named.event);
  if (!isOfCall(event)) return { state: 'ignored' };
  const parsed = v.safeParse(Notice, fields.named);
  if (!parsed.success) return invalid(parsed.issues);
  const notice = parsed.output;
  const { receivedAt } = request;

  const direction = directionOf(event, notice);
  const to = direction === 'in' ? notice.called_did : notice.destination;
  // What rings inside, once somebody has answered, is no number of the company's: an answer tells no tracking number.
  const from = event === 'NOTIFY_ANSWER' && direction === 'out' ? '' : notice.caller_id;
  const isEnd = event === 'NOTIFY_END' || event === 'NOTIFY_OUT_END';
  const status = isEnd
    ? (statusOfWord(notice.disposition) ?? statusOfTalk(notice.duration))
    : event === 'NOTIFY_ANSWER'
      ? 'answered'
      : 'ringing';
  return {
    state: 'events',
    raw: fields.raw,
    events: [
      eventOf({
        id: notice.pbx_call_id,
        direction,
        ...sides(direction, { from, to }),
        ringingAt: readTime(notice.call_start, { timeZone, receivedAt }),
        // Not stated, but told as it happens. So is the end, but a repeated notice would put it off.
        answeredAt: event === 'NOTIFY_ANSWER' ? receivedAt : undefined,
        talkSeconds: isEnd ? notice.duration : undefined,
        status,
      }),
    ],
  };
};

export const zadarma: Provider = {
  async verify(request, { secret }) {
    const given = request.headers.get('signature');
    const named = fieldsOf(request)?.named;
    if (secret === '' || !given || !named) return false;
    const signed = SIGNED.get(v.parse(Text, named.event));
    if (!signed) return false;
    const text = signed.map((field) => v.parse(Text, named[field])).join('');
    // An event without all it signs would be signed by nothing.
    return text !== '' && sameText(btoa(hexOf(await hmac('SHA-1', secret, text))), given);
  },

  read,

  /** Checks of the address want their word back. */
  greet({ method, url }) {
    if (method !== 'GET') return undefined;
    const word = formFields(queryOf(url)).named.zd_echo;
    if (typeof word !== 'string' || word.length > 200) return undefined;
    return new Response(word, { headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' } });
  },
};
