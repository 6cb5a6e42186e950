import type { PlanAnswer } from '../../shared/plans.ts';

const MOST = 5;

/** What is off comes first, then what there is nothing to judge by yet. */
const BY_STATE: Record<PlanAnswer['state'], number> = { red: 0, open: 1, green: 2 };

/** Those that run today: of the whole site before those of a part of it, what is off before what is met. */
export const importantPlans = (plans: readonly PlanAnswer[], today: string): PlanAnswer[] =>
  plans
    .filter(({ from, to }) => from <= today && today <= to)
    .sort(
      (a, b) =>
        Number(a.scope !== '') - Number(b.scope !== '') ||
        BY_STATE[a.state] - BY_STATE[b.state] ||
        a.to.localeCompare(b.to),
    )
    .slice(0, MOST);
