import { useState } from 'preact/hooks';
import { useWords } from './useWords.ts';

/** Copies a text, and says so; where the browser does not let it, the text is selected for the reader to copy. */
export const CopyButton = ({ text, onRefused }: { text: string; onRefused: () => void }) => {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Refused by the browser, or the page is not a secure one.
      onRefused();
    }
  };
  return (
    <button type="button" class="button primary" onClick={() => void copy()}>
      <span aria-live="polite">{copied ? words.copied : words.copy}</span>
    </button>
  );
};
