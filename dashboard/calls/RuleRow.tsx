import type { NumberRule } from '../../shared/numberRules.ts';
import type { NumberSettings } from '../../shared/numbers.ts';
import { Select } from '../parts/Select.tsx';
import { fill } from '../words/fill.ts';
import { type ConditionKind, conditionOf, kindOf, patternOf } from './draft.ts';
import { usePage } from './page.ts';

interface Props {
  rule: NumberRule;
  /** From 1. */
  place: number;
  last: boolean;
  draft: NumberSettings;
  onChange: (rule: NumberRule) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

const KINDS: readonly ConditionKind[] = ['parameter', 'referrer', 'landing'];

/** One rule: whose number, under which conditions, and what is shown then. */
export const RuleRow = ({ rule, place, last, draft, onChange, onMove, onRemove }: Props) => {
  const { words } = usePage();
  const n = `${place}`;
  const shows = rule.show === 'own' ? 'own' : 'pool' in rule.show ? 'pool' : 'number';
  const show = (chosen: 'own' | 'number' | 'pool'): void =>
    onChange({
      ...rule,
      show: chosen === 'own' ? 'own' : chosen === 'pool' ? { pool: draft.pools[0]?.id ?? '' } : { number: '' },
    });
  const conditions = (when: NumberRule['when']): void => onChange({ ...rule, when });
  const options = (['own', 'number', ...(draft.pools.length > 0 ? (['pool'] as const) : [])] as const).map((value) => ({
    value,
    text: words.showOptions[value],
  }));
  return (
    <fieldset class="ruleRow">
      <legend class="unseen">{fill(words.rule, { n })}</legend>
      <p class="rule-number">
        {fill(words.rule, { n })}
        <button
          type="button"
          class="button bare"
          aria-label={fill(words.up, { n })}
          disabled={place === 1}
          onClick={() => onMove(-1)}
        >
          ↑
        </button>
        <button
          type="button"
          class="button bare"
          aria-label={fill(words.down, { n })}
          disabled={last}
          onClick={() => onMove(1)}
        >
          ↓
        </button>
        <button type="button" class="button bare" aria-label={fill(words.removeRule, { n })} onClick={onRemove}>
          {words.remove}
        </button>
      </p>
      {rule.when.map((condition, at) => {
        const [kind, pattern] = [kindOf(condition), patternOf(condition)];
        const parameter = 'parameter' in condition ? condition.parameter : '';
        const set = (next: NumberRule['when'][number]): void =>
          conditions(rule.when.map((one, index) => (index === at ? next : one)));
        return (
          <div class="condition" key={at}>
            <Select
              label={words.when}
              value={kind}
              options={KINDS.map((value) => ({ value, text: words.conditionKinds[value] }))}
              onChange={(chosen) => set(conditionOf(chosen, pattern, parameter || 'utm_source'))}
            />
            {kind === 'parameter' && (
              <label class="field">
                <span>{words.parameterName}</span>
                <input
                  value={parameter}
                  onInput={(event) => set(conditionOf(kind, pattern, event.currentTarget.value))}
                />
              </label>
            )}
            <label class="field">
              <span>{words.is}</span>
              <input
                value={pattern}
                onInput={(event) => set(conditionOf(kind, event.currentTarget.value, parameter))}
              />
            </label>
            <button
              type="button"
              class="button bare"
              onClick={() => conditions(rule.when.filter((_, index) => index !== at))}
            >
              {words.removeCondition}
            </button>
          </div>
        );
      })}
      <button
        type="button"
        class="button"
        onClick={() => conditions([...rule.when, { parameter: 'utm_source', is: '' }])}
      >
        {words.addCondition}
      </button>
      {draft.lines.length > 1 && (
        <Select
          label={words.line}
          value={rule.line}
          options={draft.lines.map(({ id }) => ({ value: id, text: id }))}
          onChange={(line) => onChange({ ...rule, line })}
        />
      )}
      <Select label={words.showThen} value={shows} options={options} onChange={show} />
      {rule.show !== 'own' && 'pool' in rule.show && (
        <Select
          label={words.poolColumns.pool}
          value={rule.show.pool}
          options={draft.pools.map(({ id }) => ({ value: id, text: id }))}
          onChange={(pool) => onChange({ ...rule, show: { pool } })}
        />
      )}
      {rule.show !== 'own' && 'number' in rule.show && (
        <label class="field">
          <span>{words.number}</span>
          <input
            type="tel"
            value={rule.show.number}
            onInput={(event) => onChange({ ...rule, show: { number: event.currentTarget.value } })}
          />
        </label>
      )}
    </fieldset>
  );
};
