/** Chance that falls the same way each time: the year is made anew from its seed alone. */

export interface Random {
  /** From 0, below 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  chance(probability: number): boolean;
  /** Of what is never empty. */
  pick<const L extends readonly [unknown, ...unknown[]]>(from: L): L[number];
  /** How often something happens that happens so often on average. */
  count(mean: number): number;
  /** Around 1, its logarithm being normal. */
  spread(deviation: number): number;
}

/** FNV-1a: one number for one text. */
const seedOf = (text: string): number => {
  let hash = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619);
  return hash >>> 0;
};

/** Mulberry32. @param name the same name, the same course of chance; each day has its own, so that days differ alone */
export const makeRandom = (name: string): Random => {
  let state = seedOf(name);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  /** Box and Muller. */
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (probability) => next() < probability,
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
    count: (mean) => {
      if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      // Poisson's, by Knuth.
      const limit = Math.exp(-mean);
      let product = next();
      let times = 0;
      while (product > limit) {
        product *= next();
        times += 1;
      }
      return times;
    },
    spread: (deviation) => Math.exp(deviation * normal()),
  };
};
