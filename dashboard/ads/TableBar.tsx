import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Range } from '../days.ts';
import { Segmented } from '../parts/Segmented.tsx';
import { Select } from '../parts/Select.tsx';
import { GROUPINGS, type View } from '../query.ts';
import { ColumnsDialog } from './ColumnsDialog.tsx';
import { ConditionDialog } from './ConditionDialog.tsx';
import { CONDITIONS_BUTTON } from './Conditions.tsx';
import { CountingDialog } from './CountingDialog.tsx';
import { CsvButton } from './CsvButton.tsx';
import { type Column, SET_NAMES, SETS, setOf } from './columns.ts';
import { SearchBox } from './SearchBox.tsx';
import { SortSelect } from './SortSelect.tsx';
import type { TableColumn } from './tableColumns.ts';
import { askOf } from './useReport.ts';
import { useAdsWords } from './words.ts';

interface Props {
  view: View;
  shown: readonly Column[];
  days: Range;
  columns: readonly TableColumn[];
  onChange: (change: Partial<View>) => void;
}

/** How the table reads: by what, which figures, which rows, how they are counted; and the table as a file. */
export const TableBar = ({ view, shown, days, columns, onChange }: Props) => {
  const words = useAdsWords();
  const [dialog, setDialog] = useState<'columns' | 'counting' | 'condition' | null>(null);
  // On a phone the levels are wider than the screen: the chosen one is brought into sight.
  const levels = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = levels.current?.firstElementChild;
    const chosen = box?.querySelector(':checked')?.parentElement;
    if (box && chosen) box.scrollLeft = chosen.offsetLeft - (box.clientWidth - chosen.offsetWidth) / 2;
  }, [view.by]);
  const close = (): void => setDialog(null);
  const set = setOf(view.columns);
  const sets = [...SET_NAMES, ...(set ? [] : (['own'] as const))].map((value) => ({ value, text: words.sets[value] }));
  return (
    <>
      <div class="tableBar">
        <div class="levels" ref={levels}>
          <Segmented
            label={words.by}
            value={view.by}
            options={GROUPINGS.map((value) => ({ value, text: words.grouping[value] }))}
            onChange={(by) => onChange({ by })}
          />
        </div>
        <SearchBox view={view} onChange={onChange} />
        <button id={CONDITIONS_BUTTON} type="button" class="button" onClick={() => setDialog('condition')}>
          {words.conditions}
        </button>
      </div>
      <div class="tableBar">
        <Select
          label={words.columnSet}
          value={set ?? 'own'}
          options={sets}
          onChange={(name) => name !== 'own' && onChange({ columns: SETS[name] })}
        />
        <button type="button" class="button" onClick={() => setDialog('columns')}>
          {words.chooseColumns}
        </button>
        <button type="button" class="button" onClick={() => setDialog('counting')}>
          {words.counting}
        </button>
        <span class="quiet counted">
          {view.models.map((model) => words.models[model]).join(' · ')}
          {view.basis === 'lead' && `, ${words.byLeadDate}`}
        </span>
        <CsvButton ask={askOf(view, { days, shown, sort: view.sort })} />
        <SortSelect columns={columns} view={view} onSort={(sort) => onChange({ sort })} />
      </div>
      {dialog === 'columns' && (
        <ColumnsDialog columns={view.columns} onChoose={(wanted) => onChange({ columns: wanted })} onClose={close} />
      )}
      {dialog === 'counting' && (
        <CountingDialog
          models={view.models}
          basis={view.basis}
          intervals={view.intervals}
          onChoose={onChange}
          onClose={close}
        />
      )}
      {dialog === 'condition' && (
        <ConditionDialog
          days={days}
          onAdd={(condition) => onChange({ where: [...view.where.filter((one) => one !== condition), condition] })}
          onClose={close}
        />
      )}
    </>
  );
};
