import type { SiteSettings } from '../../shared/settings.ts';
import type { FieldError } from './intake.ts';

/** Secrets go in and never come out: a reader sees that they are set, and may hand that back to leave them as they are. */
export const HIDDEN = '(set)';

type Notify = SiteSettings['notify'];

export const hideSecrets = ({ notify, ...settings }: SiteSettings): SiteSettings => ({
  ...settings,
  notify: {
    webhooks: notify.webhooks.map(({ url }) => ({ url, secret: HIDDEN })),
    telegram: notify.telegram.map(({ chat }) => ({ chat, token: HIDDEN })),
  },
});

/** Where a hidden secret is stated, the one that is stored for the same address or chat. */
export const withStoredSecrets = (stored: Notify, stated: Notify): { notify: Notify; errors: FieldError[] } => {
  const errors: FieldError[] = [];
  const kept = (secret: string, known: string | undefined, field: string): string => {
    if (secret !== HIDDEN) return secret;
    if (known === undefined)
      errors.push({ field, detail: `none is stored for this target, so ${HIDDEN} cannot stand for it` });
    return known ?? '';
  };
  const notify = {
    webhooks: stated.webhooks.map(({ url, secret }, index) => ({
      url,
      secret: kept(secret, stored.webhooks.find((one) => one.url === url)?.secret, `notify.webhooks.${index}.secret`),
    })),
    telegram: stated.telegram.map(({ chat, token }, index) => ({
      chat,
      token: kept(token, stored.telegram.find((one) => one.chat === chat)?.token, `notify.telegram.${index}.token`),
    })),
  };
  return { notify, errors };
};
