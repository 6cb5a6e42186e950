import { useState } from 'preact/hooks';
import type { NewPlan, PlanAnswer } from '../../shared/plans.ts';
import type { Failure } from '../api.ts';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { api } from './api.ts';
import { useOwn } from './own.ts';
import type { PlanPeriod } from './periods.ts';

interface Props {
  from: PlanPeriod;
  to: PlanPeriod;
  /** Whether there is no such plan in the period that is copied to. */
  lacks: (plan: PlanAnswer) => boolean;
  /** With those that were made, and why there are no more. */
  onCopied: (made: readonly PlanAnswer[], failure?: Failure) => void;
}

/** Plans the period as the one before was planned; not there where that would make nothing new. */
export const CopyButton = ({ from, to, lacks, onCopied }: Props) => {
  const { site } = useSite();
  const words = useOwn();
  const [done, setDone] = useState<number | null>(null);
  const asked = useAsked(`${site} ${from.label}`, (signal) => api.list(site, from, signal));
  const missing = (asked.value?.plans ?? []).filter((plan) => plan.period === from.label && lacks(plan));

  const copy = async (): Promise<void> => {
    const made: PlanAnswer[] = [];
    for (const { metric, scope, target, owner, model, basis, tolerance } of missing) {
      setDone(made.length);
      const plan: NewPlan = { metric, scope, target, owner, model, basis, tolerance, period: to.label };
      const result = await api.add(site, plan);
      if (!result.ok) {
        setDone(null);
        return onCopied(made, result.failure);
      }
      made.push(result.value);
    }
    setDone(null);
    onCopied(made);
  };

  if (missing.length === 0) return null;
  return (
    <button type="button" class="button" disabled={done !== null} onClick={() => void copy()}>
      {done === null
        ? fill(words.copy, { n: String(missing.length) })
        : fill(words.copying, { n: String(done + 1), all: String(missing.length) })}
    </button>
  );
};
