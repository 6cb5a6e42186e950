import { formula } from '../../shared/metrics/formulas.ts';
import type { ReportAnswer, Values } from '../../shared/report.ts';

/** Where no spend at all is known, neither is what anything cost: 0 would say that leads are free. */
export const withoutCosts = (answer: ReportAnswer): ReportAnswer => {
  if (answer.totals.spend) return answer;
  const costs = answer.metrics.filter((metric) => formula(metric)?.numerator.includes('spend'));
  const told = (values: Values): Values => ({
    ...values,
    ...Object.fromEntries(costs.map((metric) => [metric, null])),
  });
  const underModels = (models: NonNullable<ReportAnswer['modelTotals']>) =>
    Object.fromEntries(Object.entries(models).map(([model, values]) => [model, told(values)]));
  return {
    ...answer,
    totals: told(answer.totals),
    ...(answer.modelTotals && { modelTotals: underModels(answer.modelTotals) }),
    rows: answer.rows.map((row) => ({
      ...row,
      values: told(row.values),
      ...(row.models && { models: underModels(row.models) }),
    })),
  };
};
