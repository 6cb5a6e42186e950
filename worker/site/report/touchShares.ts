import type { Model } from '../../../shared/report.ts';
import { shareOut } from '../money.ts';

/** How each model shares a contact out among the touches before it. Pure functions of the touches. */

/** As `contact_paths` keeps it: in order of time, times in ms since 1970, `direct` 1 or 0, `visit` '' where there is none. */
export type PathTouch = readonly [ad: number, startedAt: number, direct: number | boolean, visit: string];

export interface Credit {
  ad: number;
  /** '' where no visit brought it. */
  visit: string;
  /** Millionths. */
  share: number;
}

export interface ModelTerms {
  /** Ms before the contact. Of `firstClick` only where the query states it: null where it has none. */
  lookBack: number;
  firstClickLookBack: number | null;
  /** Ms in which a touch's weight halves. */
  halfLife: number;
}

/** Weights are whole: of this many, so that millionths times it fit a number. */
const FINEST = 2 ** 30;

const equal = (count: number): number[] => new Array<number>(count).fill(1);

/** Two ends of 40 % each, the touches between them 20 % together; of two touches half each. */
const byPosition = (count: number): number[] => {
  if (count <= 2) return equal(count);
  const between = count - 2;
  return Array.from({ length: count }, (_, index) => (index === 0 || index === count - 1 ? 2 * between : 1));
};

/**
 * 2^(−age / halfLife). A ratio of weights depends on the difference of ages alone, so the youngest has the weight 1 and
 * none is lost to its age. A touch that began after its contact, by an unlike clock, has the age 0.
 */
const byAge = (touches: readonly PathTouch[], at: number, halfLife: number): number[] => {
  const ages = touches.map(([, startedAt]) => Math.max(0, at - startedAt));
  const youngest = Math.min(...ages);
  return ages.map((age) => Math.round(FINEST * 2 ** ((youngest - age) / halfLife)));
};

/**
 * The touches that a model credits, with their weights. The models that share out look at those within the look-back that
 * are not direct; where there is none, the last touch alone has all, as under `lastNonDirect`.
 */
const weighted = (
  model: Model,
  { path, at }: { path: readonly PathTouch[]; at: number },
  { lookBack, firstClickLookBack, halfLife }: ModelTerms,
): { touches: readonly PathTouch[]; weights: readonly number[] } => {
  const last = path.at(-1) as PathTouch;
  const one = (touch: PathTouch | undefined) => ({ touches: [touch ?? last], weights: [1] });
  if (model === 'lastClick') return one(last);
  if (model === 'firstClick') {
    return one(
      firstClickLookBack === null ? path[0] : path.find(([, startedAt]) => startedAt >= at - firstClickLookBack),
    );
  }
  const isCounted = ([, startedAt, direct]: PathTouch): boolean => !direct && startedAt >= at - lookBack;
  if (model === 'lastNonDirect') return one(path.findLast(isCounted));
  const touches = path.filter(isCounted);
  if (touches.length <= 1) return one(touches[0]);
  if (model === 'linear') return { touches, weights: equal(touches.length) };
  return { touches, weights: model === 'position' ? byPosition(touches.length) : byAge(touches, at, halfLife) };
};

/**
 * A contact's credits under a model: they sum to `share` exactly, by largest remainder, of equal ones the earlier first.
 * @param contact its touches (at least one), when it was made (ms since 1970), and how many millionths of it are theirs
 */
export const creditsOf = (
  model: Model,
  contact: { path: readonly PathTouch[]; at: number; share: number },
  terms: ModelTerms,
): Credit[] => {
  const { touches, weights } = weighted(model, contact, terms);
  const shares = weights.length === 1 ? [contact.share] : shareOut(contact.share, weights);
  const credits: Credit[] = [];
  for (const [index, [ad, , , visit]] of touches.entries()) {
    const share = shares[index] as number;
    if (share > 0) credits.push({ ad, visit, share });
  }
  return credits;
};
