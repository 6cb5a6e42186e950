import { PRESETS } from '../days.ts';
import { Select } from '../parts/Select.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import type { Days } from './useDays.ts';

export const DaysSelect = ({ days }: { days: Days }) => {
  const { words } = useReading();
  const { formats } = useSite();
  const options = PRESETS.map((value) => ({ value, text: words.ranges[value] }));
  return (
    <div class="forms-days">
      <Select label={words.period} hideLabel value={days.preset} options={options} onChange={days.choose} />
      <span class="quiet">{formats.range(days.range)}</span>
    </div>
  );
};
