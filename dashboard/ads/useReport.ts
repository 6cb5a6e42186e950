import { useRef } from 'preact/hooks';
import type { MetricName } from '../../shared/metrics/catalogue.ts';
import type { ReportAnswer } from '../../shared/report.ts';
import type { Result } from '../api.ts';
import type { Range } from '../days.ts';
import { type Sort, sortText, type View } from '../query.ts';
import type { Sums } from '../sentence.ts';
import { useSite } from '../site.ts';
import { type Asked, useAsked } from '../useAsked.ts';
import { type Ask, askReport, askSums, type Door } from './api.ts';
import type { Column } from './columns.ts';

export interface Report {
  answer: ReportAnswer;
  /** Of all ads, whatever the table shows. */
  sums: Sums;
  /** What was asked: while the next answer is on its way, the one shown is still of this. */
  ask: Ask;
}

/** What a view comes to on a day, at a site. */
export interface Shown {
  days: Range;
  /** Of the columns chosen those that have a meaning here. */
  shown: readonly Column[];
}

/** Of a view and its days. Rows come in the order of the first model's figures, so the one sorted by stands first. */
export const askOf = (view: View, { days, shown, sort }: Shown & { sort: Sort }): Ask => {
  const metrics = shown.filter((column): column is MetricName => column !== 'verdict');
  const models = sort.model ? [sort.model, ...view.models.filter((model) => model !== sort.model)] : view.models;
  return { ...view, days, sort, metrics, models };
};

const load = async (door: Door, ask: Ask, signal: AbortSignal): Promise<Result<Report>> => {
  const [report, sums] = await Promise.all([
    askReport(door, ask, signal),
    ask.by === 'ad' && ask.where.length === 0 && !ask.sort.model ? undefined : askSums(door, ask, signal),
  ]);
  if (!report.ok) return report;
  if (sums && !sums.ok) return sums;
  return { ok: true, value: { answer: report.value, sums: sums?.value ?? report.value, ask } };
};

const isWhole = ({ answer }: Report): boolean => answer.rows.length >= answer.rowCount;

/**
 * The report of a view. With all rows at hand another order needs no other answer; of a site with more rows than a page
 * holds the server is asked for the first ones in that order.
 */
export const useReport = (view: View, { days, shown }: Shown): Asked<Report> => {
  const { client, site } = useSite();
  const last = useRef<Report | null>(null);
  const sort = last.current && isWhole(last.current) ? last.current.ask.sort : view.sort;
  const ask = askOf(view, { days, shown, sort });
  const key = JSON.stringify([
    days,
    ask.by,
    ask.where,
    ask.metrics,
    ask.models,
    ask.basis,
    ask.compare,
    ask.intervals,
    sortText(sort),
  ]);
  const asked = useAsked<Report>(key, (signal) => load({ client, site }, ask, signal));
  if (asked.value) last.current = asked.value;
  return asked;
};
