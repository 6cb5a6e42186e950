/**
 * Outcomes that come late: a lead becomes a customer weeks after it came, so of young leads few have, and nothing bad
 * follows from it. Each lead counts by how likely what would ever become of it is to be known by now. Delays are taken as
 * exponential, those of young leads as cut off at their age.
 *
 * Chapelle, "Modeling delayed feedback in display advertising" (KDD 2014).
 */

/** How likely an outcome that will come has come by so many days after the lead; `delay` is the mean. */
export const ripeShare = (age: number, delay: number): number =>
  delay === 0 ? 1 : -Math.expm1(-Math.max(0, age) / delay);

/** What is believed where too few outcomes are known, days. */
const UNKNOWN_DELAY = 30;
/** With fewer outcomes neither their delay is known, nor whether they are told of at all. */
export const FEWEST = 5;
const LONGEST = 3_650;

/** The mean of those exponential delays that are below `age`, the mean of all being `delay`. */
const meanBelow = (age: number, delay: number): number => delay - age / Math.expm1(age / delay);

/**
 * The mean delay of all outcomes, those included that are still to come: what makes the observed mean likeliest.
 *
 * @param observed mean delay of the outcomes there are, days
 * @param outcomes how many there are, by the age of their lead in days
 */
export const meanDelay = (observed: number, outcomes: readonly { age: number; count: number }[]): number => {
  const all = outcomes.reduce((sum, { count }) => sum + count, 0);
  if (all < FEWEST) return UNKNOWN_DELAY;
  if (observed <= 0) return 0;
  const expected = (delay: number): number =>
    outcomes.reduce((sum, { age, count }) => sum + (age > 0 ? count * meanBelow(age, delay) : 0), 0) / all;
  let [low, high] = [0, LONGEST];
  if (expected(high) <= observed) return LONGEST;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (expected(middle) < observed) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};
