import { Select } from '../parts/Select.tsx';
import { nextSort, type Sort, type SortKey } from '../query.ts';
import { useReading } from '../reading.ts';

interface Props {
  keys: readonly SortKey[];
  sort: Sort;
  labelOf: (key: SortKey) => string;
  onSort: (sort: Sort) => void;
}

/** The order of the cards of a phone, which have no column heads to press. */
export const SortSelect = ({ keys, sort, labelOf, onSort }: Props) => {
  const { words } = useReading();
  const options = keys.map((value) => ({ value, text: labelOf(value) }));
  return (
    <div class="sortSelect">
      <Select label={words.sortBy} value={sort.key} options={options} onChange={(key) => onSort(nextSort(sort, key))} />
      <button
        type="button"
        class="button bare"
        aria-label={sort.descending ? words.descending : words.ascending}
        title={sort.descending ? words.descending : words.ascending}
        onClick={() => onSort(nextSort(sort, sort.key))}
      >
        <span class={`arrow ${sort.descending ? 'descending' : 'ascending'}`} aria-hidden="true" />
      </button>
    </div>
  );
};
