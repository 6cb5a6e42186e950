import type { InferResponseType } from 'hono/client';
import type { CallStory, CallsAnswer } from '../../shared/calls.ts';
import type { NumberRow, NumberSettings } from '../../shared/numbers.ts';
import { client, json, type Result, settle } from '../api.ts';
import { filtersOf, type View } from './view.ts';

/** What the page of calls and numbers asks. */

const site = client.sites[':site'];
const nothing = async (): Promise<null> => null;

export type Numbers = InferResponseType<typeof site.numbers.$get, 200>;
export type Advice = InferResponseType<typeof site.numbers.advice.$get, 200>['pools'][number];
export type Simulation = InferResponseType<typeof site.numbers.simulate.$get, 200>;
export type Hooks = InferResponseType<typeof site.hooks.$get, 200>['hooks'];

export interface NumbersDifference {
  added: number;
  changed: number;
  unchanged: number;
}

/** Rows of a page. */
const AT_ONCE = '50';
/** Of missed calls that wait: whoever has more needs no list but hands. */
const MOST_OPEN = '100';

export const api = {
  calls: (key: string, view: View, before: string, signal?: AbortSignal): Promise<Result<CallsAnswer>> =>
    settle(
      site.calls.$get(
        { param: { site: key }, query: { ...filtersOf(view), limit: AT_ONCE, ...(before && { before }) } },
        signal ? { init: { signal } } : {},
      ),
      json<CallsAnswer>,
    ),
  open: (key: string, signal: AbortSignal): Promise<Result<CallsAnswer>> =>
    settle(
      site.calls.$get({ param: { site: key }, query: { open: '1', limit: MOST_OPEN } }, { init: { signal } }),
      json<CallsAnswer>,
    ),
  call: (key: string, id: string, signal: AbortSignal): Promise<Result<CallStory>> =>
    settle(site.calls[':call'].$get({ param: { site: key, call: id } }, { init: { signal } }), json<CallStory>),
  numbers: (key: string, signal: AbortSignal): Promise<Result<Numbers>> =>
    settle(site.numbers.$get({ param: { site: key } }, { init: { signal } }), json<Numbers>),
  advice: (key: string, signal: AbortSignal): Promise<Result<Advice[]>> =>
    settle(
      site.numbers.advice.$get({ param: { site: key } }, { init: { signal } }),
      async (response) => (await json<{ pools: Advice[] }>(response)).pools,
    ),
  /** @param dryRun tells the difference alone */
  add: (key: string, numbers: readonly NumberRow[], dryRun: boolean): Promise<Result<NumbersDifference>> =>
    settle(
      site.numbers.$post(
        { param: { site: key }, query: dryRun ? { dryRun: '1' } : {} },
        { headers: { 'content-type': 'application/json' }, init: { body: JSON.stringify({ numbers }) } },
      ),
      json<NumbersDifference>,
    ),
  remove: (key: string, number: string): Promise<Result<null>> =>
    settle(site.numbers[':number'].$delete({ param: { site: key, number } }), nothing),
  simulate: (key: string, url: string, referrer: string, signal: AbortSignal): Promise<Result<Simulation>> =>
    settle(
      site.numbers.simulate.$get({ param: { site: key }, query: { url, referrer } }, { init: { signal } }),
      json<Simulation>,
    ),
  hooks: (key: string, signal: AbortSignal): Promise<Result<Hooks>> =>
    settle(
      site.hooks.$get({ param: { site: key } }, { init: { signal } }),
      async (response) => (await json<{ hooks: Hooks }>(response)).hooks,
    ),
  saveRules: (key: string, numbers: NumberSettings): Promise<Result<null>> =>
    settle(site.$patch({ param: { site: key }, json: { numbers } }), nothing),
};
