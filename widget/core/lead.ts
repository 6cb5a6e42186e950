import { MAX_FIELDS, MAX_TEXT } from '../../shared/limits.ts';
import type { ContactDraft } from './host.ts';

/**
 * Reads `whichhalf('lead', { name, phone, …, kind?, consent? })`; `{ fields: {…} }` is understood too. What the page's
 * own code calls its fields must not cost a lead: names are made such that the worker takes them.
 */
export const readLead = (lead: unknown, now: number): ContactDraft => {
  const { kind, consent, fields, ...rest } = lead as Record<string, unknown>;
  const text = (value: unknown): string => String(value).slice(0, MAX_TEXT);
  return {
    kind: kind === 'callback' ? kind : 'lead',
    fields: Object.fromEntries(
      Object.entries({ ...rest, ...(fields as object) })
        .filter(([, value]) => value != null && value !== '')
        .slice(0, MAX_FIELDS)
        .map(([name, value]) => [name.replace(/[^\p{L}\p{N}_ .-]/gu, '_').slice(0, 64), text(value)]),
    ),
    ...(consent
      ? { consent: { text: consent === true ? '' : text((consent as { text?: string }).text ?? consent), at: now } }
      : {}),
  };
};
