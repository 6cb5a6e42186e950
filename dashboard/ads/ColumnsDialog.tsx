import { useState } from 'preact/hooks';
import { metricName } from '../metricNames/metricName.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Failed } from '../parts/Failed.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { askMetrics } from './api.ts';
import { type Column, GROUP_NAMES, GROUPS, SET_NAMES, SETS, withColumn } from './columns.ts';
import { useAdsWords } from './words.ts';

interface Props {
  columns: readonly Column[];
  onChoose: (columns: readonly Column[]) => void;
  onClose: () => void;
}

/** All figures there are, with a sentence each; a set to begin with, and a box to find one in. */
export const ColumnsDialog = ({ columns, onChoose, onClose }: Props) => {
  const { language } = useReading();
  const words = useAdsWords();
  const { client, site, formats, details } = useSite();
  const [chosen, setChosen] = useState<readonly Column[]>(columns);
  const [sought, setSought] = useState('');
  const catalogue = useAsked('metrics', (signal) => askMetrics({ client, site }, signal));
  const { actions } = details.settings.leads;

  const meanings = new Map(catalogue.value?.metrics.map(({ name, meaning }) => [name as string, meaning[language]]));
  const groups: { title: string; names: readonly Column[] }[] = [
    ...GROUP_NAMES.map((group) => ({ title: words.groups[group], names: GROUPS[group] })),
    {
      title: words.own,
      names: actions.flatMap(({ id }): Column[] => [`action:${id}`, `costPer:${id}`, `conversion:leads:${id}`]),
    },
  ];
  const text = sought.trim().toLowerCase();
  const fits = (name: Column): boolean =>
    !text ||
    [name, metricName(words.metrics, name, actions), meanings.get(name) ?? ''].some((part) =>
      part.toLowerCase().includes(text),
    );
  const found = groups
    .map(({ title, names }) => ({ title, names: names.filter(fits) }))
    .filter(({ names }) => names.length > 0);
  const order = groups.flatMap(({ names }) => names);
  const toggle = (name: Column, wanted: boolean): void => {
    setChosen(wanted ? withColumn(chosen, name, order) : chosen.filter((one) => one !== name));
  };

  return (
    <Dialog title={words.chooseColumns} onClose={onClose}>
      <form class="form columnsForm" method="dialog" onSubmit={() => onChoose(chosen)}>
        <p class="sets">
          {SET_NAMES.map((name) => (
            <button
              key={name}
              type="button"
              class="button"
              aria-pressed={SETS[name].join() === chosen.join()}
              onClick={() => setChosen(SETS[name])}
            >
              {words.sets[name]}
            </button>
          ))}
        </p>
        <label class="field">
          <span class="unseen">{words.find}</span>
          <input
            type="search"
            placeholder={words.find}
            value={sought}
            onInput={(event) => setSought(event.currentTarget.value)}
          />
        </label>
        {catalogue.failure && <Failed failure={catalogue.failure} onRetry={catalogue.again} />}
        <div class="metricList">
          <label class="metric">
            <input
              type="checkbox"
              checked={chosen.includes('verdict')}
              onChange={(event) =>
                setChosen(
                  event.currentTarget.checked ? ['verdict', ...chosen] : chosen.filter((name) => name !== 'verdict'),
                )
              }
            />
            <span>
              <span class="metric-name">{words.verdictColumn}</span>
              <span class="quiet">{words.verdictSentence}</span>
            </span>
          </label>
          {found.map(({ title, names }) => (
            <fieldset key={title}>
              <legend>{title}</legend>
              {names.map((name) => (
                <label key={name} class="metric">
                  <input
                    type="checkbox"
                    checked={chosen.includes(name)}
                    onChange={(event) => toggle(name, event.currentTarget.checked)}
                  />
                  <span>
                    <span class="metric-name">{metricName(words.metrics, name, actions)}</span>
                    <span class="quiet">{meanings.get(name)}</span>
                  </span>
                </label>
              ))}
            </fieldset>
          ))}
          {found.length === 0 && <p class="quiet">{words.notFound}</p>}
        </div>
        <div class="form-end">
          <span class="quiet" role="status">
            {chosen.length === 0 ? words.tooFew : fill(words.chosen, { n: formats.count(chosen.length) })}
          </span>
          <button type="submit" class="button primary" disabled={chosen.length === 0}>
            {words.show}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
