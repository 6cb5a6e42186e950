import type { NumberRule } from '../../shared/numberRules.ts';
import type { Line, NumberSettings, Pool } from '../../shared/numbers.ts';

/** Changes of who sees which number, each giving the settings as they then are. Pure. */

type Condition = NumberRule['when'][number];
export type ConditionKind = 'parameter' | 'referrer' | 'landing';

export const kindOf = (condition: Condition): ConditionKind =>
  'parameter' in condition ? 'parameter' : 'referrer' in condition ? 'referrer' : 'landing';

export const patternOf = (condition: Condition): string =>
  'parameter' in condition ? condition.is : 'referrer' in condition ? condition.referrer : condition.landing;

/** The condition of a kind with the same pattern; only a parameter has a name beside it. */
export const conditionOf = (kind: ConditionKind, pattern: string, parameter: string): Condition =>
  kind === 'parameter'
    ? { parameter, is: pattern }
    : kind === 'referrer'
      ? { referrer: pattern }
      : { landing: pattern };

const replaced = <T>(list: readonly T[], at: number, one: T): T[] =>
  list.map((old, index) => (index === at ? one : old));
const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at);

/** `name`, or with the first number behind it that nobody has. */
const freshId = (name: string, taken: readonly { id: string }[]): string => {
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? name : `${name}${n}`;
    if (!taken.some((one) => one.id === id)) return id;
  }
};

export const addLine = (draft: NumberSettings): NumberSettings => ({
  ...draft,
  lines: [...draft.lines, { id: freshId('main', draft.lines), number: '' }],
});

/** A line that is renamed keeps its rules. */
export const changeLine = (draft: NumberSettings, at: number, line: Line): NumberSettings => {
  const former = draft.lines[at]?.id;
  return {
    ...draft,
    lines: replaced(draft.lines, at, line),
    rules: draft.rules.map((rule) => (rule.line === former ? { ...rule, line: line.id } : rule)),
  };
};

/** Its rules go with it. */
export const removeLine = (draft: NumberSettings, at: number): NumberSettings => ({
  ...draft,
  lines: without(draft.lines, at),
  rules: draft.rules.filter(({ line }) => line !== draft.lines[at]?.id),
});

export const addPool = (draft: NumberSettings): NumberSettings => ({
  ...draft,
  pools: [
    ...draft.pools,
    { id: freshId('pool', draft.pools), holdMinutes: 10, coolDownMinutes: 30, whenEmpty: 'own' as const },
  ],
});

export const changePool = (draft: NumberSettings, at: number, pool: Pool): NumberSettings => ({
  ...draft,
  pools: replaced(draft.pools, at, pool),
});

/** Rules that showed it go with it: a pool's name is what its numbers are filed under, so it is not changed. */
export const removePool = (draft: NumberSettings, at: number): NumberSettings => ({
  ...draft,
  pools: without(draft.pools, at),
  rules: draft.rules.filter(({ show }) => show === 'own' || !('pool' in show) || show.pool !== draft.pools[at]?.id),
});

export const addRule = (draft: NumberSettings): NumberSettings => ({
  ...draft,
  rules: [...draft.rules, { line: draft.lines[0]?.id ?? '', when: [], show: 'own' }],
});

export const changeRule = (draft: NumberSettings, at: number, rule: NumberRule): NumberSettings => ({
  ...draft,
  rules: replaced(draft.rules, at, rule),
});

export const removeRule = (draft: NumberSettings, at: number): NumberSettings => ({
  ...draft,
  rules: without(draft.rules, at),
});

/** One place up or down; at the end of the list nothing moves. */
export const moveRule = (draft: NumberSettings, at: number, by: -1 | 1): NumberSettings => {
  const [rule, other] = [draft.rules[at], draft.rules[at + by]];
  if (!rule || !other) return draft;
  return { ...draft, rules: replaced(replaced(draft.rules, at, other), at + by, rule) };
};
