import type { NewPlan, NewPlanNote, PlanAnswer, PlanChange, PlanNote, PlansAnswer } from '../../shared/plans.ts';
import type { ReportAnswer } from '../../shared/report.ts';
import type { SeasonalityAnswer } from '../../shared/seasonality.ts';
import { client, json, type Result, settle } from '../api.ts';
import type { Range } from '../days.ts';

/** What the plans' page asks. */

const site = client.sites[':site'];
const plan = site.plans[':plan'];
const nothing = async (): Promise<null> => null;

export const api = {
  /** Every plan that has a day in common with these. */
  list: (key: string, { from, to }: Range, signal: AbortSignal): Promise<Result<PlansAnswer>> =>
    settle(
      site.plans.$get({ param: { site: key }, query: { from, to, limit: '1000' } }, { init: { signal } }),
      json<PlansAnswer>,
    ),
  add: (key: string, made: NewPlan): Promise<Result<PlanAnswer>> =>
    settle(site.plans.$post({ param: { site: key }, json: made }), json<PlanAnswer>),
  change: (key: string, id: string, change: PlanChange): Promise<Result<PlanAnswer>> =>
    settle(plan.$patch({ param: { site: key, plan: id }, json: change }), json<PlanAnswer>),
  remove: (key: string, id: string): Promise<Result<null>> =>
    settle(plan.$delete({ param: { site: key, plan: id } }), nothing),
  note: (key: string, id: string, note: NewPlanNote): Promise<Result<PlanNote>> =>
    settle(plan.notes.$post({ param: { site: key, plan: id }, json: note }), json<PlanNote>),
  removeNote: (key: string, id: string, note: string): Promise<Result<null>> =>
    settle(plan.notes[':note'].$delete({ param: { site: key, plan: id, note } }), nothing),
  season: (key: string, metric: string, signal: AbortSignal): Promise<Result<SeasonalityAnswer>> =>
    settle(
      site.seasonality.$get({ param: { site: key }, query: { metric } }, { init: { signal } }),
      json<SeasonalityAnswer>,
    ),
  /** What a plan can be of: those that had visits in these days, the most visited first. */
  parts: (key: string, by: string, { from, to }: Range, signal: AbortSignal): Promise<Result<ReportAnswer>> => {
    const query = { by, from, to, metrics: 'visits', order: '-visits', limit: '200' };
    return settle(site.report.$get({ param: { site: key }, query }, { init: { signal } }), json<ReportAnswer>);
  },
};
