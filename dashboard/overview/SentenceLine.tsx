import { createElement } from 'preact';
import type { ReportAnswer } from '../../shared/report.ts';
import type { VerdictAnswer } from '../../shared/verdict.ts';
import { useReading } from '../reading.ts';
import { judgedSentence, sentence, verdictOf } from '../sentence.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { judgedOf, type Part, partsOf } from './halves.ts';
import { useCounted, useOwn } from './own.ts';
import { TargetLine } from './TargetLine.tsx';

interface Props {
  verdict: VerdictAnswer;
  /** By ad, with spend, leads and visits. */
  report: ReportAnswer;
  /** The target was changed. */
  onTarget: () => void;
  onLonger: () => void;
}

/** The page's one sentence, the same as a bar, and what it is judged by. */
export const SentenceLine = ({ verdict, report, onTarget, onLonger }: Props) => {
  const { words, language } = useReading();
  const { formats } = useSite();
  const reader = { words, language, formats };
  const judged = judgedOf(verdict);
  const pieces = judged ? judgedSentence(judged, reader) : sentence(verdictOf(report), reader);
  const parts = partsOf(verdict, report);
  return (
    <section class="halves">
      {createElement('h1', null, ...pieces.map(({ text, filled }) => (filled ? <strong>{text}</strong> : text)))}
      {parts.length > 0 && <Bar parts={parts} spend={verdict.totals.spend} />}
      {verdict.totals.spend > 0 && <TargetLine verdict={verdict} onChange={onTarget} onLonger={onLonger} />}
    </section>
  );
};

const Bar = ({ parts, spend }: { parts: readonly Part[]; spend: number }) => {
  const { formats } = useSite();
  const words = useOwn();
  const counted = useCounted();
  return (
    <>
      <div class="halves-bar" aria-hidden="true">
        {parts.map(({ kind, amount }) => (
          <span key={kind} class={kind} style={{ 'flex-grow': amount / spend }} />
        ))}
      </div>
      <ul class="halves-parts">
        {parts.map(({ kind, amount, ads }) => (
          <li key={kind} class={kind}>
            {fill(words.parts[kind], {
              amount: formats.money(amount),
              ...(ads !== null && { ads: counted('ads', ads) }),
            })}
          </li>
        ))}
      </ul>
    </>
  );
};
