/** Which variant of a form a visitor gets. Free of dependencies: the page imports this file. */

export interface Arm {
  id: string;
  /** Its share of the visitors, against the other arms' weights; one of weight 0 gets none. */
  weight: number;
}

/** FNV-1a, mixed at the end as MurmurHash3 does: 32 bits, each of which every letter moves. */
const hashOf = (text: string): number => {
  let hash = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/**
 * The same for the same visitor and form at every time: nothing is stored. Each arm draws a lot for the visitor, by its
 * weight, and the best lot wins (weighted rendezvous hashing, Thaler & Ravishankar 1998). So when an arm ends, its
 * visitors are spread over the others by their weights, and the others' visitors stay where they are; one that is added
 * takes its share from all. What other forms test makes no difference.
 *
 * @param visitor the browser's id; where none may be stored, that of the page
 * @returns the arm's id; undefined where none has a weight
 */
export const variantOf = (form: string, visitor: string, arms: readonly Arm[]): string | undefined => {
  let found: string | undefined;
  let best = Number.POSITIVE_INFINITY;
  for (const { id, weight } of arms) {
    // The first arrival of a Poisson process of that rate: the least of several is each one's by its share.
    const arrival = -Math.log((hashOf(`${visitor}\n${form}\n${id}`) + 0.5) / 4_294_967_296) / weight;
    if (arrival < best) {
      best = arrival;
      found = id;
    }
  }
  return found;
};
