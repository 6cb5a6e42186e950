import type { Period } from '../../shared/formReport.ts';
import { problem } from '../problem.ts';

const DAY = 86_400_000;
/** What a report may span: ten years of days. */
const MOST_DAYS = 3_660;

/**
 * The days a query asks for, or what is wrong with them.
 *
 * @param today at the site
 * @param days how many there are by default, the last one included
 */
export const settlePeriod = (
  asked: { from?: string | undefined; to?: string | undefined },
  today: string,
  days = 30,
): Period | Response => {
  const to = asked.to ?? today;
  const from = asked.from ?? new Date(Date.parse(to) - (days - 1) * DAY).toISOString().slice(0, 10);
  if (from > to) return problem('invalid', { errors: [{ field: 'to', detail: `lies before from (${from})` }] });
  if ((Date.parse(to) - Date.parse(from)) / DAY >= MOST_DAYS) {
    return problem('invalid', { errors: [{ field: 'from', detail: `a report spans ${MOST_DAYS} days at most` }] });
  }
  return { from, to };
};
