import { Webhook } from 'standardwebhooks';
import type { Language, SiteSettings } from '../../shared/settings.ts';
import { type Notice, telegramText, webhookBody } from './message.ts';

/** One attempt to tell one target. Never throws: what went wrong is in the result, with no personal data in it. */
export type Attempt =
  | { state: 'delivered' }
  | { state: 'failed'; error: string /** Ms to wait at least. */; retryAfter?: number };

const TIMEOUT = 10_000;

const post = async (url: string, body: string, headers: Record<string, string>): Promise<Response | string> => {
  try {
    return await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
      // A redirect could lead a lead's data to somewhere nobody named.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    });
  } catch (error) {
    return error instanceof Error ? error.name : 'no answer';
  }
};

const secondsOf = (text: string | null): number | undefined => {
  const seconds = Number(text);
  return text !== null && Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 86_400) * 1_000 : undefined;
};

export const sendWebhook = async (
  target: SiteSettings['notify']['webhooks'][number],
  notice: Notice,
  { delivery, now }: { delivery: string; now: number },
): Promise<Attempt> => {
  const body = webhookBody(notice);
  const sentAt = new Date(now);
  const answer = await post(target.url, body, {
    'webhook-id': delivery,
    'webhook-timestamp': String(Math.floor(now / 1_000)),
    'webhook-signature': new Webhook(target.secret).sign(delivery, sentAt, body),
  });
  if (typeof answer === 'string') return { state: 'failed', error: answer };
  // A target that breaks off its own answer has answered all the same.
  await answer.body?.cancel().catch(() => undefined);
  if (answer.ok) return { state: 'delivered' };
  const retryAfter = secondsOf(answer.headers.get('retry-after'));
  return { state: 'failed', error: `HTTP ${answer.status}`, ...(retryAfter !== undefined && { retryAfter }) };
};

export const sendTelegram = async (
  target: SiteSettings['notify']['telegram'][number],
  notice: Notice,
  { api, language }: { api: string; language: Language },
): Promise<Attempt> => {
  const answer = await post(
    `${api}/bot${target.token}/sendMessage`,
    JSON.stringify({
      chat_id: target.chat,
      text: telegramText(notice, language),
      link_preview_options: { is_disabled: true },
    }),
    {},
  );
  if (typeof answer === 'string') return { state: 'failed', error: answer };
  const reply = (await answer.json().catch(() => null)) as {
    description?: string;
    parameters?: { retry_after?: number };
  } | null;
  if (answer.ok) return { state: 'delivered' };
  const wait = reply?.parameters?.retry_after;
  return {
    state: 'failed',
    error: `HTTP ${answer.status} ${reply?.description ?? ''}`.trim().slice(0, 200),
    ...(typeof wait === 'number' && { retryAfter: Math.min(wait, 86_400) * 1_000 }),
  };
};
