import { Select } from '../parts/Select.tsx';
import { nextSort, type Sort, type View } from '../query.ts';
import { useReading } from '../reading.ts';
import { sortBy } from './AdsTable.tsx';
import type { TableColumn } from './tableColumns.ts';
import { useAdsWords } from './words.ts';

interface Props {
  columns: readonly TableColumn[];
  view: View;
  onSort: (sort: Sort) => void;
}

/** The order of the cards of a phone, which have no column heads to press. */
export const SortSelect = ({ columns, view, onSort }: Props) => {
  const { words } = useReading();
  const own = useAdsWords();
  const { sort, by } = view;
  const choices: { value: string; text: string; at: Pick<Sort, 'key' | 'model'> }[] = [
    { value: 'name', text: own.one[by], at: { key: 'name' } },
    ...(by === 'ad' ? [{ value: 'channel', text: own.one.channel, at: { key: 'channel' } as const }] : []),
    ...columns.map((column) => ({
      value: column.id,
      text: column.modelLabel ? `${column.label} · ${column.modelLabel}` : column.label,
      at: sortBy(column, view),
    })),
  ];
  const chosen = choices.find(({ at }) => at.key === sort.key && at.model === sort.model);
  const choose = (value: string): void => {
    const at = choices.find((choice) => choice.value === value)?.at;
    if (at) onSort(nextSort(sort, at));
  };
  return (
    <div class="sortSelect">
      <Select label={words.sortBy} value={chosen?.value ?? 'name'} options={choices} onChange={choose} />
      <button
        type="button"
        class="button bare"
        aria-label={sort.descending ? words.descending : words.ascending}
        title={sort.descending ? words.descending : words.ascending}
        onClick={() => onSort(nextSort(sort, sort))}
      >
        <span class={`arrow ${sort.descending ? 'descending' : 'ascending'}`} aria-hidden="true" />
      </button>
    </div>
  );
};
