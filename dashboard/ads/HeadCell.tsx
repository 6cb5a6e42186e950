// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards on a phone, where a changed `display` takes the roles away
import type { Sort, SortKey } from '../query.ts';

interface Props {
  name: SortKey;
  label: string;
  sort: Sort;
  onSort: () => void;
}

export const HeadCell = ({ name, label, sort, onSort }: Props) => {
  const sorted = sort.key === name;
  const order = sort.descending ? 'descending' : 'ascending';
  return (
    <th role="columnheader" scope="col" class={`head ${name}`} aria-sort={sorted ? order : 'none'}>
      <button type="button" onClick={onSort}>
        <span>{label}</span>
        <span class={sorted ? `arrow ${order}` : 'arrow'} aria-hidden="true" />
      </button>
    </th>
  );
};
