import * as v from 'valibot';
import type { MetricName } from '../../../shared/metrics/catalogue.ts';
import type { PLAN_SCOPES } from '../../../shared/plans.ts';
import { type Condition, ReportQuery } from '../../../shared/report.ts';
import { dateOfDay } from '../days.ts';
import { makeReport, type ReportContext } from '../report/report.ts';
import type { PlanRow } from './planStore.ts';

/** Figures of plans are totals of reports, so that a plan and the report beside it never differ. */

/** First and last day. */
export interface Span {
  first: number;
  last: number;
}

/**
 * An ad's id as reports give it by now: that of its first visit's touch, until an ad system's file names it and gives it
 * another.
 */
const adOfNow = ({ dictionaries }: ReportContext, id: string): string =>
  (/^\d+$/.test(id) ? dictionaries.labels.get(Number(id))?.values.ad : undefined) ?? id;

/** Whether it is an ad of the reports, in whatever case it is spelt. */
export const isKnownAd = (context: ReportContext, id: string): boolean => {
  const folded = adOfNow(context, id).toLowerCase();
  return [...context.dictionaries.labels.values()].some(({ values }) => values.ad.toLowerCase() === folded);
};

/** A scope as a report's condition. */
export const scopeParts = (scope: string): { dimension: (typeof PLAN_SCOPES)[number]; value: string } | null => {
  if (scope === '') return null;
  const colon = scope.indexOf(':');
  return { dimension: scope.slice(0, colon) as (typeof PLAN_SCOPES)[number], value: scope.slice(colon + 1) };
};

const conditionsOf = (context: ReportContext, scope: string): Condition[] => {
  const parts = scopeParts(scope);
  if (!parts) return [];
  const { dimension, value } = parts;
  return [{ dimension, operator: ':', value: dimension === 'ad' ? adOfNow(context, value) : value }];
};

type Reading = Pick<PlanRow, 'scope' | 'model' | 'basis'>;

const TOTALS_ALONE = v.parse(ReportQuery, { by: '', limit: '1' });

/** Asks reports, one for all that is wanted of the same days and scope. */
export class Figures {
  readonly #context: ReportContext;
  readonly #wanted = new Map<string, { reading: Reading; span: Span; metrics: Set<MetricName> }>();
  readonly #found = new Map<string, Partial<Record<MetricName, number | null>>>();

  constructor(context: ReportContext) {
    this.#context = context;
  }

  want(metrics: readonly MetricName[], reading: Reading, span: Span | null): void {
    if (!span) return;
    const key = keyOf(reading, span);
    const wanted = this.#wanted.get(key) ?? { reading, span, metrics: new Set() };
    for (const metric of metrics) wanted.metrics.add(metric);
    this.#wanted.set(key, wanted);
  }

  async read(): Promise<void> {
    for (const [key, { reading, span, metrics }] of this.#wanted) {
      const { totals } = await makeReport(this.#context, {
        ...TOTALS_ALONE,
        metrics: [...metrics],
        from: dateOfDay(span.first),
        to: dateOfDay(span.last),
        model: [reading.model],
        basis: reading.basis,
        where: conditionsOf(this.#context, reading.scope),
      });
      this.#found.set(key, totals);
      // Recording goes on between reports.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  /** Of what was wanted and read; null where there is no such span, or nothing to divide by. */
  of(metric: MetricName, reading: Reading, span: Span | null): number | null {
    return (span && this.#found.get(keyOf(reading, span))?.[metric]) ?? null;
  }
}

const keyOf = ({ scope, model, basis }: Reading, { first, last }: Span): string =>
  JSON.stringify([scope, model, basis, first, last]);
