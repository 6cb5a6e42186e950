import { useState } from 'preact/hooks';
import { TARGET_METRICS, type Target, type TargetMetric } from '../../shared/verdict.ts';
import { useSite } from '../site.ts';
import { readTarget, writtenTarget } from '../target.ts';
import type { TargetWords } from '../targetWords/uk.ts';
import { fill } from '../words/fill.ts';
import { Dialog } from './Dialog.tsx';
import { Select } from './Select.tsx';
import './TargetDialog.css';

interface Props {
  words: TargetWords;
  target: Target | null;
  onSave: (target: Target | null) => void;
  onClose: () => void;
}

/** What an outcome may cost, or what money spent has to earn. */
export const TargetDialog = ({ words, target, onSave, onClose }: Props) => {
  const { formats } = useSite();
  const [metric, setMetric] = useState<TargetMetric>(target?.metric ?? 'costPerLead');
  const [text, setText] = useState(target ? writtenTarget(target) : '');
  const [wrong, setWrong] = useState(false);
  const submit = (event: SubmitEvent): void => {
    const removes = (event.submitter as HTMLButtonElement | null)?.value === 'remove';
    const next = removes ? null : readTarget(metric, text);
    if (removes || next) onSave(next);
    else {
      event.preventDefault();
      setWrong(true);
    }
  };
  return (
    <Dialog title={words.targetTitle} onClose={onClose}>
      <form class="targetForm" method="dialog" onSubmit={submit}>
        <p class="quiet">{words.targetHelp}</p>
        <Select
          label={words.targetOf}
          value={metric}
          options={TARGET_METRICS.map((value) => ({ value, text: words.targetOptions[value] }))}
          onChange={(next) => {
            setMetric(next);
            setWrong(false);
          }}
        />
        <label class="field">
          <span>{metric === 'romi' ? words.atLeast : fill(words.atMost, { sign: formats.currencySign })}</span>
          <input
            inputMode="decimal"
            autocomplete="off"
            value={text}
            aria-invalid={wrong}
            aria-describedby={wrong ? 'target-wrong' : undefined}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setWrong(false);
            }}
          />
        </label>
        <p id="target-wrong" class="wrong" role="alert">
          {wrong && (metric === 'romi' ? words.romiShape : words.targetShape)}
        </p>
        <div class="targetForm-end">
          {target && (
            <button type="submit" class="button" value="remove">
              {words.removeTarget}
            </button>
          )}
          <button type="submit" class="button primary">
            {words.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
