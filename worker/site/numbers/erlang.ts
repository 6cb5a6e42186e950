/**
 * Erlang's loss formula: the share of arrivals that find all of `numbers` taken, where `erlangs` would be in use on
 * average if there were any number of them. Arrivals are random (Poisson) and who finds none goes without; how the
 * holding times are distributed does not matter, only their mean.
 *
 * B(0) = 1, B(n) = A·B(n−1) / (n + A·B(n−1)): A. K. Erlang, "Solution of some problems in the theory of probabilities of
 * significance in automatic telephone exchanges" (1917); the recursion as in V. B. Iversen, "Teletraffic Engineering
 * Handbook" (ITU-D SG 2/16), chapter on Erlang's loss system.
 */
export const erlangB = (numbers: number, erlangs: number): number => {
  let share = 1;
  for (let n = 1; n <= numbers; n += 1) share = (erlangs * share) / (n + erlangs * share);
  return share;
};

/** The fewest numbers with which no more than `share` of the arrivals find none; `share` is above 0. */
export const numbersFor = (erlangs: number, share: number): number => {
  let blocked = 1;
  let n = 0;
  while (blocked > share) {
    n += 1;
    blocked = (erlangs * blocked) / (n + erlangs * blocked);
  }
  return n;
};
