import type { SiteSettings } from '../../shared/settings.ts';
import type { FieldError } from './intake.ts';

/** Secrets go in and never come out: a reader sees that they are set, and may hand that back to leave them as they are. */
export const HIDDEN = '(set)';

/** By the Standard Webhooks convention. */
export const WEBHOOK_SECRET = /^whsec_(?:[A-Za-z0-9+/]{4}){4,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

type Secretive = Pick<SiteSettings, 'notify' | 'calls' | 'spam'>;

export const hideSecrets = ({ notify, calls, spam, ...settings }: SiteSettings): SiteSettings => ({
  ...settings,
  notify: {
    webhooks: notify.webhooks.map((one) => ({ ...one, secret: HIDDEN })),
    telegram: notify.telegram.map((one) => ({ ...one, token: HIDDEN })),
  },
  // A provider that signs nothing has no secret to hide.
  calls: {
    ...calls,
    providers: calls.providers.map((one) => ({ ...one, secret: one.secret && HIDDEN })),
    ...(calls.connect && { connect: { ...calls.connect, secret: calls.connect.secret && HIDDEN } }),
  },
  spam: { ...spam, ...(spam.turnstile && { turnstile: { ...spam.turnstile, secret: HIDDEN } }) },
});

/** Where a hidden secret is stated, the one that is stored for the same address, chat or provider. */
export const withStoredSecrets = (
  stored: Secretive,
  { notify, calls, spam }: Secretive,
): Secretive & { errors: FieldError[] } => {
  const errors: FieldError[] = [];
  const kept = (secret: string, known: string | undefined, field: string): string => {
    if (secret !== HIDDEN) return secret;
    if (!known) errors.push({ field, detail: `none is stored for this target, so ${HIDDEN} cannot stand for it` });
    return known ?? '';
  };
  const { webhooks, telegram } = stored.notify;
  const { connect } = calls;
  const former = stored.calls.connect;
  const sameAccount = former && former.provider === connect?.provider && former.account === connect.account;
  return {
    notify: {
      webhooks: notify.webhooks.map((target, index) => ({
        ...target,
        secret: kept(
          target.secret,
          webhooks.find(({ url }) => url === target.url)?.secret,
          `notify.webhooks.${index}.secret`,
        ),
      })),
      telegram: notify.telegram.map((target, index) => ({
        ...target,
        token: kept(
          target.token,
          telegram.find(({ chat }) => chat === target.chat)?.token,
          `notify.telegram.${index}.token`,
        ),
      })),
    },
    calls: {
      ...calls,
      providers: calls.providers.map((one, index) => ({
        ...one,
        secret: kept(
          one.secret,
          stored.calls.providers.find(({ provider }) => provider === one.provider)?.secret,
          `calls.providers.${index}.secret`,
        ),
      })),
      ...(connect && {
        connect: {
          ...connect,
          secret: kept(connect.secret, sameAccount ? former.secret : undefined, 'calls.connect.secret'),
        },
      }),
    },
    spam: {
      ...spam,
      ...(spam.turnstile && {
        turnstile: {
          ...spam.turnstile,
          secret: kept(spam.turnstile.secret, stored.spam.turnstile?.secret, 'spam.turnstile.secret'),
        },
      }),
    },
    errors,
  };
};
