import type { OwnFact } from '../facts.ts';
import type { COUNTED, OwnFormula } from '../formulas.ts';

/** What metrics mean, in one language: a plain sentence each, for somebody who is no analyst. */
export interface Words {
  metrics: Record<OwnFact | OwnFormula, string>;
  /** What can be counted, as it is called inside a sentence; the site's own actions go by their own names. */
  counted: Record<(typeof COUNTED)[number], string>;
  /** Leads with an action of the site's. */
  action: (action: string) => string;
  /** Of the first the share that comes to the second. */
  conversion: (from: string, to: string) => string;
  costPer: (what: string) => string;
}
