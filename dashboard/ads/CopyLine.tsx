import { useState } from 'preact/hooks';
import { CopyButton } from '../parts/CopyButton.tsx';
import { useAdsWords } from './words.ts';

/** A text to be pasted elsewhere, and a button that copies it. */
export const CopyLine = ({ text }: { text: string }) => {
  const words = useAdsWords();
  const [refused, setRefused] = useState(false);
  return (
    <div class="snippet">
      <code>{text}</code>
      <CopyButton key={text} text={text} onRefused={() => setRefused(true)} />
      <span class="wrong" role="status">
        {refused && words.copyFailed}
      </span>
    </div>
  );
};
