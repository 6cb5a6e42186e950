// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards on a phone, where a changed `display` takes the roles away
import type { ReportRow } from '../../shared/report.ts';
import { useReading } from '../reading.ts';
import type { RowName } from '../rowName.ts';
import { Channel } from './Channel.tsx';

interface Props {
  row: ReportRow;
  name: RowName;
}

/**
 * What the row is; names come from ad systems and addresses, so they are text of any length. Where there is no room for a
 * column of channels, the channel stands below the name.
 */
export const NameCell = ({ row, name }: Props) => {
  const { words } = useReading();
  return (
    <th role="rowheader" scope="row" class="name">
      <span class={name.title ? 'name-title' : 'name-title none'} title={name.title}>
        {name.title || words.unknown}
      </span>
      {name.under && (
        <span class="name-under" title={name.under}>
          {name.under}
        </span>
      )}
      {row.ad && (
        <span class="name-channel">
          <Channel ad={row.ad} via={name.via} />
        </span>
      )}
      {row.unmatched && (
        <span class="tag" title={words.unmatchedMeaning}>
          {words.unmatched}
        </span>
      )}
    </th>
  );
};
