import type { ReportAnswer } from '../shared/report.ts';
import type { Language } from '../shared/settings.ts';
import { VERDICTS, type VerdictTotals } from '../shared/verdict.ts';
import type { Formats } from './format.ts';
import { type Piece, pieces } from './words/fill.ts';
import { pluralOf } from './words/plurals.ts';
import type { Words } from './words/words.ts';

/** What the page says first: which part of the spend works; without a target to judge by, how much brought no lead. */

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

interface Reader {
  words: Words;
  language: Language;
  formats: Formats;
}

export const sentence = (verdict: Verdict, { words, language, formats }: Reader): Piece[] => {
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

/** The same where a target is set. What there is nothing of is not spoken of. */
export const judgedSentence = (totals: VerdictTotals, { words, formats }: Reader): Piece[] => {
  const spend = formats.money(totals.spend);
  const some = VERDICTS.filter((verdict) => totals[verdict] > 0);
  const [only] = some;
  if (only && some.length === 1) {
    const whole = { works: 'allWorks', wasted: 'allWasted', unclear: 'allUnclear' } as const;
    return pieces(words.judged[whole[only]], { spend });
  }
  const clauses = (['works', 'wasted', 'unclear'] as const)
    .filter((verdict) => some.includes(verdict))
    .map((verdict) => pieces(words.judged[verdict], { amount: formats.money(totals[verdict]) }));
  const [before = '', after = ''] = words.judged.some.split('{clauses}');
  return [
    ...pieces(before, { spend }),
    ...clauses.flatMap((clause, index) => (index === 0 ? clause : [{ text: ', ', filled: false }, ...clause])),
    { text: after, filled: false },
  ];
};
