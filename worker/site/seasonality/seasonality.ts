import * as v from 'valibot';
import { describeMetric, type MetricName, metricProblem, unitOf } from '../../../shared/metrics/catalogue.ts';
import { ReportQuery, type ReportRow, type TIME_DIMENSIONS } from '../../../shared/report.ts';
import type { SeasonalityAnswer, SeasonalityQuery } from '../../../shared/seasonality.ts';
import { dateOfDay, firstDayOf, monthOf, periodOf } from '../days.ts';
import type { FieldError } from '../intake.ts';
import { makeReport, type ReportContext } from '../report/report.ts';
import { MONTHS_NEEDED, seasonOf } from './season.ts';

/** Seasons rest on reports by month. */

/** No report looks back further. */
const MONTHS_BACK = 120;

const EVERYTHING = v.parse(ReportQuery, { order: 'month', limit: '50000' });

type Unit = Extract<(typeof TIME_DIMENSIONS)[number], 'day' | 'month'>;

/** In order of time. */
const rowsBy = async (
  context: ReportContext,
  {
    by,
    metrics,
    from,
    to,
    model,
    basis,
  }: Omit<SeasonalityQuery, 'metric'> & {
    by: Unit;
    metrics: readonly MetricName[];
    /** First and last day. */
    from: number;
    to: number;
  },
): Promise<ReportRow[]> => {
  const { rows } = await makeReport(context, {
    ...EVERYTHING,
    by: [by],
    order: by,
    metrics: [...metrics],
    from: dateOfDay(from),
    to: dateOfDay(to),
    model: [model],
    basis,
  });
  return rows;
};

const holds = (row: ReportRow | undefined, metrics: readonly MetricName[]): boolean =>
  metrics.some((metric) => (row?.values[metric] ?? 0) !== 0);

/**
 * The metric in every whole month there is: from the first in which it was counted to the last that is over. The first one
 * is whole if the site was being recorded, by visits or by the metric itself, before it or on its first day.
 */
const wholeMonths = async (
  context: ReportContext,
  { metric, ...asked }: SeasonalityQuery & { metric: MetricName },
): Promise<{ first: number; values: number[] } | null> => {
  const now = monthOf(context.today);
  const metrics: MetricName[] = [metric, 'visits'];
  const months = { from: firstDayOf(now - MONTHS_BACK), to: firstDayOf(now) - 1 };
  const rows = new Map<string | undefined, ReportRow>();
  for (const row of await rowsBy(context, { ...asked, by: 'month', metrics, ...months }))
    if (holds(row, metrics)) rows.set(row.key.month, row);

  const labels = Array.from({ length: MONTHS_BACK }, (_, index) => now - MONTHS_BACK + index).map((month) => ({
    month,
    label: periodOf('month', firstDayOf(month)),
  }));
  const began = labels.find(({ label }) => holds(rows.get(label), [metric]));
  if (!began) return null;
  const [recorded] = rows.keys();
  const day = firstDayOf(began.month);
  const isWhole =
    recorded !== began.label ||
    holds((await rowsBy(context, { ...asked, by: 'day', metrics, from: day, to: day }))[0], metrics);
  const first = isWhole ? began.month : began.month + 1;
  return {
    first,
    values: labels.filter(({ month }) => month >= first).map(({ label }) => rows.get(label)?.values[metric] ?? 0),
  };
};

export type SeasonalityResult =
  | { state: 'found'; answer: SeasonalityAnswer }
  | { state: 'invalid'; errors: FieldError[] };

export const seasonality = async (context: ReportContext, query: SeasonalityQuery): Promise<SeasonalityResult> => {
  const metric = query.metric as MetricName;
  const actions = context.settings.leads.actions.map(({ id }) => id);
  const detail =
    metricProblem(metric, actions) ??
    (describeMetric(metric).additive ? null : `${metric} does not add up over a month's days`);
  if (detail) return { state: 'invalid', errors: [{ field: 'metric', detail }] };

  const found = await wholeMonths(context, { ...query, metric });
  const months = found?.values.length ?? 0;
  const unit = unitOf(metric);
  const season = found && seasonOf(found.values, { first: found.first % 12, counted: unit === 'count' });
  const labelOf = (month: number): string => periodOf('month', firstDayOf(month));
  return {
    state: 'found',
    answer: {
      site: context.site,
      metric,
      unit,
      ...(found && months > 0 && { from: labelOf(found.first), to: labelOf(found.first + months - 1) }),
      months,
      needed: MONTHS_NEEDED,
      ...(season && { season }),
    },
  };
};
