import { useRef } from 'preact/hooks';
import { CopyButton } from '../parts/CopyButton.tsx';

/** A text to paste elsewhere: to copy by button or by hand. */
export const CodeBox = ({ label, text, primary = false }: { label: string; text: string; primary?: boolean }) => {
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <div class="install-code">
      <textarea
        ref={field}
        readOnly
        rows={2}
        spellcheck={false}
        aria-label={label}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton text={text} primary={primary} onRefused={() => field.current?.select()} />
    </div>
  );
};
