import { useState } from 'preact/hooks';
import type { Trigger } from '../../shared/forms.ts';
import { Select } from '../parts/Select.tsx';
import type { PartProps } from './Builder.tsx';
import { Part } from './Part.tsx';
import { listIn } from './pairs.ts';
import { TextField } from './TextField.tsx';
import { useWords } from './useWords.ts';

type On = Trigger['on'] | 'none';
type Pages = 'show' | 'hide';

const USUAL_DAYS = 7;

const triggerOf = (on: On, days: number | undefined): Trigger | undefined => {
  const everyDays = days === undefined ? {} : { everyDays: days };
  switch (on) {
    case 'none':
      return undefined;
    case 'exit':
      return { on, ...everyDays };
    case 'scroll':
      return { on, depth: 50, ...everyDays };
    case 'time':
      return { on, seconds: 30, ...everyDays };
  }
};

/** On which pages it stands, and what opens it by itself. */
export const ShowingPart = ({ draft, onChange }: PartProps) => {
  const words = useWords();
  const { trigger, pages } = draft;
  // As they are typed, empty lines and all.
  const [typed, setTyped] = useState({ show: (pages?.show ?? []).join('\n'), hide: (pages?.hide ?? []).join('\n') });
  const setPages = (which: Pages, text: string): void => {
    setTyped({ ...typed, [which]: text });
    const { [which]: _, ...other } = pages ?? {};
    const list = listIn(text);
    const next = list.length > 0 ? { ...pages, [which]: list } : other;
    onChange({ ...draft, pages: Object.keys(next).length > 0 ? next : undefined });
  };
  const shown = (which: Pages): string => {
    const stated = pages?.[which] ?? [];
    // Another may have set them meanwhile: taken back, or through the JSON.
    return listIn(typed[which]).join('\n') === stated.join('\n') ? typed[which] : stated.join('\n');
  };
  const number = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));
  return (
    <Part title={words.showing}>
      <TextField
        label={words.pagesShow}
        help={words.pagesShowHelp}
        lines={2}
        code
        value={shown('show')}
        onChange={(text) => setPages('show', text)}
      />
      <TextField
        label={words.pagesHide}
        lines={2}
        code
        value={shown('hide')}
        onChange={(text) => setPages('hide', text)}
      />
      <Select
        class="forms-select"
        label={words.trigger}
        value={(trigger?.on ?? 'none') as On}
        options={(['none', 'exit', 'scroll', 'time'] as const).map((value) => ({ value, text: words.triggers[value] }))}
        onChange={(on) => onChange({ ...draft, trigger: triggerOf(on, trigger?.everyDays) })}
      />
      {trigger && (
        <div class="question-pair">
          {trigger.on === 'scroll' && (
            <TextField
              label={words.depth}
              type="number"
              min={1}
              max={100}
              value={shownNumber(trigger.depth)}
              onChange={(text) => onChange({ ...draft, trigger: { ...trigger, depth: number(text) } })}
            />
          )}
          {trigger.on === 'time' && (
            <TextField
              label={words.seconds}
              type="number"
              min={1}
              max={3600}
              value={shownNumber(trigger.seconds)}
              onChange={(text) => onChange({ ...draft, trigger: { ...trigger, seconds: number(text) } })}
            />
          )}
          <TextField
            label={words.everyDays}
            type="number"
            min={0}
            max={400}
            placeholder={String(USUAL_DAYS)}
            value={shownNumber(trigger.everyDays)}
            onChange={(text) =>
              onChange({ ...draft, trigger: { ...trigger, everyDays: text.trim() ? Number(text) : undefined } })
            }
          />
        </div>
      )}
      <TextField
        label={words.selector}
        help={words.selectorHelp}
        code
        value={draft.selector ?? ''}
        onChange={(selector) => onChange({ ...draft, selector: selector || undefined })}
      />
    </Part>
  );
};

/** While it is emptied to be typed anew there is none. */
const shownNumber = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '' : String(value);
