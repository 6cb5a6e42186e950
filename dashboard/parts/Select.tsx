interface Props<T extends string> {
  label: string;
  /** The label is there for screen readers alone. */
  hideLabel?: boolean;
  value: T;
  options: readonly { value: T; text: string }[];
  onChange: (value: T) => void;
  class?: string;
}

/** The system's own list: on a phone nothing is easier to use. */
export const Select = <T extends string>({
  label,
  hideLabel = false,
  value,
  options,
  onChange,
  class: name = '',
}: Props<T>) => (
  <label class={`select ${name}`}>
    <span class={hideLabel ? 'unseen' : 'select-label'}>{label}</span>
    <select value={value} onChange={(event) => onChange(event.currentTarget.value as T)}>
      {options.map((option) => (
        <option key={option.value} value={option.value} selected={option.value === value}>
          {option.text}
        </option>
      ))}
    </select>
  </label>
);
