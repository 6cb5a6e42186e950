import { useState } from 'preact/hooks';
import { BASES, type Model } from '../../shared/report.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { MODEL_NAMES, MOST_MODELS, type View } from '../query.ts';
import { useAdsWords } from './words.ts';

type Counting = Pick<View, 'models' | 'basis' | 'intervals'>;

interface Props extends Counting {
  onChoose: (counting: Counting) => void;
  onClose: () => void;
}

/** Which ads get the credit, on which day, and how exactly it is told. */
export const CountingDialog = ({ onChoose, onClose, ...now }: Props) => {
  const words = useAdsWords();
  const [models, setModels] = useState<readonly Model[]>(now.models);
  const [basis, setBasis] = useState(now.basis);
  const [intervals, setIntervals] = useState(now.intervals);
  return (
    <Dialog title={words.counting} onClose={onClose}>
      <form class="form" method="dialog" onSubmit={() => onChoose({ models, basis, intervals })}>
        <fieldset>
          <legend>{words.modelsTitle}</legend>
          <p class="quiet">{words.modelsHelp}</p>
          {MODEL_NAMES.map((model) => {
            const chosen = models.includes(model);
            return (
              <label key={model} class="metric">
                <input
                  type="checkbox"
                  checked={chosen}
                  // One at least, and no more than can be read side by side.
                  disabled={chosen ? models.length === 1 : models.length === MOST_MODELS}
                  onChange={() => setModels(chosen ? models.filter((one) => one !== model) : [...models, model])}
                />
                <span>
                  <span class="metric-name">{words.models[model]}</span>
                  <span class="quiet">{words.modelMeanings[model]}</span>
                </span>
              </label>
            );
          })}
        </fieldset>
        <fieldset>
          <legend>{words.basisTitle}</legend>
          {BASES.map((one) => (
            <label key={one} class="metric">
              <input type="radio" name="basis" checked={basis === one} onChange={() => setBasis(one)} />
              <span>
                <span class="metric-name">{words.bases[one]}</span>
                <span class="quiet">{words.basisMeanings[one]}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <label class="metric">
          <input type="checkbox" checked={intervals} onChange={(event) => setIntervals(event.currentTarget.checked)} />
          <span>
            <span class="metric-name">{words.intervals}</span>
            <span class="quiet">{words.intervalsMeaning}</span>
          </span>
        </label>
        <div class="form-end">
          <button type="submit" class="button primary">
            {words.show}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
