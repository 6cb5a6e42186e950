import { type MetricName, unitOf } from '../../shared/metrics/catalogue.ts';
import type { Model, ReportAnswer, ReportRow, Values } from '../../shared/report.ts';
import type { Formats } from '../format.ts';
import { metricName } from '../metricNames/metricName.ts';
import type { View } from '../query.ts';
import { type Column, isCredited } from './columns.ts';
import type { Words } from './words.ts';

/** A column as it is drawn: a figure, of several models under one of them; or the verdict. */
export interface TableColumn {
  id: string;
  metric: MetricName | 'verdict';
  label: string;
  /** Absent where all models say the same, or where there is one. */
  model?: Model;
  modelLabel?: string;
  /** The figure, its unit's places the same in the whole column. */
  text: (value: number) => string;
}

interface Context {
  shown: readonly Column[];
  models: View['models'];
  words: Words;
  formats: Formats;
  actions: readonly { id: string; name: string }[];
  answer: ReportAnswer;
}

/** Figures of a row, or of the totals, by model. */
export const valuesUnder = (
  { values, models }: { values: Values; models?: ReportRow['models'] | undefined },
  { model }: Pick<TableColumn, 'model'>,
): Values => (model && models?.[model]) || values;

/** What a figure reads as. Amounts have their currency in the head, so that cells are figures alone. */
const textOf = (metric: MetricName, formats: Formats, amounts: readonly (number | null | undefined)[]) => {
  switch (unitOf(metric)) {
    case 'money':
      return formats.moneyColumn(amounts);
    case 'ratio':
      return formats.share;
    case 'seconds':
      return formats.duration;
    default:
      return formats.count;
  }
};

export const tableColumns = ({ shown, models, words, formats, actions, answer }: Context): TableColumn[] => {
  const totals = { values: answer.totals, models: answer.modelTotals };
  return shown.flatMap((column): TableColumn[] => {
    if (column === 'verdict') return [{ id: column, metric: column, label: words.verdictColumn, text: formats.count }];
    const name = metricName(words.metrics, column, actions);
    const label = unitOf(column) === 'money' ? `${name},\u00A0${formats.currencySign}` : name;
    const made = (model?: Model): TableColumn => {
      const amounts = [totals, ...answer.rows].map((row) => valuesUnder(row, model ? { model } : {})[column]);
      return {
        id: model ? `${column}@${model}` : column,
        metric: column,
        label,
        ...(model && { model, modelLabel: words.models[model] }),
        text: textOf(column, formats, amounts),
      };
    };
    return models.length > 1 && isCredited(column) ? models.map((model) => made(model)) : [made()];
  });
};
