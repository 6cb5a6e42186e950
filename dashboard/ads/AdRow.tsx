// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards on a phone, where a changed `display` takes the roles away
import type { ReportRow } from '../../shared/report.ts';
import type { Formats } from '../format.ts';
import type { Column, Grouping } from '../query.ts';
import { rowName } from '../rowName.ts';
import { Channel } from './Channel.tsx';
import { NameCell } from './NameCell.tsx';
import { ValueCell, type ValueCellProps } from './ValueCell.tsx';

/** What all rows have in common. */
export interface RowProps {
  columns: readonly Column[];
  labels: Record<Column, string>;
  money: ValueCellProps['money'];
  formats: Formats;
  withChannel: boolean;
}

interface Props extends RowProps {
  row: ReportRow;
  by: Grouping;
  mostSpend: number;
}

export const AdRow = ({ row, by, mostSpend, columns, labels, money, formats, withChannel }: Props) => {
  const name = rowName(row, by);
  const spend = row.values.spend ?? 0;
  const noLead = spend > 0 && !row.values.leads;
  // As wide as the row's spend is large, against the dearest: which rows matter is seen before it is read.
  const bar = { '--spend': mostSpend > 0 ? String(spend / mostSpend) : '0' };
  return (
    <tr role="row" class={noLead ? 'row wasted' : 'row'} style={bar}>
      <NameCell row={row} name={name} />
      {withChannel && (
        <td role="cell" class="channel">
          {row.ad && <Channel ad={row.ad} via={name.via} />}
        </td>
      )}
      {columns.map((column) => (
        <ValueCell
          key={column}
          column={column}
          label={labels[column]}
          values={row.values}
          previous={row.previous}
          estimated={row.estimated}
          money={money}
          formats={formats}
        />
      ))}
    </tr>
  );
};
