import type { SingleTouch } from '../shared/report.ts';
import { type Period, readPeriod, writePeriod } from './period.ts';

/**
 * What the ads page shows, as its address says it: an address can be sent to a colleague, who sees the same. It holds
 * no personal data and never the token. What is as usual is left out, so that addresses stay short.
 */

export const GROUPINGS = ['ad', 'campaign', 'source', 'channel'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** The figures of the table, in the order of the way from money to lead. */
export const COLUMNS = ['spend', 'visits', 'formConversion', 'visitToLead', 'leads', 'costPerLead'] as const;
export type Column = (typeof COLUMNS)[number];

export const SORT_KEYS = ['name', 'channel', ...COLUMNS] as const;
export type SortKey = (typeof SORT_KEYS)[number];
/** Only ads have a channel beside their name. */
export const sortKeysOf = (by: Grouping): SortKey[] => SORT_KEYS.filter((key) => key !== 'channel' || by === 'ad');

export interface Sort {
  key: SortKey;
  descending: boolean;
}

const MODELS: Record<SingleTouch, true> = { lastNonDirect: true, lastClick: true, firstClick: true };
export const MODEL_NAMES = Object.keys(MODELS) as SingleTouch[];

export interface View {
  /** Key of the site; '' until one is chosen. */
  site: string;
  range: Period;
  by: Grouping;
  model: SingleTouch;
  compare: boolean;
  sort: Sort;
}

export const USUAL: View = {
  site: '',
  range: 'last30',
  by: 'ad',
  model: 'lastNonDirect',
  compare: true,
  sort: { key: 'spend', descending: true },
};

const among = <T extends string>(options: readonly T[], text: string | null): T | undefined =>
  options.find((option) => option === text);

const readSort = (text: string | null, by: Grouping): Sort => {
  const key = among(SORT_KEYS, text?.replace(/^-/, '') ?? null);
  if (!key || (key === 'channel' && by !== 'ad')) return USUAL.sort;
  return { key, descending: text?.startsWith('-') ?? false };
};

/** Reads an address's query; what it does not understand is as usual. */
export const readView = (search: string): View => {
  const params = new URLSearchParams(search);
  const by = among(GROUPINGS, params.get('by')) ?? USUAL.by;
  return {
    site: /^[0-9a-z]{1,64}$/i.test(params.get('site') ?? '') ? (params.get('site') as string) : '',
    range: readPeriod(params, USUAL.range),
    by,
    model: among(MODEL_NAMES, params.get('model')) ?? USUAL.model,
    compare: params.get('compare') !== 'off',
    sort: readSort(params.get('sort'), by),
  };
};

export const sortText = ({ key, descending }: Sort): string => (descending ? '-' : '') + key;

/** The query of a view, with its `?`; '' where all is as usual. */
export const writeView = (view: View): string => {
  const params = new URLSearchParams();
  if (view.site) params.set('site', view.site);
  writePeriod(params, view.range, USUAL.range);
  if (view.by !== USUAL.by) params.set('by', view.by);
  if (view.model !== USUAL.model) params.set('model', view.model);
  if (!view.compare) params.set('compare', 'off');
  if (sortText(view.sort) !== sortText(USUAL.sort)) params.set('sort', sortText(view.sort));
  const text = params.toString();
  return text && `?${text}`;
};

/** A click on a column's head: figures begin with the largest, names with A; the same column again turns round. */
export const nextSort = (sort: Sort, key: SortKey): Sort =>
  sort.key === key ? { key, descending: !sort.descending } : { key, descending: key !== 'name' && key !== 'channel' };
