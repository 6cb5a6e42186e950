import type { ReportRow } from '../../shared/report.ts';
import { VERDICT_DIMENSIONS, type VerdictAnswer, type VerdictRow } from '../../shared/verdict.ts';
import type { Range } from '../days.ts';
import type { View } from '../query.ts';
import { useSite } from '../site.ts';
import { type Asked, useAsked } from '../useAsked.ts';
import { askVerdict } from './api.ts';

/** What rows can be judged by; nothing is told of keywords. */
export const judgedBy = (by: View['by']): VerdictAnswer['by'] | undefined =>
  VERDICT_DIMENSIONS.find((dimension) => dimension === by);

/** Where the site states a target: whether ads, or what else rows are by, meet it. */
const useJudged = (by: VerdictAnswer['by'] | undefined, view: View, days: Range): Asked<VerdictAnswer> => {
  const { client, site, details } = useSite();
  const target = details.settings.target ?? null;
  const [model = 'lastNonDirect'] = view.models;
  return useAsked<VerdictAnswer>(JSON.stringify([days, by, model, target]), (signal) =>
    target && by ? askVerdict({ client, site }, { by, days, model }, signal) : new Promise<never>(() => undefined),
  );
};

/** The sentence is about ads whatever the rows are by, so that it stays as rows are looked at in other ways. */
export const useVerdicts = (view: View, days: Range): { ads: Asked<VerdictAnswer>; rows: Asked<VerdictAnswer> } => {
  const by = judgedBy(view.by);
  const ads = useJudged('ad', view, days);
  const others = useJudged(by === 'ad' ? undefined : by, view, days);
  return { ads, rows: by === 'ad' ? ads : others };
};

const keyOf = ({ key, unmatched }: Pick<ReportRow, 'key' | 'unmatched'>): string =>
  JSON.stringify([Object.values(key), unmatched ?? false]);

/**
 * The verdict on a row of a report. A row that conditions have made a part of what was judged has none: its spend is
 * another.
 */
export const verdicts = (answer: VerdictAnswer | undefined, by: View['by']) => {
  const rows = new Map(answer?.by === by ? answer.rows.map((row) => [keyOf(row), row]) : []);
  return (row: ReportRow): VerdictRow | undefined => {
    const found = rows.get(keyOf(row));
    return found && Math.abs(found.spend - (row.values.spend ?? 0)) < 0.01 ? found : undefined;
  };
};
