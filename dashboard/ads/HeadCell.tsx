// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards on a phone, where a changed `display` takes the roles away
import type { Sort } from '../query.ts';

interface Props {
  /** Its class: what stands below it. */
  kind: 'name' | 'channel' | 'verdictCell' | 'value';
  label: string;
  modelLabel?: string | undefined;
  sort: Sort;
  sorted: boolean;
  onSort: () => void;
}

export const HeadCell = ({ kind, label, modelLabel, sort, sorted, onSort }: Props) => {
  const order = sort.descending ? 'descending' : 'ascending';
  return (
    <th role="columnheader" scope="col" class={`head ${kind}`} aria-sort={sorted ? order : 'none'}>
      <button type="button" onClick={onSort}>
        <span>
          {label}
          {modelLabel && <span class="head-model">{modelLabel}</span>}
        </span>
        <span class={sorted ? `arrow ${order}` : 'arrow'} aria-hidden="true" />
      </button>
    </th>
  );
};
