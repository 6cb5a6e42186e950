// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards on a phone, where a changed `display` takes the roles away
import { useReading } from '../reading.ts';
import type { RowProps } from './AdRow.tsx';
import { ValueCell } from './ValueCell.tsx';

/** Above the rows, where it is seen without scrolling past them all. */
export const TotalsRow = ({ answer, columns, withChannel }: Omit<RowProps, 'judged'>) => {
  const { words } = useReading();
  const figures = { values: answer.totals, models: answer.modelTotals };
  return (
    <tr role="row" class="row totals">
      <th role="rowheader" scope="row" class="name">
        {words.total}
      </th>
      {withChannel && <td role="cell" class="channel" />}
      {columns.map((column) =>
        column.metric === 'verdict' ? (
          <td key={column.id} role="cell" class="verdictCell" />
        ) : (
          <ValueCell
            key={column.id}
            column={column}
            metric={column.metric}
            figures={figures}
            previous={answer.compare?.totals}
            intervals={answer.totalIntervals}
            first={answer.models[0]}
          />
        ),
      )}
    </tr>
  );
};
