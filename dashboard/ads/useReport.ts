import { useRef } from 'preact/hooks';
import type { ReportAnswer } from '../../shared/report.ts';
import type { Api, ReportAsk, Result } from '../api.ts';
import type { Range } from '../days.ts';
import { type Sort, sortText, type View } from '../query.ts';
import type { Sums } from '../sentence.ts';
import { type Asked, useAsked } from '../useAsked.ts';

export interface Report {
  answer: ReportAnswer;
  sums: Sums;
  /** The order in which the rows came. */
  sort: Sort;
}

const load = async (api: Api, ask: ReportAsk, signal: AbortSignal): Promise<Result<Report>> => {
  const [report, sums] = await Promise.all([
    api.report(ask, signal),
    ask.by === 'ad' ? undefined : api.sums(ask, signal),
  ]);
  if (!report.ok) return report;
  if (sums && !sums.ok) return sums;
  return { ok: true, value: { answer: report.value, sums: sums?.value ?? report.value, sort: ask.sort } };
};

const isWhole = ({ answer }: Report): boolean => answer.rows.length >= answer.rowCount;

/**
 * The report of a view. With all rows at hand another order needs no other answer; of a site with more rows than a page
 * holds the server is asked for the first ones in that order.
 */
export const useReport = (api: Api, view: View, days: Range | null): Asked<Report> => {
  const last = useRef<Report | null>(null);
  const sort = last.current && isWhole(last.current) ? last.current.sort : view.sort;
  const { site, by, model, compare } = view;
  const key = JSON.stringify([site, days, by, model, compare, sortText(sort)]);
  const asked = useAsked<Report>(key, (signal) =>
    days ? load(api, { site, days, by, model, compare, sort }, signal) : new Promise(() => undefined),
  );
  if (asked.value) last.current = asked.value;
  return asked;
};
