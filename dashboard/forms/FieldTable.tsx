// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards on a phone, where a changed `display` takes the roles away
import type { FieldsOf } from '../../shared/formReport.ts';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { useWords } from './useWords.ts';

interface Props {
  caption: string;
  of: FieldsOf;
  nameOf: (field: string) => string;
}

const COUNTS = ['corrected', 'refused', 'abandoned'] as const;

/** Fields in the order in which they are filled in: the bars grow shorter where people stop. */
export const FieldTable = ({ caption, of, nameOf }: Props) => {
  const words = useWords();
  const { words: common } = useReading();
  const { formats } = useSite();
  const seconds = (ms: number): string => formats.count(Math.round(ms / 100) / 10);
  const part = (count: number): string => `${(of.visits.seen > 0 ? count / of.visits.seen : 0) * 100}%`;
  const most = Math.max(...of.fields.map(({ abandoned }) => abandoned));
  return (
    <div class="forms-box">
      <table role="table" class="forms-table fields-table">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr role="row">
            {(['field', 'touched', ...COUNTS, 'time'] as const).map((column) => (
              <th
                role="columnheader"
                scope="col"
                key={column}
                class={column === 'field' ? undefined : column === 'touched' ? 'bars' : 'value'}
              >
                {words.fieldColumns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.fields.map((field) => (
            <tr role="row" key={field.field}>
              <th role="rowheader" scope="row" class="name" title={field.field}>
                {nameOf(field.field)}
              </th>
              <td role="cell" class="bars" data-label={words.fieldColumns.touched}>
                <span class="bar" aria-hidden="true">
                  <span class="bar-stays" style={{ width: part(field.touched - field.abandoned) }} />
                  <span class="bar-leaves" style={{ width: part(field.abandoned) }} />
                </span>
                <span class="figure">{formats.count(field.touched)}</span>
              </td>
              {COUNTS.map((count) => (
                <td
                  role="cell"
                  key={count}
                  class={count === 'abandoned' && most > 0 && field.abandoned === most ? 'value most' : 'value'}
                  data-label={words.fieldColumns[count]}
                >
                  {formats.count(field[count])}
                </td>
              ))}
              <td
                role="cell"
                class="value"
                data-label={words.fieldColumns.time}
                title={field.time ? fill(words.timeOf, { p90: seconds(field.time.p90) }) : undefined}
              >
                {field.time ? (
                  seconds(field.time.median)
                ) : (
                  <>
                    <span aria-hidden="true">–</span>
                    <span class="unseen">{common.noValue}</span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
