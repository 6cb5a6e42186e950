import type { VerdictTotals } from '../../shared/verdict.ts';
import { useReading } from '../reading.ts';
import { judgedSentence, type Sums, sentence, verdictOf } from '../sentence.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { pluralOf } from '../words/plurals.ts';
import { JudgedBar } from './JudgedBar.tsx';

interface Props {
  sums: Sums;
  /** Where a target is set and something was spent. */
  judged: VerdictTotals | undefined;
}

/** The page's one sentence, and the same as a bar. */
export const SentenceLine = ({ sums, judged }: Props) => {
  const { words, language } = useReading();
  const { formats } = useSite();
  const verdict = verdictOf(sums);
  const reader = { words, language, formats };
  const said = judged ? judgedSentence(judged, reader) : sentence(verdict, reader);
  return (
    <>
      <h1>{said.map(({ text, filled }) => (filled ? <strong key={text}>{text}</strong> : text))}</h1>
      {judged && <JudgedBar totals={judged} />}
      {!judged && verdict.kind === 'wasted' && (
        <div class="split">
          <div class="split-bar" aria-hidden="true" style={{ '--wasted': `${Math.max(0.5, verdict.share * 100)}%` }} />
          <p class="split-words">
            <span class="split-works">
              {fill(words.withLeads, { amount: formats.money(verdict.spend - verdict.wasted) })}
            </span>
            <span class="split-wasted">
              {fill(words.withoutLeads, {
                amount: formats.money(verdict.wasted),
                ads: `${formats.count(verdict.ads)} ${pluralOf(language, 'ads', verdict.ads)}`,
              })}
            </span>
          </p>
        </div>
      )}
    </>
  );
};
