import { Icon } from '../parts/Icon.tsx';
import { partsOf, pathOf, type View } from '../query.ts';
import { useReading } from '../reading.ts';
import { fill } from '../words/fill.ts';
import { searchOf } from './SearchBox.tsx';
import { useAdsWords, type Words } from './words.ts';

/** Conditions that are no way into the table: each can be taken off. */
export const looseConditions = (view: View): string[] => {
  const path = new Set(pathOf(view).map(({ condition }) => condition));
  return view.where.filter((condition) => !path.has(condition) && condition !== searchOf(view)?.condition);
};

export const conditionText = (condition: string, { own, unknown }: { own: Words; unknown: string }): string => {
  const { dimension, operator, value } = partsOf(condition);
  const what = dimension in own.one ? own.one[dimension as keyof Words['one']] : dimension;
  return `${what} ${own.operators[operator]} «${value || unknown}»`;
};

export const CONDITIONS_BUTTON = 'conditions-button';

/** What is taken off takes the focus with it: the next one has it, or the button that adds one. */
const keepFocus = (button: HTMLElement): void => {
  const item = button.closest('li');
  const other = item?.nextElementSibling ?? item?.previousElementSibling;
  (other?.querySelector('button') ?? document.getElementById(CONDITIONS_BUTTON))?.focus();
};

export const Conditions = ({ view, onChange }: { view: View; onChange: (change: Partial<View>) => void }) => {
  const { words } = useReading();
  const own = useAdsWords();
  const loose = looseConditions(view);
  if (loose.length === 0) return null;
  return (
    <ul class="conditions">
      {loose.map((condition) => {
        const text = conditionText(condition, { own, unknown: words.unknown });
        return (
          <li key={condition}>
            <span>{text}</span>
            <button
              type="button"
              class="button bare"
              aria-label={fill(own.removeCondition, { condition: text })}
              onClick={(event) => {
                keepFocus(event.currentTarget);
                onChange({ where: view.where.filter((one) => one !== condition) });
              }}
            >
              <Icon name="close" />
            </button>
          </li>
        );
      })}
    </ul>
  );
};
