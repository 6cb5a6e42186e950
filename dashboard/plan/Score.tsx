import type { PlanAnswer } from '../../shared/plans.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { useOwn } from './own.ts';

const STATES = ['red', 'green', 'open'] as const;

/** How it stands with all of them together, and how much of the time is gone. */
export const Score = ({ plans }: { plans: readonly PlanAnswer[] }) => {
  const { today, formats } = useSite();
  const words = useOwn();
  const [first] = plans;
  if (!first) return null;
  const over = first.to < today;
  const count = (state: PlanAnswer['state']): number => plans.filter((plan) => plan.state === state).length;
  return (
    <ul class="planPage-score">
      {STATES.filter((state) => count(state) > 0).map((state) => (
        <li key={state} class={`planState ${state}`}>
          {fill((over ? words.scoreOver : words.score)[state], { n: formats.count(count(state)) })}
        </li>
      ))}
      {!over && (
        <li class="quiet">
          {fill(words.pace, { over: formats.count(first.pace.over), all: formats.count(first.pace.workingDays) })}
        </li>
      )}
    </ul>
  );
};
