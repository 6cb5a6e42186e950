import type { ReportAnswer } from '../shared/report.ts';
import type { Language } from '../shared/settings.ts';
import type { Formats } from './format.ts';
import { type Piece, pieces } from './words/fill.ts';
import { pluralOf } from './words/plurals.ts';
import type { Words } from './words/words.ts';

/** What the page says first: how much of the spend brought no lead. */

export type Sums = Pick<ReportAnswer, 'totals' | 'withoutLead'>;

export type Verdict =
  | { kind: 'nothing' }
  | { kind: 'noSpend'; visits: number; leads: number }
  | { kind: 'noVisits' | 'noLeads' | 'nothingWasted'; spend: number }
  | { kind: 'wasted'; spend: number; wasted: number; share: number; ads: number };

export const verdictOf = ({ totals, withoutLead }: Sums): Verdict => {
  const spend = totals.spend ?? 0;
  const visits = totals.visits ?? 0;
  const leads = totals.leads ?? 0;
  if (spend === 0) return visits === 0 && leads === 0 ? { kind: 'nothing' } : { kind: 'noSpend', visits, leads };
  if (leads === 0) return { kind: visits === 0 ? 'noVisits' : 'noLeads', spend };
  const wasted = withoutLead?.spend ?? 0;
  if (wasted === 0) return { kind: 'nothingWasted', spend };
  return { kind: 'wasted', spend, wasted, share: wasted / spend, ads: withoutLead?.ads ?? 0 };
};

export const sentence = (
  verdict: Verdict,
  { words, language, formats }: { words: Words; language: Language; formats: Formats },
): Piece[] => {
  const counted = (thing: 'visits' | 'leads', count: number): string =>
    `${formats.count(count)}\u00A0${pluralOf(language, thing, count)}`;
  const template = words.sentence[verdict.kind];
  switch (verdict.kind) {
    case 'nothing':
      return pieces(template, {});
    case 'noSpend':
      return pieces(template, { visits: counted('visits', verdict.visits), leads: counted('leads', verdict.leads) });
    case 'noVisits':
    case 'noLeads':
    case 'nothingWasted':
      return pieces(template, { spend: formats.money(verdict.spend) });
    case 'wasted':
      return pieces(template, {
        spend: formats.money(verdict.spend),
        wasted: formats.money(verdict.wasted),
        share: formats.roundShare(verdict.share),
      });
  }
};
