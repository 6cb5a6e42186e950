import type { OwnField } from '../../shared/forms.ts';
import { Icon } from '../parts/Icon.tsx';
import { fill } from '../words/fill.ts';
import { freeName, removed, replaced, withLabel } from './draft.ts';
import { useWords } from './useWords.ts';

type Option = Extract<OwnField, { type: 'choice' }>['options'][number];

interface Props {
  options: readonly Option[];
  tag: string;
  onChange: (options: Option[]) => void;
}

const MOST = 30;

/** What may be chosen: what is shown in one language, and beside it what the contact carries in all of them. */
export const OptionList = ({ options, tag, onChange }: Props) => {
  const words = useWords();
  const set = (index: number, option: Option): void => onChange(replaced(options, index, option));
  const setText = (index: number, option: Option, text: string): void => {
    const { label: _, ...bare } = option;
    const label = withLabel(option.label, tag, text);
    set(index, Object.keys(label).length > 0 ? { ...bare, label } : bare);
  };
  return (
    <fieldset class="options">
      <legend>{words.options}</legend>
      {options.map((option, index) => {
        const name = fill(words.option, { n: String(index + 1) });
        return (
          <div key={index} class="option-row">
            <input
              aria-label={name}
              lang={tag}
              placeholder={option.label?.en ?? option.value}
              value={option.label?.[tag] ?? ''}
              autocomplete="off"
              onInput={(event) => setText(index, option, event.currentTarget.value)}
            />
            <input
              class="code"
              aria-label={`${name}: ${words.optionValue}`}
              title={words.optionValue}
              value={option.value}
              autocomplete="off"
              onInput={(event) => set(index, { ...option, value: event.currentTarget.value })}
            />
            <button
              type="button"
              class="button bare small"
              aria-label={fill(words.delete, { name })}
              disabled={options.length === 1}
              onClick={(event) => {
                // The row goes, and the focus with it: to the one before.
                const row = event.currentTarget.parentElement;
                const near = row?.previousElementSibling ?? row?.nextElementSibling;
                near?.querySelector('input')?.focus();
                onChange(removed(options, index));
              }}
            >
              <Icon name="close" />
            </button>
          </div>
        );
      })}
      {options.length < MOST && (
        <button
          type="button"
          class="button bare"
          onClick={() => {
            const value = freeName(
              String(options.length + 1),
              options.map((option) => option.value),
            );
            onChange([...options, { value }]);
          }}
        >
          <Icon name="add" />
          {words.addOption}
        </button>
      )}
    </fieldset>
  );
};
