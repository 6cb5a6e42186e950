import type { ReportAnswer } from '../../shared/report.ts';
import type { Formats } from '../format.ts';
import { PeriodChooser } from '../parts/PeriodChooser.tsx';
import type { View } from '../query.ts';
import { useReading } from '../reading.ts';
import { fill } from '../words/fill.ts';

interface Props {
  view: View;
  formats: Formats;
  compared: ReportAnswer['compare'];
  onChange: (change: Partial<View>) => void;
}

/** Which days, and whether beside the days before. */
export const Period = ({ view, formats, compared, onChange }: Props) => {
  const { words } = useReading();
  return (
    <PeriodChooser period={view.range} onChange={(range) => onChange({ range })}>
      <label class="check">
        <input
          type="checkbox"
          checked={view.compare}
          onChange={(event) => onChange({ compare: event.currentTarget.checked })}
        />
        <span>
          {words.compare}
          {view.compare && compared && (
            <span class="quiet period-compared wideOnly">
              {fill(words.comparedWith, { range: formats.range(compared) })}
            </span>
          )}
        </span>
      </label>
    </PeriodChooser>
  );
};
