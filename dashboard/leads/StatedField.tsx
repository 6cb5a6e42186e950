import { useEffect, useRef } from 'preact/hooks';

interface Props {
  label: string;
  /** As it stands. */
  text: string;
  isAmount?: boolean;
  /** Left, or Enter pressed, with another text in it. Whether the text can be taken. */
  onState: (text: string) => boolean;
}

/** A field whose content is stated once it is left. What comes from elsewhere meanwhile does not overwrite what is being written. */
export const StatedField = ({ label, text, isAmount = false, onState }: Props) => {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current && input.current !== document.activeElement) input.current.value = text;
  }, [text]);
  return (
    <label class={isAmount ? 'field number' : 'field'}>
      <span>{label}</span>
      <input
        ref={input}
        type="text"
        inputMode={isAmount ? 'decimal' : 'text'}
        maxLength={200}
        autocomplete="off"
        defaultValue={text}
        onChange={(event) => {
          const isTaken = onState(event.currentTarget.value.trim());
          event.currentTarget.setAttribute('aria-invalid', String(!isTaken));
        }}
      />
    </label>
  );
};
