/** Division of integers, rounded once. */

/** `numerator / denominator` of integers to `places` decimals, half away from zero, with no rounding before. */
export const divide = (numerator: bigint, denominator: bigint, places: number): number => {
  const scaled = numerator * 10n ** BigInt(places) * 2n;
  const half = denominator < 0n ? -denominator : denominator;
  const magnitude = ((scaled < 0n ? -scaled : scaled) + half) / (2n * half);
  const negative = scaled < 0n !== denominator < 0n;
  return (Number(magnitude) / 10 ** places) * (negative && magnitude !== 0n ? -1 : 1);
};

/** The same where all that is needed fits a number exactly, which is nearly always and many times as fast. */
export const divideExactly = (numerator: number, denominator: number, places: number): number => {
  const dividend = numerator * 10 ** places * 2 + denominator;
  const divisor = 2 * denominator;
  if (numerator < 0 || denominator < 0 || dividend > Number.MAX_SAFE_INTEGER || divisor > Number.MAX_SAFE_INTEGER) {
    return divide(BigInt(numerator), BigInt(denominator), places);
  }
  // The quotient is rounded before it is cut off, so it can come out one too large.
  let quotient = Math.floor(dividend / divisor);
  if (quotient * divisor > dividend) quotient -= 1;
  return quotient / 10 ** places;
};
