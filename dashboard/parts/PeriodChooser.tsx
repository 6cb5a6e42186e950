import type { ComponentChildren } from 'preact';
import { PRESETS, type Range } from '../days.ts';
import { daysOf, type Period } from '../period.ts';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { Select } from './Select.tsx';

interface Props {
  period: Period;
  onChange: (period: Period) => void;
  /** What else is chosen beside the days. */
  children?: ComponentChildren;
}

/** Which days a page looks at: a preset that moves on with the days, or two days of one's own. */
export const PeriodChooser = ({ period, onChange, children }: Props) => {
  const { words } = useReading();
  const { formats, today } = useSite();
  const days = daysOf(period, today);
  const options = [...PRESETS, 'custom' as const].map((value) => ({ value, text: words.ranges[value] }));

  /** The other end gives way, so that there is never a range that runs backwards. */
  const set = (end: keyof Range, day: string): void => {
    if (!day || day > today) return;
    const range = { ...days, [end]: day };
    onChange(range.from > range.to ? { from: day, to: day } : range);
  };
  const day = (end: keyof Range, label: string) => (
    <input
      type="date"
      aria-label={label}
      value={days[end]}
      max={today}
      required
      onChange={(event) => set(end, event.currentTarget.value)}
    />
  );

  return (
    <div class="period">
      <Select
        label={words.period}
        hideLabel
        value={typeof period === 'object' ? 'custom' : period}
        options={options}
        onChange={(value) => onChange(value === 'custom' ? days : value)}
      />
      {typeof period === 'object' ? (
        <span class="period-days">
          {day('from', words.from)}
          <span aria-hidden="true">–</span>
          {day('to', words.to)}
        </span>
      ) : (
        <span class="period-days">{formats.range(days)}</span>
      )}
      {children}
    </div>
  );
};
