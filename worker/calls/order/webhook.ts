import { Webhook } from 'standardwebhooks';
import { ask, notTaken, type OrderCall } from './order.ts';

/**
 * Any PBX: `callback.requested`, signed by the Standard Webhooks convention. `webhook-id` is the same for the same order,
 * so that a receiver who has it already need not ring again; hence, as of no other provider, whatever failed is sent again.
 *
 * `{"type": "callback.requested", "timestamp": …, "data": {"contact", "phone", "agent", "from"}}`; `from` is '' where no
 * number to be shown is set. Any 2xx takes the order.
 */
export const orderFromWebhook: OrderCall = async ({ contact, agent, phone, from, now }, { account, secret }) => {
  const id = `${contact}-callback`;
  const sentAt = new Date(now);
  const body = JSON.stringify({
    type: 'callback.requested',
    timestamp: sentAt.toISOString(),
    data: { contact, phone, agent, from },
  });
  const answer = await ask(account, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now / 1_000)),
      'webhook-signature': new Webhook(secret).sign(id, sentAt, body),
    },
  });
  if (typeof answer === 'string') return { state: 'again', error: answer };
  // A target that breaks off its own answer has answered all the same.
  await answer.body?.cancel().catch(() => undefined);
  if (answer.ok) return { state: 'taken', call: '' };
  const result = notTaken(answer);
  return result.state === 'unknown' ? { ...result, state: 'again' } : result;
};
