import type { ConnectProvider } from '../../../shared/numbers.ts';
import type { OrderCall } from './order.ts';
import { orderFromTwilio } from './twilio.ts';
import { orderFromWebhook } from './webhook.ts';
import { orderFromZadarma } from './zadarma.ts';

/** Who can be asked for a call. Another one is its file, its tests, its name in `shared/numbers.ts` and a line here. */
export const orderers: Record<ConnectProvider, OrderCall> = {
  twilio: orderFromTwilio,
  zadarma: orderFromZadarma,
  webhook: orderFromWebhook,
};
