import { METRIC_NAMES } from '../shared/metrics/catalogue.ts';
import { BASES, type Basis, DIMENSIONS, MODELS, type Model, type OPERATORS } from '../shared/report.ts';
import { type Column, readColumns, SETS, setOf, writeColumns } from './ads/columns.ts';
import { isDay, PRESETS, type Preset, type Range, rangeOf } from './days.ts';

/**
 * What the ads page shows, as its address says it: an address can be sent to a colleague, who sees the same. It holds
 * no personal data. What is as usual is left out, so that addresses stay short.
 */

/** From the whole to the part: a row opens into the next. */
export const GROUPINGS = ['channel', 'source', 'campaign', 'ad', 'term'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const MODEL_NAMES = MODELS;
/** More side by side nobody reads. */
export const MOST_MODELS = 3;

export const COMPARISONS = ['previous', 'year', 'off'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** A name, or a column; of several models one of them, the first where it is left out. */
export interface Sort {
  key: SortKey;
  model?: Model;
  descending: boolean;
}
export type SortKey = 'name' | 'channel' | Column;

export interface View {
  /** A preset moves on with the days; two days stay. */
  range: Preset | Range;
  by: Grouping;
  /** Conditions as the API takes them: `channel:Paid Search`, `ad~:spring`. */
  where: readonly string[];
  columns: readonly Column[];
  models: readonly Model[];
  basis: Basis;
  compare: Comparison;
  /** 95 % intervals beside shares. */
  intervals: boolean;
  sort: Sort;
}

export const USUAL: View = {
  range: 'last30',
  by: 'ad',
  where: [],
  columns: SETS.main,
  models: ['lastNonDirect'],
  basis: 'event',
  compare: 'previous',
  intervals: false,
  sort: { key: 'spend', descending: true },
};

const among = <T extends string>(options: readonly T[], text: string | null | undefined): T | undefined =>
  options.find((option) => option === text);

const readRange = (params: URLSearchParams): View['range'] => {
  const preset = among(PRESETS, params.get('range'));
  if (preset) return preset;
  const from = params.get('from') ?? '';
  const to = params.get('to') ?? '';
  return isDay(from) && isDay(to) && from <= to ? { from, to } : USUAL.range;
};

const readModels = (text: string | null): readonly Model[] => {
  const models = (text ?? '').split(',').flatMap((name) => among(MODEL_NAMES, name) ?? []);
  return models.length > 0 ? [...new Set(models)].slice(0, MOST_MODELS) : USUAL.models;
};

/** Where the chosen order is of no column any more: the most spent first, else the first column's largest. */
export const usualSort = (columns: readonly Column[]): Sort => ({
  key: columns.includes('spend') ? 'spend' : (columns.find((column) => column !== 'verdict') ?? 'name'),
  descending: true,
});

/** Only ads have a channel beside their name. */
export const sortKeysOf = ({ by, columns }: Pick<View, 'by' | 'columns'>): SortKey[] => [
  'name',
  ...(by === 'ad' ? (['channel'] as const) : []),
  ...columns,
];

export const sortText = ({ key, model, descending }: Sort): string =>
  `${descending ? '-' : ''}${key}${model ? `@${model}` : ''}`;

const readSort = (text: string | null, view: Pick<View, 'by' | 'columns' | 'models'>): Sort => {
  const [name, model] = (text ?? '').replace(/^-/, '').split('@');
  const key = among(sortKeysOf(view), name);
  if (!key) return usualSort(view.columns);
  // The first model needs no name.
  const other = among(view.models.slice(1), model);
  return { key, ...(other && { model: other }), descending: text?.startsWith('-') ?? false };
};

const CONDITION = new RegExp(`^(${DIMENSIONS.join('|')})(!:|~:|:)`);
/** As many, and as long, as the API takes. */
const MOST_CONDITIONS = 50;
const LONGEST_CONDITION = 600;

const readWhere = (params: URLSearchParams): string[] =>
  [...new Set(params.getAll('where'))]
    .filter((text) => CONDITION.test(text) && text.length <= LONGEST_CONDITION)
    .slice(0, MOST_CONDITIONS);

/** Reads an address's query; what it does not understand is as usual. */
export const readView = (search: string): View => {
  const params = new URLSearchParams(search);
  const by = among(GROUPINGS, params.get('by')) ?? USUAL.by;
  const columns = readColumns(params) ?? USUAL.columns;
  const models = readModels(params.get('model'));
  return {
    range: readRange(params),
    by,
    where: readWhere(params),
    columns,
    models,
    basis: among(BASES, params.get('basis')) ?? USUAL.basis,
    compare: among(COMPARISONS, params.get('compare')) ?? USUAL.compare,
    intervals: params.get('intervals') === 'on',
    sort: readSort(params.get('sort'), { by, columns, models }),
  };
};

/** The query of a view, without its `?`; '' where all is as usual. */
export const writeView = (view: View): string => {
  const params = new URLSearchParams();
  if (typeof view.range === 'object') {
    params.set('from', view.range.from);
    params.set('to', view.range.to);
  } else if (view.range !== USUAL.range) params.set('range', view.range);
  if (view.by !== USUAL.by) params.set('by', view.by);
  for (const condition of view.where) params.append('where', condition);
  if (setOf(view.columns) !== 'main')
    for (const [name, text] of Object.entries(writeColumns(view.columns))) params.set(name, text);
  if (view.models.join() !== USUAL.models.join()) params.set('model', view.models.join());
  if (view.basis !== USUAL.basis) params.set('basis', view.basis);
  if (view.compare !== USUAL.compare) params.set('compare', view.compare);
  if (view.intervals) params.set('intervals', 'on');
  if (sortText(view.sort) !== sortText(usualSort(view.columns))) params.set('sort', sortText(view.sort));
  // Addresses are read by people too: these need no percent signs.
  return params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%40', '@');
};

/** Other columns, rows or models can take the ground from under the chosen order. */
export const settleView = (view: View): View => ({
  ...view,
  sort: readSort(sortText(view.sort), view),
});

/** A press on a column's head: figures begin with the largest, names with A; the same column again turns round. */
export const nextSort = (sort: Sort, { key, model }: Pick<Sort, 'key' | 'model'>): Sort => ({
  key,
  ...(model && { model }),
  descending: sort.key === key && sort.model === model ? !sort.descending : key !== 'name' && key !== 'channel',
});

export const daysOf = (range: View['range'], today: string): Range =>
  typeof range === 'object' ? range : rangeOf(range, today);

export interface ConditionParts {
  dimension: string;
  operator: keyof typeof OPERATORS;
  value: string;
}

export const partsOf = (condition: string): ConditionParts => {
  const operator = CONDITION.exec(condition)?.[2] as keyof typeof OPERATORS;
  const [dimension = '', ...rest] = condition.split(operator);
  return { dimension, operator, value: rest.join(operator) };
};

/** A step into a row: its rows by the next level, the condition that leads there in place of others on the same. */
export const stepInto = (
  { by, where }: Pick<View, 'by' | 'where'>,
  value: string,
): Pick<View, 'by' | 'where'> | null => {
  const next = GROUPINGS[GROUPINGS.indexOf(by) + 1];
  if (!next) return null;
  // Of several positive conditions on one dimension any would do, and the row would hold more than it was pressed for.
  const others = where.filter((condition) => {
    const { dimension, operator } = partsOf(condition);
    return dimension !== by || operator === '!:';
  });
  return { by: next, where: [...others, `${by}:${value}`] };
};

/** The steps that led to where the rows stand, from the outside in. */
export const pathOf = ({
  by,
  where,
}: Pick<View, 'by' | 'where'>): (ConditionParts & { condition: string; by: Grouping })[] => {
  const level = GROUPINGS.indexOf(by);
  return GROUPINGS.slice(0, level).flatMap((dimension, index) => {
    const own = where.filter((condition) => partsOf(condition).dimension === dimension);
    const [condition] = own;
    const parts = condition === undefined ? undefined : partsOf(condition);
    if (own.length !== 1 || !condition || parts?.operator !== ':') return [];
    return [{ ...parts, condition, by: GROUPINGS[index + 1] as Grouping }];
  });
};

/** Whether a name with `:` is one of this site's figures; of others the API would refuse the whole report. */
export const isOwnMetric = (column: Column, actions: readonly string[]): boolean => {
  if (column === 'verdict' || (METRIC_NAMES as readonly string[]).includes(column)) return true;
  const [, ...parts] = column.split(':');
  return parts.every((part) => actions.includes(part) || (METRIC_NAMES as readonly string[]).includes(part));
};
