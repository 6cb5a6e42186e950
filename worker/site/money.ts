/** Amounts are integers of 1/10 000 of a currency unit. Exact until the one rounding at the end: half up. */

interface Decimal {
  digits: bigint;
  places: number;
}

const decimalOf = (amount: number | string): Decimal => {
  // A number has at most 10 places here; toFixed writes none of them in scientific notation.
  const text = typeof amount === 'number' ? amount.toFixed(10) : amount;
  const [whole = '0', fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), places: fraction.length };
};

const toStored = ({ digits, places }: Decimal): number => {
  const scaled = digits * 10_000n;
  const unit = 10n ** BigInt(places);
  return Number((2n * scaled + unit) / (2n * unit));
};

/** An amount that is not negative, in stored units. */
export const storedAmount = (amount: number | string): number => toStored(decimalOf(amount));

/** The same in another currency: `rate` of its units for one. Rounded once, after multiplying. */
export const convertedAmount = (amount: number | string, rate: string): number => {
  const [a, b] = [decimalOf(amount), decimalOf(rate)];
  return toStored({ digits: a.digits * b.digits, places: a.places + b.places });
};

/** `total` in `parts` integers that differ by one at most and add up to it. */
export const spreadEvenly = (total: number, parts: number): number[] => {
  const each = Math.floor(total / parts);
  const over = total - each * parts;
  return Array.from({ length: parts }, (_, index) => each + (index < over ? 1 : 0));
};

/** `total` shared out by weights, by largest remainder: integers that add up to it exactly. Weights must not be all 0. */
export const shareOut = (total: number, weights: readonly number[]): number[] => {
  const sum = weights.reduce((a, b) => a + BigInt(b), 0n);
  const whole = BigInt(total);
  const shares = weights.map((weight) => (whole * BigInt(weight)) / sum);
  const remainders = weights.map((weight, index) => ({ index, rest: (whole * BigInt(weight)) % sum }));
  let over = Number(whole - shares.reduce((a, b) => a + b, 0n));
  remainders.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  const result = shares.map(Number);
  for (const { index } of remainders) {
    if (over === 0) break;
    (result[index] as number) += 1;
    over -= 1;
  }
  return result;
};
