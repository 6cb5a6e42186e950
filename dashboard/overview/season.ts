import type { SeasonalityAnswer, SeasonOfMonth } from '../../shared/seasonality.ts';

/** Less than this is not worth a word. */
const WORTH_TELLING = 0.1;

/** This month and the next one, where the season is more than chance would make of it; none where it is as any month. */
export const seasonNow = ({ season }: SeasonalityAnswer, today: string): SeasonOfMonth[] => {
  if (!season || season.class === 'none' || season.swing <= (season.chance ?? 0)) return [];
  const month = Number(today.slice(5, 7));
  return [month, (month % 12) + 1]
    .map((wanted) => season.byMonth.find((one) => one.month === wanted))
    .filter((one) => one !== undefined)
    .filter(({ index }) => Math.abs(index - 1) >= WORTH_TELLING);
};
