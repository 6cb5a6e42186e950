import { useId } from 'preact/hooks';
import { Check } from './Check.tsx';

interface Props {
  label: string;
  /** What the check says that leaves the colour as it comes. */
  usualLabel: string;
  usual: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** The system's own choice of a colour, or the one that holds without. */
export const ColorField = ({ label, usualLabel, usual, value, onChange }: Props) => {
  const id = useId();
  return (
    <div class="forms-field">
      <label for={id}>{label}</label>
      <div class="color">
        <input id={id} type="color" value={value ?? usual} onInput={(event) => onChange(event.currentTarget.value)} />
        <code class="quiet">{value ?? usual}</code>
        <Check label={usualLabel} checked={!value} onChange={(checked) => onChange(checked ? undefined : usual)} />
      </div>
    </div>
  );
};
