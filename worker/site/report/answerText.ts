import type { ReportAnswer } from '../../../shared/report.ts';
import { letOthersIn } from './visitFacts.ts';

/** Values that are written at a stretch, about 5 ms of them. */
const VALUES_AT_ONCE = 20_000;

/** An answer as JSON, a stretch of rows at a time: a thousand rows of all metrics are megabytes. */
export const answerText = async ({ rows, ...rest }: ReportAnswer): Promise<string> => {
  const atOnce = Math.ceil(VALUES_AT_ONCE / (1 + rest.metrics.length * rest.models.length));
  const stretches: string[] = [];
  for (let from = 0; from < rows.length; from += atOnce) {
    stretches.push(JSON.stringify(rows.slice(from, from + atOnce)).slice(1, -1));
    await letOthersIn();
  }
  return `${JSON.stringify(rest).slice(0, -1)},"rows":[${stretches.join(',')}]}`;
};
