import { createElement } from 'preact';
import { useState } from 'preact/hooks';
import { may } from '../../shared/people.ts';
import type { VerdictAnswer } from '../../shared/verdict.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { type Halves, type Part, sentenceOf } from './halves.ts';
import { useCounted, useOwn } from './own.ts';
import { TargetDialog } from './TargetDialog.tsx';
import { countDays } from './view.ts';

interface Props {
  halves: Halves;
  verdict: VerdictAnswer;
  /** The target was changed. */
  onTarget: () => void;
  onLonger: () => void;
}

/** Of fewer days than this most ads have too little to tell by. */
const LONG = 90;

/** The page's one sentence, the same as a bar, and what it is judged by. */
export const SentenceLine = ({ halves, verdict, onTarget, onLonger }: Props) => {
  const { formats, session } = useSite();
  const words = useOwn();
  const counted = useCounted();
  const [asking, setAsking] = useState(false);
  const { target, level, late } = verdict;
  const mayTarget = may(session.scopes, 'settings');
  const hasSpend = 'spend' in halves;
  const unclear = halves.kind === 'judged' && halves.parts.some(({ kind }) => kind === 'unclear');
  const pieces = sentenceOf(halves, { words, formats, counted: (leads) => counted('leads', leads) });
  const value = target && (target.metric === 'romi' ? formats.roundShare(target.value) : formats.money(target.value));
  return (
    <section class="halves">
      {createElement('h1', null, ...pieces.map(({ text, filled }) => (filled ? <strong>{text}</strong> : text)))}
      {halves.parts.length > 0 && hasSpend && <Bar parts={halves.parts} spend={halves.spend} />}
      {hasSpend && (target || mayTarget) && (
        <p class="halves-target quiet">
          {target && value
            ? fill(words.judgedBy, {
                target: fill(words.targets[target.metric], { value }),
                level: formats.roundShare(level),
              })
            : words.whyTarget}
          {late &&
            late.youngSpend > 0 &&
            ` ${fill(words.late, {
              days: formats.count(Math.round(late.delayDays)),
              spend: formats.money(late.youngSpend),
            })}`}
          {mayTarget && (
            <button type="button" class={target ? 'link' : 'button'} onClick={() => setAsking(true)}>
              {target ? words.changeTarget : words.setTarget}
            </button>
          )}
          {unclear && countDays(verdict) < LONG && (
            <button type="button" class="link" onClick={onLonger}>
              {words.longer}
            </button>
          )}
        </p>
      )}
      {asking && <TargetDialog target={target} onSaved={onTarget} onClose={() => setAsking(false)} />}
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
