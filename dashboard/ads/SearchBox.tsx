import { partsOf, type View } from '../query.ts';
import { useAdsWords } from './words.ts';

/** The condition that the search box stands for: that the rows' own names contain a text. */
export const searchOf = ({
  by,
  where,
}: Pick<View, 'by' | 'where'>): { condition: string; value: string } | undefined => {
  const condition = where.find((one) => partsOf(one).dimension === by && partsOf(one).operator === '~:');
  return condition === undefined ? undefined : { condition, value: partsOf(condition).value };
};

/** Rows by a piece of their names. It is a condition as others are, so the totals are of the rows that are found. */
export const SearchBox = ({ view, onChange }: { view: View; onChange: (change: Partial<View>) => void }) => {
  const words = useAdsWords();
  const found = searchOf(view);
  const search = (text: string): void => {
    const value = text.trim();
    if (value === (found?.value ?? '')) return;
    const others = view.where.filter((condition) => condition !== found?.condition);
    onChange({ where: value ? [...others, `${view.by}~:${value}`] : others });
  };
  return (
    <label class="search">
      <span class="unseen">{words.search}</span>
      <input
        key={`${view.by} ${found?.value ?? ''}`}
        type="search"
        placeholder={words.search}
        defaultValue={found?.value ?? ''}
        maxLength={200}
        onChange={(event) => search(event.currentTarget.value)}
        onInput={(event) => event.currentTarget.value === '' && search('')}
      />
    </label>
  );
};
