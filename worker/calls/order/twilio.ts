import { ask, jsonOf, notTaken, type OrderCall } from './order.ts';

/**
 * Twilio: `POST /2010-04-01/Accounts/{AccountSid}/Calls.json` rings the salesperson; the TwiML that their answer runs
 * dials the visitor.
 *
 * From its documentation: the fields, basic authentication by AccountSid and auth token, 201 with `sid`, errors with a
 * number in `code`; that an order is not idempotent and a 500 may have rung already (error 20500), and that what is
 * answered with 429 is never processed (error 20429); `Timeout` in seconds; `statusCallback` of `<Number>` and its
 * events, the dialled leg being a call with a `ParentCallSid`. Not tried with a real account.
 *
 * A salesperson's voicemail answers like a salesperson: it should pick up later than `RINGS_FOR`.
 */

/** Seconds. */
const RINGS_FOR = 25;
const EVENTS = ['initiated', 'ringing', 'answered', 'completed'];

/** Numbers are E.164 and the address is our own: neither holds anything that XML would read. */
const twimlOf = ({ from, phone, reportTo }: Parameters<OrderCall>[0]): string => {
  const report = reportTo && ` statusCallback="${reportTo}" statusCallbackEvent="${EVENTS.join(' ')}"`;
  return `<Response><Dial callerId="${from}" answerOnBridge="true"><Number${report}>${phone}</Number></Dial></Response>`;
};

export const orderFromTwilio: OrderCall = async (order, { account, secret }, api) => {
  const { agent, from, reportTo } = order;
  const fields = new URLSearchParams({ To: agent, From: from, Timeout: `${RINGS_FOR}`, Twiml: twimlOf(order) });
  if (reportTo) {
    fields.set('StatusCallback', reportTo);
    for (const event of EVENTS) fields.append('StatusCallbackEvent', event);
  }
  const answer = await ask(`${api}/2010-04-01/Accounts/${account}/Calls.json`, {
    method: 'POST',
    body: fields.toString(),
    headers: {
      authorization: `Basic ${btoa(`${account}:${secret}`)}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
  });
  if (typeof answer === 'string') return { state: 'unknown', error: answer };
  const reply = await jsonOf(answer);
  // Its words may name the number; the code says as much.
  if (!answer.ok) return notTaken(answer, typeof reply?.code === 'number' ? `code ${reply.code}` : '');
  return { state: 'taken', call: typeof reply?.sid === 'string' ? reply.sid : '' };
};
