import { useState } from 'preact/hooks';
import { useReading } from '../reading.ts';

interface Props {
  /** The usual days are empty too: more likely nothing is installed than that these days were quiet. */
  usual: boolean;
  snippet: string;
}

export const Empty = ({ usual, snippet }: Props) => {
  const { words } = useReading();
  const [copied, setCopied] = useState(false);
  if (!usual) return <p class="empty quiet">{words.emptyOther}</p>;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(snippet);
    setCopied(true);
  };
  return (
    <section class="empty notice">
      <h2>{words.emptyTitle}</h2>
      <p>{words.emptyHelp}</p>
      <p class="snippet-title">{words.snippet}</p>
      <div class="snippet">
        <code>{snippet}</code>
        <button type="button" class="button" onClick={copy}>
          {copied ? words.copied : words.copy}
        </button>
      </div>
    </section>
  );
};
