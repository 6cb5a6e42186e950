import type { AuditTotals, Cause, Evidence } from '../../../../shared/audit.ts';

/** What a sentence may speak of. */
export interface Told {
  /** The ad system's title, or the source. */
  who: string;
  evidence: Evidence;
}

/** What an audit says in one language: of each cause what is probably the matter, and what to change. */
export interface Words {
  why: Record<Cause, (told: Told) => string>;
  change: Record<Cause, (told: Told) => string>;
  /** The totals; `currency` is an ISO 4217 code. */
  meaning: (totals: AuditTotals, currency: string) => string;
}

/** Names as sentences quote them: “a”, “b”. */
export const quoted = (names: readonly string[] | undefined, [open, close]: readonly [string, string]): string =>
  (names ?? []).map((name) => `${open}${name}${close}`).join(', ');

export const daysOf = (days: Evidence['days']): string =>
  (days ?? []).map(({ from, to }) => (from === to ? from : `${from}–${to}`)).join(', ');

/** Means are told to a tenth. */
export const tenth = (mean: number | undefined): number => Math.round((mean ?? 0) * 10) / 10;
