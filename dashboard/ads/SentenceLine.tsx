import type { Formats } from '../format.ts';
import { useReading } from '../reading.ts';
import { type Sums, sentence, verdictOf } from '../sentence.ts';
import { fill } from '../words/fill.ts';
import { pluralOf } from '../words/plurals.ts';

/** The page's one sentence, and the same as a bar. */
export const SentenceLine = ({ sums, formats }: { sums: Sums; formats: Formats }) => {
  const { words, language } = useReading();
  const verdict = verdictOf(sums);
  return (
    <section class="verdict">
      <h1>
        {sentence(verdict, { words, language, formats }).map(({ text, filled }) =>
          filled ? <strong key={text}>{text}</strong> : text,
        )}
      </h1>
      {verdict.kind === 'wasted' && (
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
    </section>
  );
};
