/** How many numbers of a pool are wanted at once, by hour of the day. */

const HOURS = 24;
/** Points of an hour at which its load is looked at. */
const SAMPLES = 12;

/** One hour of one day. */
export interface DayOfHours {
  day: number;
  /** 0 to 23. */
  hour: number;
  arrivals: number;
  misses: number;
}

/** Averages by hour of the day. */
export interface TypicalDay {
  /** Days they are averages of. */
  days: number;
  arrivals: number[];
  misses: number[];
}

/**
 * The hours of an average busy day; null without any arrivals. The busy hour is looked for at the same time of every day
 * and averaged over the days (a time-consistent busy hour), not taken from each day's own peak, which chance makes higher
 * than what would come again: ITU-T Recommendation E.500 measures traffic so. Days with less than half an average day's
 * arrivals are left out: a company's weekends and holidays, which would hide what its working days need.
 */
export const typicalDay = (hours: readonly DayOfHours[]): TypicalDay | null => {
  const perDay = new Map<number, number>();
  for (const { day, arrivals } of hours) perDay.set(day, (perDay.get(day) ?? 0) + arrivals);
  const total = [...perDay.values()].reduce((sum, arrivals) => sum + arrivals, 0);
  if (total === 0) return null;
  const half = total / perDay.size / 2;
  const busy = new Set([...perDay].filter(([, arrivals]) => arrivals >= half).map(([day]) => day));
  const typical: TypicalDay = { days: busy.size, arrivals: Array(HOURS).fill(0), misses: Array(HOURS).fill(0) };
  for (const { day, hour, arrivals, misses } of hours) {
    if (!busy.has(day)) continue;
    (typical.arrivals[hour] as number) += arrivals / busy.size;
    (typical.misses[hour] as number) += misses / busy.size;
  }
  return typical;
};

/**
 * Erlangs offered in each hour of the day, such days following one another: the mean of numbers in use if there were any
 * number of them. That is whoever arrived within the last `holding` hours, and not this hour's arrivals times the holding
 * time: with a cool-down of hours, what matters of a peak is how long it lasts. Putting this load into Erlang's formula
 * is the modified-offered-load approximation: W. A. Massey, W. Whitt, "An Analysis of the Modified Offered-Load
 * Approximation for the Nonstationary Erlang Loss Model", Annals of Applied Probability 4 (1994), 1145–1160.
 *
 * @param arrivals by hour of the day
 * @param holding hours
 */
export const loadOf = (arrivals: readonly number[], holding: number): number[] => {
  const sums = [0];
  for (const count of arrivals) sums.push((sums.at(-1) as number) + count);
  const aDay = sums[HOURS] as number;
  /** Arrivals from the beginning of day 0 until a time in hours, which may lie before it. */
  const until = (time: number): number => {
    const day = Math.floor(time / HOURS);
    const hour = Math.floor(time - day * HOURS);
    // Just before midnight rounds to 24, where the day's sum is whole.
    return day * aDay + (sums[hour] as number) + (time - day * HOURS - hour) * (arrivals[hour] ?? 0);
  };
  return arrivals.map((_, hour) => {
    let sum = 0;
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const time = hour + (sample + 0.5) / SAMPLES;
      sum += until(time) - until(time - holding);
    }
    return sum / SAMPLES;
  });
};

/** The hour of the greatest load, the earliest of equals. */
export const busiestHour = (load: readonly number[]): number => load.indexOf(Math.max(...load));
