import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { SpendAnswer } from '../../shared/spend.ts';
import type { Formats } from '../format.ts';
import { useReading } from '../reading.ts';
import { fill } from '../words/fill.ts';
import { Columns } from './Columns.tsx';
import { Missing } from './Missing.tsx';

interface Props {
  file: string;
  answer: SpendAnswer;
  formats: Formats;
  saving: boolean;
  onSave: (replace: boolean) => Promise<void>;
  /** The way to another file. */
  other: ComponentChildren;
  /** What can be said of the file beside. */
  children: ComponentChildren;
}

/** What the file would change, to be confirmed. */
export const DryRun = ({ file, answer, formats, saving, onSave, other, children }: Props) => {
  const { words } = useReading();
  const [replace, setReplace] = useState(false);
  const origin =
    answer.origin in words.origins ? words.origins[answer.origin as keyof typeof words.origins] : answer.origin;
  const changesNothing = answer.added + answer.changed === 0 && !replace;
  const differences = [
    { count: answer.added, word: words.added },
    { count: answer.changed, word: words.changed },
    { count: answer.unchanged, word: words.unchanged },
  ].filter(({ count }) => count > 0);

  return (
    <>
      <p class="upload-file">
        <strong>{file}</strong> <span class="tag">{origin}</span>
      </p>
      <dl class="upload-sums">
        <div>
          <dt>{words.fileCost}</dt>
          <dd>{formats.exactMoney(answer.cost)}</dd>
        </div>
        <div>
          <dt>{words.filePeriod}</dt>
          <dd>{formats.range(answer)}</dd>
        </div>
        <div>
          <dt>{words.fileRows}</dt>
          <dd>{formats.count(answer.rows)}</dd>
        </div>
        <div>
          <dt>{words.fileClicks}</dt>
          <dd>{formats.count(answer.clicks)}</dd>
        </div>
      </dl>
      <p class="upload-difference">
        {differences.map(({ count, word }) => (
          <span key={word}>{fill(word, { n: formats.count(count) })}</span>
        ))}
      </p>
      {children}
      {answer.spread && <p class="quiet">{words.spread}</p>}
      {answer.missingCount > 0 && (
        <Missing answer={answer} formats={formats}>
          <label class="check">
            <input type="checkbox" checked={replace} onChange={(event) => setReplace(event.currentTarget.checked)} />
            <span>{words.replace}</span>
          </label>
        </Missing>
      )}
      {answer.columns && <Columns columns={answer.columns} />}
      {changesNothing && <p class="quiet">{words.nothingNew}</p>}
      <footer>
        {other}
        <button
          type="button"
          class="button primary"
          disabled={saving || changesNothing}
          onClick={() => void onSave(replace)}
        >
          {saving ? words.saving : words.confirm}
        </button>
      </footer>
    </>
  );
};
