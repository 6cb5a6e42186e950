import type { ReportAnswer } from '../../shared/report.ts';
import type { Verdict, VerdictAnswer } from '../../shared/verdict.ts';
import type { Formats } from '../format.ts';
import { fill, type Piece, pieces } from '../words/fill.ts';
import type { Words } from './words/uk.ts';

/** Which half: what was spent, told apart by what became of it. */

export interface Part {
  kind: Verdict | 'withLeads' | 'withoutLeads';
  amount: number;
  /** How many ads; null where it is not told. */
  ads: number | null;
}

export type Halves =
  /** Judged by a target; parts add up to the spend, those of nothing are left out. */
  | { kind: 'judged'; spend: number; parts: Part[] }
  /** Without a target there is only what brought no lead. */
  | { kind: 'someWithoutLead'; spend: number; parts: Part[]; share: number }
  | { kind: 'noneWithoutLead' | 'noLeads'; spend: number; parts: Part[] }
  | { kind: 'noSpend'; leads: number; parts: Part[] }
  | { kind: 'nothing'; parts: Part[] };

/** As they stand in the sentence and in the bar. */
const ORDER = ['works', 'wasted', 'unclear'] as const;

/** @param report by ad, with spend, leads and visits */
export const halvesOf = (verdict: VerdictAnswer, report: ReportAnswer): Halves => {
  const { totals } = verdict;
  const leads = report.totals.leads ?? 0;
  if (totals.spend === 0)
    return leads === 0 && (report.totals.visits ?? 0) === 0
      ? { kind: 'nothing', parts: [] }
      : { kind: 'noSpend', leads, parts: [] };
  if ('works' in totals) {
    const parts = ORDER.map((kind): Part => ({ kind, amount: totals[kind], ads: totals.rows[kind] }));
    return { kind: 'judged', spend: totals.spend, parts: parts.filter(({ amount }) => amount > 0) };
  }
  const { spend } = totals;
  if (leads === 0) return { kind: 'noLeads', spend, parts: [] };
  const without = report.withoutLead ?? { spend: 0, ads: 0 };
  if (without.spend === 0) return { kind: 'noneWithoutLead', spend, parts: [] };
  const parts: Part[] = [
    { kind: 'withLeads', amount: spend - without.spend, ads: null },
    { kind: 'withoutLeads', amount: without.spend, ads: without.ads },
  ];
  return { kind: 'someWithoutLead', spend, parts, share: without.spend / spend };
};

const ALL = { works: 'allWorks', wasted: 'allWasted', unclear: 'allUnclear' } as const;

const templateOf = (halves: Halves, { sentence }: Words): string => {
  if (halves.kind !== 'judged') return sentence[halves.kind];
  const kinds = halves.parts.map(({ kind }) => kind as Verdict);
  const [only] = kinds;
  if (kinds.length === 1 && only) return sentence[ALL[only]];
  return fill(sentence.some, { parts: kinds.map((kind) => sentence[kind]).join(', ') });
};

/** @param counted so many leads, in words */
export const sentenceOf = (
  halves: Halves,
  { words, formats, counted }: { words: Words; formats: Formats; counted: (leads: number) => string },
): Piece[] => {
  const amounts = Object.fromEntries(halves.parts.map(({ kind, amount }) => [kind, formats.money(amount)]));
  return pieces(templateOf(halves, words), {
    ...amounts,
    ...('spend' in halves && { spend: formats.money(halves.spend) }),
    ...(halves.kind === 'someWithoutLead' && {
      wasted: amounts.withoutLeads ?? '',
      share: formats.roundShare(halves.share),
    }),
    ...(halves.kind === 'noSpend' && { leads: counted(halves.leads) }),
  });
};
