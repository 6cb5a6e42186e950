import { useReading } from '../reading.ts';
import { CopyLine } from './CopyLine.tsx';

interface Props {
  /** The usual days are empty too: more likely nothing is installed than that these days were quiet. */
  usual: boolean;
  snippet: string;
}

export const Empty = ({ usual, snippet }: Props) => {
  const { words } = useReading();
  if (!usual) return <p class="empty quiet">{words.emptyOther}</p>;
  return (
    <section class="empty notice">
      <h2>{words.emptyTitle}</h2>
      <p>{words.emptyHelp}</p>
      <p class="snippet-title">{words.snippet}</p>
      <CopyLine text={snippet} />
    </section>
  );
};
