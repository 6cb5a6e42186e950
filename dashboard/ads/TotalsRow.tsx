// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards on a phone, where a changed `display` takes the roles away
import type { ReportAnswer } from '../../shared/report.ts';
import { useReading } from '../reading.ts';
import type { RowProps } from './AdRow.tsx';
import { ValueCell } from './ValueCell.tsx';

/** Above the rows, where it is seen without scrolling past them all. */
export const TotalsRow = ({
  answer,
  columns,
  labels,
  money,
  formats,
  withChannel,
}: RowProps & { answer: ReportAnswer }) => {
  const { words } = useReading();
  return (
    <tr role="row" class="row totals">
      <th role="rowheader" scope="row" class="name">
        {words.total}
      </th>
      {withChannel && <td role="cell" class="channel" />}
      {columns.map((column) => (
        <ValueCell
          key={column}
          column={column}
          label={labels[column]}
          values={answer.totals}
          previous={answer.compare?.totals}
          money={money}
          formats={formats}
        />
      ))}
    </tr>
  );
};
