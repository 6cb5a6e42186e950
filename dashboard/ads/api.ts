import type { AuditAnswer } from '../../shared/audit.ts';
import type { MetricName } from '../../shared/metrics/catalogue.ts';
import type { MetricsAnswer } from '../../shared/metrics/entry.ts';
import { formula } from '../../shared/metrics/formulas.ts';
import type { Model, ReportAnswer } from '../../shared/report.ts';
import type { TemplatesAnswer } from '../../shared/templates.ts';
import type { Target, VerdictAnswer } from '../../shared/verdict.ts';
import { type Client, json, type Result, type SiteDetails, settle } from '../api.ts';
import type { Range } from '../days.ts';
import type { Sort, View } from '../query.ts';

/** What the ads page asks of the API. */

export interface Door {
  client: Client;
  site: string;
}

/** A view with its days settled, and the models in the order of asking: rows are ordered by the first one's figures. */
export interface Ask extends Pick<View, 'by' | 'where' | 'basis' | 'compare' | 'intervals' | 'sort'> {
  days: Range;
  metrics: readonly MetricName[];
  models: readonly Model[];
}

/** Rows a page holds; of a site with more, the first by the chosen order. */
export const MOST_ROWS = 1000;
/** Every row there is. */
const ALL_ROWS = '50000';

/** What a share is a share of, told on hover. */
export const partsOfShare = (metric: MetricName): [part: MetricName, whole: MetricName] | undefined => {
  const share = formula(metric);
  if (!share?.share) return undefined;
  return [share.numerator[0], share.denominator[0]] as [MetricName, MetricName];
};

/** A name is what the server cannot order ads by: it knows them by id. Nor does it order by verdicts. */
const orderOf = ({ key, descending }: Sort, { by, metrics }: Pick<Ask, 'by' | 'metrics'>): { order?: string } => {
  const name = key === 'name' ? (by === 'ad' ? undefined : by) : metrics.includes(key as MetricName) ? key : undefined;
  return name ? { order: (descending ? '-' : '') + name } : {};
};

const queryOf = (ask: Ask) => ({
  by: ask.by,
  from: ask.days.from,
  to: ask.days.to,
  where: [...ask.where],
  model: ask.models.join(),
  basis: ask.basis,
  ...(ask.compare !== 'off' && { compare: ask.compare }),
  ...(ask.intervals && { intervals: '1' as const }),
  ...orderOf(ask.sort, ask),
});

export const askReport = ({ client, site }: Door, ask: Ask, signal: AbortSignal): Promise<Result<ReportAnswer>> => {
  // Spend and leads beside what is shown: rows are drawn by them.
  const metrics = new Set<MetricName>([
    'spend',
    'leads',
    ...ask.metrics,
    ...ask.metrics.flatMap((name) => partsOfShare(name) ?? []),
  ]);
  const query = { ...queryOf(ask), metrics: [...metrics].join(), limit: String(MOST_ROWS) };
  return settle(
    client.sites[':site'].report.$get({ param: { site }, query }, { init: { signal } }),
    json<ReportAnswer>,
  );
};

/** For the sentence, which is about all ads whatever the table shows. */
export const askSums = (
  { client, site }: Door,
  { days, models }: Ask,
  signal: AbortSignal,
): Promise<Result<ReportAnswer>> => {
  const [model = 'lastNonDirect'] = models;
  const query = { by: 'ad', from: days.from, to: days.to, model, metrics: 'spend,visits,leads', limit: '1' };
  return settle(
    client.sites[':site'].report.$get({ param: { site }, query }, { init: { signal } }),
    json<ReportAnswer>,
  );
};

/** An ad of an address is an id: what it is called. */
export const askAdName = async (
  { client, site }: Door,
  { days, condition }: { days: Range; condition: string },
  signal: AbortSignal,
): Promise<Result<ReportAnswer>> => {
  const query = { by: 'ad', from: days.from, to: days.to, where: condition, metrics: 'visits', limit: '1' };
  return settle(
    client.sites[':site'].report.$get({ param: { site }, query }, { init: { signal } }),
    json<ReportAnswer>,
  );
};

/** What a condition can be on: values of a dimension, the most visited first. */
export const askValues = (
  { client, site }: Door,
  { days, dimension }: { days: Range; dimension: string },
  signal: AbortSignal,
): Promise<Result<ReportAnswer>> => {
  const query = { by: dimension, from: days.from, to: days.to, metrics: 'visits', limit: '100' };
  return settle(
    client.sites[':site'].report.$get({ param: { site }, query }, { init: { signal } }),
    json<ReportAnswer>,
  );
};

/** The table as a file: its columns, all rows of it. */
export const askCsv = ({ client, site }: Door, ask: Ask): Promise<Result<Blob>> => {
  const query = { ...queryOf(ask), metrics: ask.metrics.join(), limit: ALL_ROWS };
  return settle(client.sites[':site']['report.csv'].$get({ param: { site }, query }), (response) => response.blob());
};

export const askVerdict = (
  { client, site }: Door,
  { by, days, model }: { by: VerdictAnswer['by']; days: Range; model: Model },
  signal: AbortSignal,
): Promise<Result<VerdictAnswer>> => {
  const query = { by, from: days.from, to: days.to, model, limit: ALL_ROWS };
  return settle(
    client.sites[':site'].verdict.$get({ param: { site }, query }, { init: { signal } }),
    json<VerdictAnswer>,
  );
};

export const askMetrics = ({ client, site }: Door, signal: AbortSignal): Promise<Result<MetricsAnswer>> =>
  settle(client.sites[':site'].metrics.$get({ param: { site } }, { init: { signal } }), json<MetricsAnswer>);

export const saveTarget = ({ client, site }: Door, target: Target | null): Promise<Result<SiteDetails>> =>
  settle(client.sites[':site'].$patch({ param: { site }, json: { target } }), json<SiteDetails>);

export const askAudit = ({ client, site }: Door, days: Range, signal: AbortSignal): Promise<Result<AuditAnswer>> =>
  settle(
    client.sites[':site'].audit.$get(
      { param: { site }, query: { from: days.from, to: days.to } },
      { init: { signal } },
    ),
    json<AuditAnswer>,
  );

/** Without a page's address, what to paste; with one, the whole address too. */
export const askTemplates = (
  { client, site }: Door,
  url: string,
  signal: AbortSignal,
): Promise<Result<TemplatesAnswer>> =>
  settle(
    client.sites[':site']['tracking-templates'].$get(
      { param: { site }, query: url ? { url } : {} },
      { init: { signal } },
    ),
    json<TemplatesAnswer>,
  );
