// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards on a phone, where a changed `display` takes the roles away
import type { ReportAnswer, ReportRow } from '../../shared/report.ts';
import type { VerdictRow } from '../../shared/verdict.ts';
import type { Grouping } from '../query.ts';
import { rowName } from '../rowName.ts';
import { Channel } from './Channel.tsx';
import { NameCell } from './NameCell.tsx';
import type { TableColumn } from './tableColumns.ts';
import { ValueCell } from './ValueCell.tsx';
import type { Judged } from './VerdictCell.tsx';
import { VerdictCell } from './VerdictCell.tsx';

/** What all rows have in common. */
export interface RowProps {
  columns: readonly TableColumn[];
  answer: ReportAnswer;
  withChannel: boolean;
  judged: Judged;
}

interface Props extends RowProps {
  row: ReportRow;
  by: Grouping;
  mostSpend: number;
  /** The address of the row's own rows. */
  inside: string | null;
  verdict: VerdictRow | undefined;
}

export const AdRow = ({ row, by, mostSpend, inside, verdict, columns, answer, withChannel, judged }: Props) => {
  const name = rowName(row, by);
  const spend = row.values.spend ?? 0;
  // Without a verdict, money that brought no lead.
  const look = verdict?.verdict ?? (spend > 0 && !row.values.leads ? 'wasted' : '');
  // As wide as the row's spend is large, against the dearest: which rows matter is seen before it is read.
  const bar = { '--spend': mostSpend > 0 ? String(spend / mostSpend) : '0' };
  return (
    <tr role="row" class={`row ${look}`} style={bar}>
      <NameCell row={row} name={name} inside={inside} />
      {withChannel && (
        <td role="cell" class="channel">
          {row.ad && <Channel ad={row.ad} via={name.via} />}
        </td>
      )}
      {columns.map((column) =>
        column.metric === 'verdict' ? (
          <VerdictCell key={column.id} label={column.label} verdict={verdict} judged={judged} />
        ) : (
          <ValueCell
            key={column.id}
            column={column}
            metric={column.metric}
            figures={row}
            previous={row.previous}
            estimated={row.estimated}
            intervals={row.intervals}
            first={answer.models[0]}
          />
        ),
      )}
    </tr>
  );
};
