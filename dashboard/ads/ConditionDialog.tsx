import { useState } from 'preact/hooks';
import type { OPERATORS } from '../../shared/report.ts';
import type { Range } from '../days.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Select } from '../parts/Select.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { askValues } from './api.ts';
import { useAdsWords, type Words } from './words.ts';

interface Props {
  days: Range;
  onAdd: (condition: string) => void;
  onClose: () => void;
}

type Dimension = keyof Words['one'];
type Operator = keyof typeof OPERATORS;

/** What one more condition says; the values that there are can be picked. */
export const ConditionDialog = ({ days, onAdd, onClose }: Props) => {
  const { words } = useReading();
  const own = useAdsWords();
  const { client, site } = useSite();
  const [dimension, setDimension] = useState<Dimension>('source');
  const [operator, setOperator] = useState<Operator>(':');
  const [value, setValue] = useState('');
  const known = useAsked(dimension, (signal) => askValues({ client, site }, { days, dimension }, signal));
  const values = dimension === 'ad' ? [] : (known.value?.rows.map(({ key }) => key[dimension] ?? '') ?? []);
  // An ad is an id, and known by its names alone.
  const operators: readonly Operator[] = dimension === 'ad' ? ['~:'] : [':', '~:', '!:'];
  const how = operators.includes(operator) ? operator : (operators[0] as Operator);

  return (
    <Dialog title={own.conditions} onClose={onClose}>
      <form class="form" method="dialog" onSubmit={() => onAdd(`${dimension}${how}${value.trim()}`)}>
        <p class="quiet">{own.conditionsHelp}</p>
        <div class="form-pair">
          <Select
            label={own.dimension}
            value={dimension}
            options={(Object.keys(own.one) as Dimension[]).map((one) => ({ value: one, text: own.one[one] }))}
            onChange={setDimension}
          />
          <Select
            label={own.operator}
            value={how}
            options={operators.map((one) => ({ value: one, text: own.operators[one] }))}
            onChange={setOperator}
          />
        </div>
        <label class="field">
          <span>{own.value}</span>
          <input
            list="condition-values"
            value={value}
            placeholder={how === '~:' ? '' : words.unknown}
            required={how === '~:'}
            maxLength={500}
            autocomplete="off"
            onInput={(event) => setValue(event.currentTarget.value)}
          />
          <datalist id="condition-values">
            {values.filter(Boolean).map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </label>
        <div class="form-end">
          <button type="submit" class="button primary">
            {own.addCondition}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
