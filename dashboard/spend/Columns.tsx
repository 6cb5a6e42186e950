import type { SpendAnswer } from '../../shared/spend.ts';
import { useReading } from '../reading.ts';

interface Props {
  columns: NonNullable<SpendAnswer['columns']>;
  /** What the fields are called, where they are not those of spend. */
  fields?: Record<string, string>;
}

/** How each column was read. Columns that were not used are told after the others, in one line. */
export const Columns = ({ columns, fields: names }: Props) => {
  const { words } = useReading();
  const fields: Record<string, string> = names ?? words.fields;
  const ignored = columns.filter(({ readAs }) => readAs === 'ignored');
  return (
    <section class="upload-columns">
      <h3>{words.columnsRead}</h3>
      <dl>
        {columns
          .filter(({ readAs }) => readAs !== 'ignored')
          .map(({ column, readAs }) => (
            <div key={column}>
              <dt>{column}</dt>
              <dd>{fields[readAs] ?? readAs}</dd>
            </div>
          ))}
      </dl>
      {ignored.length > 0 && (
        <p class="quiet">
          {words.ignored}: {ignored.map(({ column }) => column).join(', ')}
        </p>
      )}
    </section>
  );
};
