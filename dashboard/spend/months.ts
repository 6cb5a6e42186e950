import { SPEND_KINDS, type SpendKind, type SpendList } from '../../shared/spend.ts';
import type { Kind } from './view.ts';

export type StoredRow = SpendList['rows'][number];

export interface Month {
  month: string;
  cost: number;
  byKind: { kind: SpendKind; cost: number }[];
  /** The dearest first. */
  rows: StoredRow[];
}

/** Sums of money are made in 1/10 000, as it is stored: tenths of a kopeck do not add up in binary. */
const sum = (rows: readonly StoredRow[]): number =>
  rows.reduce((total, { cost }) => total + Math.round(cost * 10_000), 0) / 10_000;

/** What is stored, a month after another, the newest first. */
export const monthsOf = (all: readonly StoredRow[], kind: Kind): Month[] => {
  const rows = all.filter((row) => kind === 'all' || row.kind === kind);
  return [...new Set(rows.map(({ month }) => month))]
    .sort((a, b) => b.localeCompare(a))
    .map((month) => {
      const own = rows.filter((row) => row.month === month).sort((a, b) => b.cost - a.cost);
      return {
        month,
        cost: sum(own),
        byKind: SPEND_KINDS.map((one) => ({ kind: one, cost: sum(own.filter((row) => row.kind === one)) })).filter(
          ({ cost }) => cost > 0,
        ),
        rows: own,
      };
    });
};

/** What a row was paid for: the campaign where it names one, else where the ads were. */
export const nameOf = ({ campaign, campaignId, source, medium, system }: StoredRow): string =>
  campaign || campaignId || [source || system, medium].filter(Boolean).join(' / ');

/** Where it was paid, or whom. */
export const underOf = (row: StoredRow): string =>
  [...new Set([row.source || row.system, row.medium, ...row.agencies])]
    .filter((part) => part !== '' && !nameOf(row).split(' / ').includes(part))
    .join(' · ');
