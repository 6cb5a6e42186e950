import type { WaitingAnswer } from '../../shared/leadStory.ts';
import type { PlansAnswer } from '../../shared/plans.ts';
import type { ReportAnswer } from '../../shared/report.ts';
import type { SeasonalityAnswer } from '../../shared/seasonality.ts';
import type { SiteSettings } from '../../shared/settings.ts';
import type { VerdictAnswer } from '../../shared/verdict.ts';
import { client, json, type Result, settle } from '../api.ts';
import type { Range } from '../days.ts';
import { FUNNEL_STAGES } from './funnel.ts';
import type { MovedMetric } from './moved.ts';
import { TREND_METRICS } from './trend.ts';
import type { Step } from './view.ts';

/** What the overview asks. */

const site = client.sites[':site'];

/** Ads that a change is explained by; the others are one row. */
const MOVERS = '6';

interface Ask {
  site: string;
  days: Range;
}

const report = (key: string, query: Record<string, string>, signal: AbortSignal): Promise<Result<ReportAnswer>> =>
  settle(site.report.$get({ param: { site: key }, query }, { init: { signal } }), json<ReportAnswer>);

export const askVerdict = ({ site: key, days }: Ask, signal: AbortSignal): Promise<Result<VerdictAnswer>> =>
  settle(
    site.verdict.$get({ param: { site: key }, query: { ...days, limit: '1' } }, { init: { signal } }),
    json<VerdictAnswer>,
  );

export const askTrend = ({ site: key, days }: Ask, step: Step, signal: AbortSignal): Promise<Result<ReportAnswer>> =>
  report(key, { ...days, by: step, metrics: TREND_METRICS.join(','), compare: 'previous' }, signal);

/** The ads that a figure's change lies in; visits beside, for whether there is anything at all. */
export const askMoved = (
  { site: key, days }: Ask,
  metric: MovedMetric,
  signal: AbortSignal,
): Promise<Result<ReportAnswer>> => {
  const query = { by: 'ad', metrics: 'spend,leads,visits', order: `-difference:${metric}`, limit: MOVERS };
  return report(key, { ...days, ...query, compare: 'previous' }, signal);
};

/** Of leads that came in these days, whatever has become of them until now: so that each step is a part of the one before. */
export const askFunnel = ({ site: key, days }: Ask, signal: AbortSignal): Promise<Result<ReportAnswer>> =>
  report(key, { ...days, by: 'channel', metrics: ['spend', ...FUNNEL_STAGES].join(','), basis: 'lead' }, signal);

/** Those that run today. */
export const askPlans = (key: string, today: string, signal: AbortSignal): Promise<Result<PlansAnswer>> =>
  settle(
    site.plans.$get({ param: { site: key }, query: { from: today, to: today } }, { init: { signal } }),
    json<PlansAnswer>,
  );

export const askSeason = (key: string, signal: AbortSignal): Promise<Result<SeasonalityAnswer>> =>
  settle(site.seasonality.$get({ param: { site: key }, query: {} }, { init: { signal } }), json<SeasonalityAnswer>);

export const askWaiting = (key: string, signal: AbortSignal): Promise<Result<WaitingAnswer>> =>
  settle(site.waiting.$get({ param: { site: key } }, { init: { signal } }), json<WaitingAnswer>);

export const saveTarget = (key: string, target: SiteSettings['target']): Promise<Result<null>> =>
  settle(site.$patch({ param: { site: key }, json: { target } }), async () => null);
