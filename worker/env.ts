import type { Account } from './account/account.ts';
import type { Site } from './site/site.ts';

/** Bindings, as `wrangler.toml` names them. */
export interface Env {
  SITE: DurableObjectNamespace<Site>;
  ACCOUNT: DurableObjectNamespace<Account>;
  /** Signs site keys. Changing it voids every key that was handed out. */
  SECRET: string;
  /** Opens `POST /v1/accounts`. */
  OPERATOR_TOKEN: string;
  /** Comma-separated addresses of proxies whose `x-forwarded-for` is believed; `cloudflare` believes `cf-connecting-ip`. */
  TRUSTED_PROXIES?: string;
  /** Where Telegram's Bot API is, if not at `https://api.telegram.org`. */
  TELEGRAM_API?: string;
  /** Where Cloudflare's Turnstile answers, if not at `https://challenges.cloudflare.com`. */
  TURNSTILE_API?: string;
  /** Where Twilio takes orders for calls, if not at `https://api.twilio.com`. */
  TWILIO_API?: string;
  /** Where Zadarma does, if not at `https://api.zadarma.com`. */
  ZADARMA_API?: string;
}
