import type { Dimension } from '../../../shared/report.ts';
import type { Plan } from '../report/plan.ts';
import { rolledDimension } from '../report/visitFacts.ts';
import type { SealedDays } from './sealedDays.ts';

/** What a contact is told by the visit it is credited to. */
const OF_VISITS: readonly Dimension[] = ['landing', 'device', 'country', 'page'];

/**
 * Whether a report asks what single visits alone can tell, of days of which there are none any more: visitors, dimensions
 * that are crossed, what the visits were like that contacts are credited to.
 */
export const lacksVisits = (plan: Plan, asked: ReadonlySet<Dimension>, sealed: SealedDays): boolean => {
  const { needs, from } = plan;
  const readsVisits = needs.visitors || (needs.visit && rolledDimension(plan) === null);
  // A visit that a contact is credited to may lie long before it.
  const readsCredited = needs.credited && OF_VISITS.some((dimension) => asked.has(dimension));
  return sealed.any && ((readsVisits && from < sealed.before) || readsCredited);
};
