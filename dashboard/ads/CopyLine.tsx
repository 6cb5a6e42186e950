import { useEffect, useState } from 'preact/hooks';
import { useAdsWords } from './words.ts';

/** A text to be pasted elsewhere, and a button that copies it. */
export const CopyLine = ({ text }: { text: string }) => {
  const words = useAdsWords();
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  // What was copied is another text by now.
  useEffect(() => setState('idle'), [text]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      // Some browsers refuse it, by policy or by the reader's choice: the text can still be selected.
      setState('failed');
    }
  };
  return (
    <div class="snippet">
      <code>{text}</code>
      <button type="button" class="button" onClick={copy}>
        {state === 'copied' ? words.copied : words.copy}
      </button>
      <span class="wrong" role="status">
        {state === 'failed' && words.copyFailed}
      </span>
    </div>
  );
};
