import type { AdName, ReportAnswer } from '../../shared/report.ts';

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

export const reportTable = (report: ReportAnswer): { fields: string[]; data: (string | number)[][] } => {
  const byAd = report.by.includes('ad');
  const adColumns = byAd ? AD_COLUMNS.filter((column) => !report.by.some((dimension) => dimension === column)) : [];
  const compared = report.compare ? report.metrics.map((metric) => `${metric} before`) : [];
  const fields = [...report.by, ...adColumns, ...report.metrics, ...compared, 'note'];
  const data = report.rows.map((row) => [
    ...report.by.map((dimension) => row.key[dimension] ?? ''),
    ...adColumns.map((column) => row.ad?.[column] ?? ''),
    ...report.metrics.map((metric) => row.values[metric] ?? ''),
    ...(report.compare ? report.metrics.map((metric) => row.previous?.[metric] ?? '') : []),
    [row.unmatched && 'unmatched', row.estimated && `estimated: ${row.estimated.join(' ')}`].filter(Boolean).join('; '),
  ]);
  const totals = [
    ...report.by.map((_, index) => (index === 0 ? 'total' : '')),
    ...adColumns.map(() => ''),
    ...report.metrics.map((metric) => report.totals[metric] ?? ''),
    ...(report.compare ? report.metrics.map((metric) => report.compare?.totals[metric] ?? '') : []),
    '',
  ];
  return { fields, data: [...data, totals] };
};
