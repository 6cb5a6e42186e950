import { betterOf } from '../../../shared/metrics/better.ts';
import {
  describeMetric,
  factsOf,
  type MetricName,
  metricProblem,
  placesOf,
  unitOf,
} from '../../../shared/metrics/catalogue.ts';
import { type FactName, fact } from '../../../shared/metrics/facts.ts';
import { formula } from '../../../shared/metrics/formulas.ts';
import type { NewPlan, PlanAnswer, PlanChange, PlansAnswer, PlansQuery } from '../../../shared/plans.ts';
import { randomText } from '../../keys.ts';
import { dateOfDay, dayOfDate, type LabelledPeriod, periodOf, periodOfLabel } from '../days.ts';
import type { FieldError } from '../intake.ts';
import type { ReportContext } from '../report/report.ts';
import { Figures, isKnownAd, type Span, scopeParts } from './figures.ts';
import { judge, toleranceOf } from './judge.ts';
import { toNote } from './notes.ts';
import { countPlans, findPlan, notesOf, type PlanRow, plansLike, plansOf, readPlan, writePlan } from './planStore.ts';
import { storedTarget, targetProblem, toldTarget } from './target.ts';
import { paceOf } from './workingDays.ts';
import { yearBefore, yearStart } from './yearOf.ts';

/** Plans of a site, each with its fact. */

/** What one list of all of them, and the object's storage, can well bear. */
const MOST_PLANS = 20_000;

/** A plan with the days that its figures are of; null where they have not come yet. */
interface Dated {
  row: PlanRow;
  period: LabelledPeriod;
  begins: number;
  before: { label: string; span: Span };
  fact: Span | null;
  paced: Span | null;
  yearToDate: Span | null;
}

const spanTo = (first: number, last: number): Span | null => (first <= last ? { first, last } : null);

const datesOf = (row: PlanRow, today: number): Dated => {
  const period = periodOfLabel(row.period) as LabelledPeriod;
  const begins = yearStart(row.period, period);
  const label = yearBefore(row.period, period);
  return {
    row,
    period,
    begins,
    before: { label, span: periodOfLabel(label) as LabelledPeriod },
    fact: spanTo(period.first, Math.min(period.last, today)),
    paced: spanTo(period.first, Math.min(period.last, today - 1)),
    yearToDate: spanTo(begins, Math.min(period.last, today)),
  };
};

/** What is paid for the outcomes that a metric is the cost of; nothing where it is no cost. */
const paidFor = (metric: MetricName): FactName[] =>
  unitOf(metric) === 'money' && betterOf(metric) === 'less'
    ? ([...(formula(metric)?.numerator ?? [])] as FactName[])
    : [];

/** Targets of the year's periods up to a plan's own, itself included. */
const targetsOfYear = (sql: SqlStorage, { row, period }: Dated): number[] =>
  plansLike(sql, row)
    .map((like) => ({ like, at: periodOfLabel(like.period) }))
    .filter(({ at }) => at?.unit === period.unit && at.first <= period.first)
    .map(({ like }) => like.target);

const answerOf = ({ sql, settings, today }: ReportContext, dated: Dated, figures: Figures): PlanAnswer => {
  const { row, period, before, begins } = dated;
  const { metric } = row;
  const figure = (span: Span | null): number | null => figures.of(metric, row, span);
  const target = toldTarget(metric, row.target);
  const tolerance = toleranceOf(metric, row.tolerance);
  const pace = paceOf(settings.hours, period, today);
  const [fact, paced] = [figure(dated.fact), figure(dated.paced)];
  const when = today < period.first ? 'ahead' : today > period.last ? 'over' : 'running';
  const paid = paidFor(metric).reduce((sum, kind) => sum + (figures.of(kind, row, dated.fact) ?? 0), 0);
  const { share, expected, forecast, state } = judge({ metric, target, tolerance, when, pace, fact, paced, paid });

  const targets = targetsOfYear(sql, dated);
  const { additive } = describeMetric(metric);
  const yearTarget = toldTarget(
    metric,
    targets.reduce((sum, one) => sum + one, 0),
  );
  return {
    plan: row.id,
    metric,
    unit: unitOf(metric),
    better: betterOf(metric),
    period: row.period,
    from: dateOfDay(period.first),
    to: dateOfDay(period.last),
    scope: row.scope,
    target,
    owner: row.owner,
    model: row.model,
    basis: row.basis,
    tolerance,
    fact,
    share,
    pace: { ...pace, share: Number((pace.over / pace.workingDays).toFixed(6)), fact: paced },
    expected,
    forecast,
    lastYear: { period: before.label, fact: figure(before.span) },
    yearToDate: {
      from: dateOfDay(begins),
      to: dateOfDay(Math.min(period.last, Math.max(today, begins))),
      fact: figure(dated.yearToDate),
      target: additive ? yearTarget : null,
      expected: additive && expected !== null ? rounded(metric, yearTarget - target + expected) : null,
      plans: targets.length,
    },
    state,
    notes: notesOf(sql, row.id).map(toNote),
  };
};

const rounded = (metric: MetricName, value: number): number => Number(value.toFixed(placesOf(metric)));

