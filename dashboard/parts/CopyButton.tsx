import { useState } from 'preact/hooks';
import { useReading } from '../reading.ts';

interface Props {
  text: string;
  /** The browser refuses, or the page is not a secure one: selects the text, for the reader to copy. */
  onRefused: () => void;
  primary?: boolean;
}

/** Copies a text, and says so. */
export const CopyButton = ({ text, onRefused, primary = false }: Props) => {
  const { words } = useReading();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      onRefused();
    }
  };
  return (
    <button type="button" class={primary ? 'button primary' : 'button'} onClick={() => void copy()}>
      <span aria-live="polite">{copied ? words.copied : words.copy}</span>
    </button>
  );
};
