// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards on a phone, where a changed `display` takes the roles away
import type { ReportRow } from '../../shared/report.ts';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { useReading } from '../reading.ts';
import type { RowName } from '../rowName.ts';
import { Channel } from './Channel.tsx';

interface Props {
  row: ReportRow;
  name: RowName;
  /** The address of the row's own rows; null where there is nothing below. */
  inside: string | null;
}

/**
 * What the row is; names come from ad systems and addresses, so they are text of any length. Where there is no room for a
 * column of channels, the channel stands below the name.
 */
export const NameCell = ({ row, name, inside }: Props) => {
  const { words } = useReading();
  const title = name.title || words.unknown;
  const look = name.title ? 'name-title' : 'name-title none';
  return (
    <th role="rowheader" scope="row" class="name">
      {inside === null ? (
        <span class={look} title={title}>
          {title}
        </span>
      ) : (
        <PlaceLink class={look} to={{ query: inside }}>
          {title}
        </PlaceLink>
      )}
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