const answersOf = async (context: ReportContext, rows: readonly PlanRow[]): Promise<PlanAnswer[]> => {
  const figures = new Figures(context);
  const all = rows.map((row) => datesOf(row, context.today));
  for (const { row, fact, paced, before, yearToDate } of all)
    for (const span of [fact, paced, before.span, yearToDate])
      figures.want([row.metric, ...(span === fact ? paidFor(row.metric) : [])], row, span);
  await figures.read();
  return all.map((dated) => answerOf(context, dated, figures));
};

export const listPlans = async (context: ReportContext, query: PlansQuery): Promise<PlansAnswer> => {
  const thisYear = periodOfLabel(periodOf('year', context.today)) as LabelledPeriod;
  const from = query.from ? dayOfDate(query.from) : thisYear.first;
  const to = query.to ? dayOfDate(query.to) : Math.max(thisYear.last, from);
  const rows = plansOf(context.sql, query)
    .map((row) => ({ row, period: periodOfLabel(row.period) as LabelledPeriod }))
    .filter(({ period }) => period.first <= to && period.last >= from)
    .sort(
      (a, b) =>
        b.period.last - a.period.last || a.period.first - b.period.first || (textOf(a.row) < textOf(b.row) ? -1 : 1),
    )
    .map(({ row }) => row);
  return {
    site: context.site,
    from: dateOfDay(from),
    to: dateOfDay(to),
    currency: context.settings.currency,
    plans: await answersOf(context, rows.slice(0, query.limit)),
    planCount: rows.length,
  };
};

const textOf = ({ metric, scope }: PlanRow): string => `${metric} ${scope}`;

export const planOfId = async (context: ReportContext, id: string): Promise<PlanAnswer | null> => {
  const row = readPlan(context.sql, id);
  return row ? ((await answersOf(context, [row]))[0] ?? null) : null;
};

export type PlanResult =
  | { state: 'new' | 'known' | 'changed'; plan: PlanAnswer }
  | { state: 'invalid'; errors: FieldError[] }
  /** Another one of the same metric, period and scope. */
  | { state: 'conflict'; plan: string }
  | { state: 'none' };

/** Who states it. */
interface Stating {
  by: string;
  /** Ms since 1970. */
  now: number;
}

const problemsOf = async (context: ReportContext, plan: NewPlan): Promise<FieldError[]> => {
  const errors: FieldError[] = [];
  const metric = plan.metric as MetricName;
  const unknown = metricProblem(
    metric,
    context.settings.leads.actions.map(({ id }) => id),
  );
  if (unknown) errors.push({ field: 'metric', detail: unknown });
  const period = periodOfLabel(plan.period);
  if (!period) errors.push({ field: 'period', detail: `there is no ${plan.period}` });
  const parts = scopeParts(plan.scope);
  if (parts?.dimension === 'ad' && !isKnownAd(context, parts.value))
    errors.push({ field: 'scope', detail: `"${parts.value}" is no ad of the reports` });
  const offTarget = unknown ? null : targetProblem(metric, plan.target);
  if (offTarget) errors.push({ field: 'target', detail: offTarget });
  if (errors.length > 0 || !parts) return errors;

  // A report tells null for facts that a dimension says nothing of, as an owner of leads says nothing of visits.
  const facts = factsOf(metric).filter((name) => fact(name).over === undefined);
  const figures = new Figures(context);
  const day = { first: context.today, last: context.today };
  figures.want(facts, plan, day);
  await figures.read();
  const untold = facts.find((name) => figures.of(name, plan, day) === null);
  if (untold) errors.push({ field: 'metric', detail: `${untold} cannot be told by ${parts.dimension}` });
  return errors;
};

export const addPlan = async (context: ReportContext, plan: NewPlan, { by, now }: Stating): Promise<PlanResult> => {
  const errors = await problemsOf(context, plan);
  if (errors.length > 0) return { state: 'invalid', errors };
  const metric = plan.metric as MetricName;
  const stated: PlanRow = { ...plan, id: randomText(20), metric, target: storedTarget(metric, plan.target) };
  const standing = findPlan(context.sql, stated);
  if (standing) {
    if (!sameTerms(standing, stated)) return { state: 'conflict', plan: standing.id };
    return { state: 'known', plan: (await answersOf(context, [standing]))[0] as PlanAnswer };
  }
  if (countPlans(context.sql) >= MOST_PLANS)
    return { state: 'invalid', errors: [{ field: 'metric', detail: `a site has ${MOST_PLANS} plans at most` }] };
  writePlan(context.sql, stated, { by, now });
  return { state: 'new', plan: (await answersOf(context, [stated]))[0] as PlanAnswer };
};

const sameTerms = (a: PlanRow, b: PlanRow): boolean =>
  (['target', 'owner', 'model', 'basis', 'tolerance'] as const).every((term) => a[term] === b[term]);

export const changePlan = async (
  context: ReportContext,
  id: string,
  { change, by, now }: Stating & { change: PlanChange },
): Promise<PlanResult> => {
  const standing = readPlan(context.sql, id);
  if (!standing) return { state: 'none' };
  const { target, ...rest } = change;
  const { metric } = standing;
  const offTarget = target === undefined ? null : targetProblem(metric, target);
  if (offTarget) return { state: 'invalid', errors: [{ field: 'target', detail: offTarget }] };
  const changed: PlanRow = {
    ...standing,
    ...(Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Partial<PlanRow>),
    ...(target !== undefined && { target: storedTarget(metric, target) }),
  };
  writePlan(context.sql, changed, { by, now });
  return { state: 'changed', plan: (await answersOf(context, [changed]))[0] as PlanAnswer };
};
