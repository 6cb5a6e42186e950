import * as v from 'valibot';
import { sameText } from '../keys.ts';
import { type Fields, fieldsOf, formFields, type Pair, queryOf, readPairs } from './body.ts';
import type { HookRequest, Provider, ReadCalls } from './call.ts';
import { CallId, eventOf, invalid, Party, Recording, Seconds, Stated, sides, UNREADABLE, Word } from './fields.ts';
import { base64Of, hexOf, hmac, sha256 } from './signature.ts';
import { statusOfWord } from './status.ts';
import { readTime } from './times.ts';

/**
 * Twilio: a number's voice webhook, its status callback and the recording's, all to one address.
 *
 * Tried: the signature, with Twilio's own vector. From its documentation and SDK: how the address is spelled when it is
 * signed, `bodySHA256`, the inbound webhook and its TwiML, call states, the numbers that stand for withheld ones. Seen in
 * bodies published by others: `Timestamp` in RFC 2822, and `CallDuration` in seconds beside `Duration` in begun minutes,
 * which therefore is not read.
 *
 * Put through by the TwiML of `reply`, a call is answered when the desk answers. Where the owner's own TwiML answers
 * first, a menu or a greeting, Twilio reports every such call as completed.
 */

/** In the address that calls are reported to which `order/twilio.ts` has ordered. */
const ORDERED = /[?&]order=/;

const BODY_HASH = /[?&]bodySHA256=([0-9a-fA-F]*)/;

/** By name; a name's values once each, sorted. */
const signedText = (url: string, pairs: readonly Pair[]): string => {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of pairs) {
    const all = values.get(name);
    if (all) all.add(value);
    else values.set(name, new Set([value]));
  }
  const names = [...values.keys()].sort();
  return (
    url + names.flatMap((name) => [...(values.get(name) as Set<string>)].sort().map((value) => name + value)).join('')
  );
};

const normalised = (url: string): string[] => {
  try {
    const { href } = new URL(url);
    // Twilio's side has left quotes as they are where the standard encodes them.
    return [href, href.replaceAll('%27', "'")];
  } catch {
    return [];
  }
};

/** The address as Twilio may have known it: with TLS ended before us or not, with its port or not. */
const addressesOf = (url: string): Set<string> => {
  const addresses = new Set([url]);
  for (const spelling of [url, ...normalised(url)]) {
    const parts = /^https?:\/\/(\[[^\]]*\]|[^:/?#]*)(:\d+)?(.*)$/is.exec(spelling);
    if (!parts) continue;
    const [, host, port = '', rest] = parts;
    for (const [scheme, standard] of [
      ['https', ':443'],
      ['http', ':80'],
    ]) {
      for (const one of ['', port, standard]) addresses.add(`${scheme}://${host}${one}${rest}`);
    }
  }
  return addresses;
};

/** What the signature covers, and nothing else: a body whose hash is in the address, a form, or the query itself. */
const signedFields = (request: HookRequest): Fields | undefined => {
  if (request.method === 'GET') return formFields(queryOf(request.url));
  return BODY_HASH.test(request.url) ? fieldsOf(request) : formFields(request.body);
};

/** A recording's callback names neither side. */
const Callback = v.object({
  CallSid: CallId,
  ParentCallSid: Word,
  From: Party,
  To: Party,
  Direction: Word,
  CallStatus: Word,
  CallbackSource: Word,
  Timestamp: Stated,
  CallDuration: Seconds,
  RecordingUrl: Recording,
  RecordingStatus: Word,
});
type Callback = v.InferOutput<typeof Callback>;

/** A call from a softphone of the company's comes to Twilio as an inbound one. */
const isSoftphone = ({ From }: Callback): boolean => /^client:/i.test(From);

const directionOf = (callback: Callback): 'in' | 'out' | undefined => {
  if (isSoftphone(callback)) return 'out';
  const { Direction = '', From, To } = callback;
  if (/^(outbound|trunking-terminating)/i.test(Direction)) return 'out';
  return Direction || From || To ? 'in' : undefined;
};

const read = (request: HookRequest): ReadCalls => {
  const fields = signedFields(request);
  if (!fields) return UNREADABLE;
  // A text message has another id.
  if (!('CallSid' in fields.named) && ('MessageSid' in fields.named || 'SmsSid' in fields.named))
    return { state: 'ignored' };
  const parsed = v.safeParse(Callback, fields.named);
  if (!parsed.success) return invalid(parsed.issues);
  const callback = parsed.output;
  // The leg to the desk is a part of a call that is reported itself; one that we ordered goes to a visitor.
  if (callback.ParentCallSid && !ORDERED.test(request.url)) return { state: 'ignored' };

  const { receivedAt } = request;
  const statedAt = readTime(callback.Timestamp, { timeZone: 'UTC', receivedAt });
  const at = statedAt ?? receivedAt;
  const status = statusOfWord(callback.CallStatus);
  const isOver = status !== undefined && status !== 'ringing' && callback.CallStatus !== 'in-progress';
  const talk = isOver ? callback.CallDuration : 0;
  const direction = directionOf(callback);
  const hasRecording = callback.RecordingStatus === undefined || callback.RecordingStatus === 'completed';
  return {
    state: 'events',
    raw: fields.raw,
    events: [
      eventOf({
        id: callback.CallSid,
        direction,
        ...(direction === 'out' && isSoftphone(callback)
          ? { tracking: '', other: callback.To }
          : sides(direction ?? 'in', { from: callback.From, to: callback.To })),
        ringingAt: status === 'ringing' ? at : undefined,
        answeredAt: status === 'answered' && talk !== undefined ? at - talk * 1_000 : undefined,
        // A repeated notice comes later, its call ended when it did.
        endedAt: isOver ? statedAt : undefined,
        talkSeconds: isOver ? talk : undefined,
        status,
        recording: hasRecording ? callback.RecordingUrl : undefined,
      }),
    ],
  };
};

const twiml = (verbs: string): Response =>
  new Response(`<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`, {
    headers: { 'content-type': 'text/xml' },
  });

export const twilio: Provider = {
  async verify(request, { secret }) {
    const given = request.headers.get('x-twilio-signature');
    if (secret === '' || !given) return false;
    const hash = BODY_HASH.exec(request.url)?.[1];
    if (hash !== undefined && !sameText(hash.toLowerCase(), hexOf(await sha256(request.body)))) return false;
    const pairs = hash !== undefined || request.method === 'GET' ? [] : readPairs(request.body);
    for (const address of addressesOf(request.url)) {
      if (sameText(base64Of(await hmac('SHA-1', secret, signedText(address, pairs))), given)) return true;
    }
    return false;
  },

  read,

  /** A call that comes in is put through to the line; it counts as answered once the desk has answered. */
  reply(request, line) {
    const parsed = v.safeParse(Callback, signedFields(request)?.named);
    const asks =
      parsed.success &&
      !parsed.output.ParentCallSid &&
      !parsed.output.CallbackSource &&
      parsed.output.CallStatus === 'ringing' &&
      directionOf(parsed.output) === 'in';
    return twiml(asks && line && /^\+\d+$/.test(line) ? `<Dial answerOnBridge="true">${line}</Dial>` : '');
  },
};
