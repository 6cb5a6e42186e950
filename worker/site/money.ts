/** Amounts are integers of 1/10 000 of a currency unit. Exact until the one rounding at the end: half up. */

/** 100 000 million units in one amount: beyond it sums would no longer be exact. */
export const MOST_STORED = 1e15;

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

/** An exact fraction, such as a rate. */
export interface Fraction {
  over: bigint;
  under: bigint;
}

export const fractionOf = (decimal: number | string): Fraction => {
  const { digits, places } = decimalOf(decimal);
  return { over: digits, under: 10n ** BigInt(places) };
};

export const times = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under });
export const plus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});

/** A fraction of currency units in stored units, rounded half up. */
export const storedFraction = ({ over, under }: Fraction): number =>
  Number((2n * over * 10_000n + under) / (2n * under));

/** `total` in `parts` integers that differ by one at most and add up to it. */
export const spreadEvenly = (total: number, parts: number): number[] => {
  const each = Math.floor(total / parts);
  const over = total - each * parts;
  return Array.from({ length: parts }, (_, index) => each + (index < over ? 1 : 0));
};

/**
 * `total` shared out by weights, by largest remainder, of equal ones the first: integers that add up to it exactly.
 * Weights must not be all 0. A loss is shared out as its amount is.
 */
export const shareOut = (total: number, weights: readonly number[]): number[] => {
  if (total < 0) return shareOut(-total, weights).map((share) => 0 - share);
  const sum = weights.reduce((a, b) => a + b, 0);
  const shares: number[] = [];
  const rests: number[] = [];
  let over = total;
  if (Number.isSafeInteger(total * sum)) {
    for (const weight of weights) {
      const rest = (total * weight) % sum;
      const share = (total * weight - rest) / sum;
      shares.push(share);
      rests.push(rest);
      over -= share;
    }
  } else {
    const [exactTotal, exactSum] = [BigInt(total), weights.reduce((a, b) => a + BigInt(b), 0n)];
    for (const weight of weights) {
      const product = exactTotal * BigInt(weight);
      const share = Number(product / exactSum);
      shares.push(share);
      // Below the sum of the weights: a rest fits a number as far as that does.
      rests.push(Number(product % exactSum));
      over -= share;
    }
  }
  if (over === 0) return shares;
  const order = rests.map((_, index) => index).sort((a, b) => (rests[b] as number) - (rests[a] as number) || a - b);
  for (const index of order.slice(0, over)) (shares[index] as number) += 1;
  return shares;
};
