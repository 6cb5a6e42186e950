import { useId } from 'preact/hooks';

interface Props {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  help?: string | undefined;
  disabled?: boolean;
}

export const Check = ({ label, checked, onChange, help, disabled = false }: Props) => {
  const id = useId();
  return (
    <div class="forms-check">
      <label class="check">
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          aria-describedby={help ? id : undefined}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      {help && (
        <p id={id} class="quiet">
          {help}
        </p>
      )}
    </div>
  );
};
