import { useId } from 'preact/hooks';
import { Select } from '../parts/Select.tsx';
import { useSite } from '../site.ts';
import type { PartProps } from './Builder.tsx';
import { Check } from './Check.tsx';
import { ColorField } from './ColorField.tsx';
import { Part } from './Part.tsx';
import { useWords } from './useWords.ts';

const POSITIONS = ['inline', 'floating', 'floating-start'] as const;
/** As the widget draws them where nobody has said. */
const USUAL_RADIUS = 10;
const USUAL_COLOR = '#1a56db';
const MOST_RADIUS = 28;

export const LookPart = ({ draft, onChange }: PartProps) => {
  const words = useWords();
  const { details } = useSite();
  const id = useId();
  const usual = details.settings.radius ?? USUAL_RADIUS;
  const usualPosition = draft.kind === 'callback' ? 'floating' : 'inline';
  return (
    <Part title={words.look}>
      <Select
        class="forms-select"
        label={words.position}
        value={draft.position ?? usualPosition}
        options={POSITIONS.map((value) => ({ value, text: words.positions[value] }))}
        onChange={(position) => onChange({ ...draft, position: position === usualPosition ? undefined : position })}
      />
      <ColorField
        label={words.color}
        usualLabel={words.colorAsSite}
        usual={details.settings.color ?? USUAL_COLOR}
        value={draft.color}
        onChange={(color) => onChange({ ...draft, color })}
      />
      <div class="forms-field">
        <label for={id}>{words.radius}</label>
        <div class="color">
          <input
            id={id}
            type="range"
            min={0}
            max={MOST_RADIUS}
            value={draft.radius ?? usual}
            onInput={(event) => onChange({ ...draft, radius: Number(event.currentTarget.value) })}
          />
          <output for={id} class="figure">
            {draft.radius ?? usual}
          </output>
          <Check
            label={words.colorAsSite}
            checked={draft.radius === undefined}
            onChange={(checked) => onChange({ ...draft, radius: checked ? undefined : usual })}
          />
        </div>
      </div>
    </Part>
  );
};
