import { useId } from 'preact/hooks';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string;
  problem?: string;
  /** Of several lines. */
  lines?: number;
  type?: 'text' | 'date' | 'color';
  inputMode?: 'numeric' | 'decimal';
  placeholder?: string;
  disabled?: boolean;
  /** Names to choose from, or to write another. */
  list?: readonly string[];
  /** What stands behind the value: minutes, per cent. */
  unit?: string;
  /** The label is there for screen readers alone: a column's head says it. */
  hideLabel?: boolean;
}

/** A labelled field with what it means and what is wrong with it. */
export const Field = ({
  label,
  value,
  onChange,
  help,
  problem,
  lines,
  type = 'text',
  inputMode,
  placeholder,
  disabled = false,
  list,
  unit,
  hideLabel = false,
}: Props) => {
  const id = useId();
  const described = [help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(' ');
  const common = {
    id,
    value,
    disabled,
    spellcheck: false,
    ...(placeholder && { placeholder }),
    ...(described && { 'aria-describedby': described }),
    ...(problem && { 'aria-invalid': true }),
  };
  const kind =
    type === 'text'
      ? {
          type: 'text' as const,
          autocomplete: 'off' as const,
          ...(inputMode && { inputMode }),
          ...(list && { list: `${id}-list` }),
        }
      : type === 'date'
        ? { type: 'date' as const }
        : { type: 'color' as const };
  return (
    <div class="settings-field">
      <label for={id} class={hideLabel ? 'unseen' : undefined}>
        {label}
      </label>
      {lines ? (
        <textarea {...common} rows={lines} onInput={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <span class={unit || inputMode ? 'settings-short' : 'settings-long'}>
          <input {...common} {...kind} onInput={(event) => onChange(event.currentTarget.value)} />
          {unit && <span class="quiet">{unit}</span>}
        </span>
      )}
      {list && (
        <datalist id={`${id}-list`}>
          {list.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      {help && (
        <p id={`${id}-help`} class="quiet">
          {help}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} class="wrong">
          {problem}
        </p>
      )}
    </div>
  );
};
