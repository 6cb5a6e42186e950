import type { Api } from '../api.ts';
import type { Range } from '../days.ts';
import type { Formats } from '../format.ts';
import { Segmented } from '../parts/Segmented.tsx';
import { Select } from '../parts/Select.tsx';
import { GROUPINGS, MODEL_NAMES, type SortKey, sortKeysOf, USUAL, type View } from '../query.ts';
import { useReading } from '../reading.ts';
import { CsvButton } from './CsvButton.tsx';
import { columnLabel } from './columnLabel.ts';
import { SortSelect } from './SortSelect.tsx';

interface Props {
  api: Api;
  view: View;
  days: Range;
  formats: Formats;
  onChange: (change: Partial<View>) => void;
}

/** How the table reads: by what, by which model; and the table as a file. */
export const TableBar = ({ api, view, days, formats, onChange }: Props) => {
  const { words } = useReading();
  const groupings = GROUPINGS.map((value) => ({ value, text: words.grouping[value] }));
  const models = MODEL_NAMES.map((value) => ({ value, text: words.models[value] }));
  const labelOf = (key: SortKey): string => columnLabel(words, key, { by: view.by, sign: formats.currencySign });
  const group = (by: View['by']): void =>
    onChange({ by, sort: view.sort.key === 'channel' && by !== 'ad' ? USUAL.sort : view.sort });
  return (
    <div class="tableBar">
      <Segmented label={words.by} value={view.by} options={groupings} onChange={group} />
      <Select label={words.model} value={view.model} options={models} onChange={(model) => onChange({ model })} />
      <SortSelect keys={sortKeysOf(view.by)} sort={view.sort} labelOf={labelOf} onSort={(sort) => onChange({ sort })} />
      <CsvButton api={api} ask={{ ...view, days }} />
    </div>
  );
};
