import type { ReportAnswer } from '../../shared/report.ts';
import { PeriodChooser } from '../parts/PeriodChooser.tsx';
import { Select } from '../parts/Select.tsx';
import { COMPARISONS, type View } from '../query.ts';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { useAdsWords } from './words.ts';

interface Props {
  view: View;
  /** Whether there is anything to put beside other days. */
  comparable: boolean;
  compared: ReportAnswer['compare'];
  onChange: (change: Partial<View>) => void;
}

/** Which days, and beside which. */
export const Period = ({ view, comparable, compared, onChange }: Props) => {
  const { words } = useReading();
  const own = useAdsWords();
  const { formats } = useSite();
  const options = COMPARISONS.map((value) => ({ value, text: own.comparisons[value] }));
  return (
    <PeriodChooser period={view.range} onChange={(range) => onChange({ range })}>
      {comparable && (
        <Select
          class="compare"
          label={own.compareWith}
          value={view.compare}
          options={options}
          onChange={(compare) => onChange({ compare })}
        />
      )}
      {comparable && view.compare !== 'off' && compared && (
        <span class="quiet wideOnly">{fill(words.comparedWith, { range: formats.range(compared) })}</span>
      )}
    </PeriodChooser>
  );
};
