import { useId } from 'preact/hooks';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What stands where nothing is written. */
  placeholder?: string;
  help?: string | undefined;
  /** Of several lines. */
  lines?: number;
  /** What is wrong with it. */
  problem?: string | undefined;
  lang?: string | undefined;
  type?: 'text' | 'number';
  min?: number;
  max?: number;
  /** For code: selectors, paths, JSON. */
  code?: boolean;
  disabled?: boolean;
}

/** A labelled field that tells every letter, so that what depends on it follows at once. */
export const TextField = ({
  label,
  value,
  onChange,
  placeholder,
  help,
  lines,
  problem,
  lang,
  type = 'text',
  min,
  max,
  code = false,
  disabled = false,
}: Props) => {
  const id = useId();
  const described = [help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined;
  const common = {
    id,
    value,
    disabled,
    ...(placeholder && { placeholder }),
    ...(lang && { lang }),
    ...(code && { class: 'code', spellcheck: false as const }),
    ...(described && { 'aria-describedby': described }),
    ...(problem && { 'aria-invalid': true }),
  };
  const kind =
    type === 'number'
      ? { type: 'number' as const, ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
      : { type: 'text' as const };
  return (
    <div class="forms-field">
      <label for={id}>{label}</label>
      {lines ? (
        <textarea {...common} rows={lines} onInput={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input {...common} {...kind} autocomplete="off" onInput={(event) => onChange(event.currentTarget.value)} />
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
