import type { ReportAnswer } from '../../shared/report.ts';
import { PRESETS, type Preset, type Range } from '../days.ts';
import type { Formats } from '../format.ts';
import { Select } from '../parts/Select.tsx';
import type { View } from '../query.ts';
import { useReading } from '../reading.ts';
import { fill } from '../words/fill.ts';

interface Props {
  view: View;
  days: Range;
  today: string;
  formats: Formats;
  compared: ReportAnswer['compare'];
  onChange: (change: Partial<View>) => void;
}

/** Which days, and whether beside the days before. */
export const Period = ({ view, days, today, formats, compared, onChange }: Props) => {
  const { words } = useReading();
  const custom = typeof view.range === 'object';
  const options = [...PRESETS, 'custom' as const].map((value) => ({ value, text: words.ranges[value] }));

  const choose = (value: Preset | 'custom'): void => onChange({ range: value === 'custom' ? days : value });
  /** The other end gives way, so that there is never a range that runs backwards. */
  const set = (end: keyof Range, day: string): void => {
    if (!day || day > today) return;
    const range = { ...days, [end]: day };
    onChange({ range: range.from > range.to ? { from: day, to: day } : range });
  };

  return (
    <div class="period">
      <Select
        label={words.period}
        hideLabel
        value={typeof view.range === 'object' ? 'custom' : view.range}
        options={options}
        onChange={choose}
      />
      {custom ? (
        <span class="period-days">
          <input
            type="date"
            aria-label={words.from}
            value={days.from}
            max={today}
            required
            onChange={(event) => set('from', event.currentTarget.value)}
          />
          <span aria-hidden="true">–</span>
          <input
            type="date"
            aria-label={words.to}
            value={days.to}
            max={today}
            required
            onChange={(event) => set('to', event.currentTarget.value)}
          />
        </span>
      ) : (
        <span class="period-days">{formats.range(days)}</span>
      )}
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
    </div>
  );
};
