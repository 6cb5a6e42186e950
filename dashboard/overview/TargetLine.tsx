import { useState } from 'preact/hooks';
import { may } from '../../shared/people.ts';
import type { Target, VerdictAnswer } from '../../shared/verdict.ts';
import { TargetDialog } from '../parts/TargetDialog.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { toast } from '../toasts.ts';
import { fill } from '../words/fill.ts';
import { saveTarget } from './api.ts';
import { useOwn } from './own.ts';
import { countDays } from './view.ts';

interface Props {
  verdict: VerdictAnswer;
  onChange: () => void;
  onLonger: () => void;
}

/** Of fewer days than this most ads have too little to tell by. */
const LONG = 90;

/** What ads are judged by, and a way to say or to change it. */
export const TargetLine = ({ verdict, onChange, onLonger }: Props) => {
  const { site, formats, session, reload } = useSite();
  const { words: common } = useReading();
  const words = useOwn();
  const [asking, setAsking] = useState(false);
  const { target, level, late, totals } = verdict;
  const mayChange = may(session.scopes, 'settings');
  if (!target && !mayChange) return null;

  const save = async (next: Target | null, before?: Target | null): Promise<void> => {
    const result = await saveTarget(site, next);
    if (!result.ok) {
      const why = result.failure.detail ?? common.failed[result.failure.kind];
      return toast({ text: fill(words.targetFailed, { why }), failed: true });
    }
    reload();
    onChange();
    if (before !== undefined)
      toast({ text: next ? words.targetSaved : words.targetRemoved, undo: () => void save(before) });
  };

  const value = target && (target.metric === 'romi' ? formats.roundShare(target.value) : formats.money(target.value));
  return (
    <>
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
        {mayChange && (
          <button type="button" class={target ? 'link' : 'button'} onClick={() => setAsking(true)}>
            {target ? words.changeTarget : words.setTarget}
          </button>
        )}
        {'unclear' in totals && totals.unclear > 0 && countDays(verdict) < LONG && (
          <button type="button" class="link" onClick={onLonger}>
            {words.longer}
          </button>
        )}
      </p>
      {asking && (
        <TargetDialog
          words={words}
          target={target && { metric: target.metric, value: target.value }}
          onSave={(next) => void save(next, target && { metric: target.metric, value: target.value })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
};
