import type { AdName, ReportAnswer, ReportRow } from '../../shared/report.ts';

/** A report as a table for a spreadsheet: names of the columns, rows, and the totals last. Empty where there is no value. */

const AD_COLUMNS = [
  'channel',
  'source',
  'medium',
  'campaign',
  'content',
  'system',
  'campaignId',
  'adId',
] as const satisfies readonly (keyof AdName)[];

/** A column of figures: where it stands in a row, and in the totals. */
interface Column {
  name: string;
  ofRow: (row: ReportRow) => number | null | undefined;
  ofTotals: (report: ReportAnswer) => number | null | undefined;
}

/**
 * Of several models a metric that they can change has a column a model; the period before, changes and intervals are the first model's.
 */
const columnsOf = ({ metrics, models, modelTotals, compare, totalIntervals }: ReportAnswer): Column[] => {
  const [first] = Object.values(modelTotals ?? {});
  const values = metrics.flatMap((metric): Column[] =>
    first === undefined || !(metric in first)
      ? [{ name: metric, ofRow: (row) => row.values[metric], ofTotals: ({ totals }) => totals[metric] }]
      : models.map((model) => ({
          name: `${metric} ${model}`,
          ofRow: (row) => row.models?.[model]?.[metric],
          ofTotals: ({ modelTotals }) => modelTotals?.[model]?.[metric],
        })),
  );
  const compared = (compare ? metrics : []).flatMap((metric): Column[] => [
    {
      name: `${metric} before`,
      ofRow: ({ previous }) => previous?.[metric],
      ofTotals: (report) => report.compare?.totals[metric],
    },
    {
      name: `${metric} change`,
      ofRow: ({ change }) => change?.[metric],
      ofTotals: (report) => report.compare?.change[metric],
    },
  ]);
  const intervals = metrics
    .filter((metric) => totalIntervals && metric in totalIntervals)
    .flatMap((metric): Column[] =>
      (['from', 'to'] as const).map((end, index) => ({
        name: `${metric} ${end}`,
        ofRow: (row) => row.intervals?.[metric]?.[index],
        ofTotals: (report) => report.totalIntervals?.[metric]?.[index],
      })),
    );
  return [...values, ...compared, ...intervals];
};

export const reportTable = (report: ReportAnswer): { fields: string[]; data: (string | number)[][] } => {
  const byAd = report.by.includes('ad');
  const adColumns = byAd ? AD_COLUMNS.filter((column) => !report.by.some((dimension) => dimension === column)) : [];
  const columns = columnsOf(report);
  const fields = [...report.by, ...adColumns, ...columns.map(({ name }) => name), 'note'];
  const data = report.rows.map((row) => [
    ...report.by.map((dimension) => row.key[dimension] ?? ''),
    ...adColumns.map((column) => row.ad?.[column] ?? ''),
    ...columns.map(({ ofRow }) => ofRow(row) ?? ''),
    [row.unmatched && 'unmatched', row.estimated && `estimated: ${row.estimated.join(' ')}`].filter(Boolean).join('; '),
  ]);
  const totals = [
    ...report.by.map((_, index) => (index === 0 ? 'total' : '')),
    ...adColumns.map(() => ''),
    ...columns.map(({ ofTotals }) => ofTotals(report) ?? ''),
    '',
  ];
  return { fields, data: [...data, totals] };
};
