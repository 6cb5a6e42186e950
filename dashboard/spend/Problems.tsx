import type { Failure } from '../api.ts';
import { useReading } from '../reading.ts';
import { fill } from '../words/fill.ts';
import type { Words } from '../words/words.ts';

/** The server says `row 12: Cost`; the column stays as the file has it. */
const fieldName = (field: string, words: Words): string =>
  field.replace(/^row (\d+)/, (_, n: string) => fill(words.row, { n }));

/** Why a file was not accepted, row by row in the server's words. */
export const Problems = ({ file, failure }: { file: string; failure: Failure }) => {
  const { words } = useReading();
  return (
    <section class="upload-problems" role="alert">
      <p class="upload-file">
        <strong>{file}</strong>
      </p>
      <h3>{words.problemsTitle}</h3>
      {failure.errors ? (
        <>
          <p class="quiet">{words.problemsHelp}</p>
          <ol>
            {failure.errors.map(({ field, detail }) => (
              <li key={`${field} ${detail}`}>
                <strong>{fieldName(field, words)}</strong> <span>{detail}</span>
              </li>
            ))}
          </ol>
        </>
      ) : (
        <p>{failure.kind === 'invalid' && failure.detail ? failure.detail : words.failed[failure.kind]}</p>
      )}
    </section>
  );
};
