/** So many are worked on before others may have their turn: a millisecond's work or two. */
const SLICE = 10;

/** Awaited between slices of work, so that recording goes on. */
export type Pause = () => Promise<void> | undefined;

export const inTurns = async <T, R>(
  all: readonly T[],
  pause: Pause,
  work: (one: T, index: number) => R,
): Promise<R[]> => {
  const results: R[] = [];
  for (const [index, one] of all.entries()) {
    results.push(work(one, index));
    if (results.length % SLICE === 0) await pause();
  }
  return results;
};
