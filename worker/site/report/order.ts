import { factsOf, type MetricName, metricOf } from '../../../shared/metrics/catalogue.ts';
import type { FactName } from '../../../shared/metrics/facts.ts';
import type { AdName, Dimension, ReportQuery } from '../../../shared/report.ts';
import type { Group, Groups } from './groups.ts';

/** A row before it is written out: of thousands only those asked for are. */
export interface Line {
  group: Group;
  /** Where it is summed up, in the asked period and in the one compared with: NOWHERE where it has nothing. */
  row: number;
  former: number;
}

/** A metric of a row's amounts; `null` where the dimensions of the report cannot tell one of its facts. */
export type Told = (amounts: Float64Array) => number | null;

/** All groups of one query have their facts in the same places. */
export const toldMetric = (metric: MetricName, groups: Groups, untold: ReadonlySet<FactName>): Told =>
  factsOf(metric).some((fact) => untold.has(fact))
    ? () => null
    : metricOf(metric, (fact) => groups.placeOf(fact) as number);

const IN_TIME: readonly Dimension[] = ['day', 'week', 'month', 'quarter', 'year', 'hour', 'weekday'];

/** Rows of time stand in its order, others by their first metric, the largest first. */
const defaultOrder = ({ by, metrics }: ReportQuery): string =>
  by.find((dimension) => IN_TIME.includes(dimension)) ?? (metrics[0] ? `-${metrics[0]}` : '');

/** `difference:leads`: by how much rows moved since the period compared with. */
const DIFFERENCE = 'difference:';

const compare = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

interface Ordering {
  query: ReportQuery;
  untold: ReadonlySet<FactName>;
  nameOf: (group: Group) => AdName | undefined;
  groups: Groups;
  /** Of the period compared with. */
  before: Groups | undefined;
}

/** Lines in the asked order, by the first model; equal ones by their dimensions, so that the order is always the same. */
export const inOrder = (lines: readonly Line[], { query, untold, nameOf, groups, before }: Ordering): Line[] => {
  const order = query.order ?? defaultOrder(query);
  const sign = order.startsWith('-') ? -1 : 1;
  const name = order.replace('-', '');
  const byKey = (a: Line, b: Line): number => {
    for (let index = 0; index < query.by.length; index += 1) {
      const difference = compare(a.group.values[index] as string, b.group.values[index] as string);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const at = (query.by as readonly string[]).indexOf(name);
  if (at >= 0) {
    // An ad is sought by its name, not by its id.
    const textOf = ({ group }: Line): string => {
      const ad = name === 'ad' ? nameOf(group) : undefined;
      return ad ? `${ad.campaign}\u0000${ad.content}` : (group.values[at] as string);
    };
    const named = lines.map((line) => ({ line, text: textOf(line) }));
    named.sort((a, b) => sign * compare(a.text, b.text) || byKey(a.line, b.line));
    return named.map(({ line }) => line);
  }
  const metric = name.replace(DIFFERENCE, '') as MetricName;
  const told = toldMetric(metric, groups, untold);
  const places = factsOf(metric).flatMap((fact) => groups.placeOf(fact) ?? []);
  const figureOf = ({ row, former }: Line): number | null => {
    const value = told(groups.amounts(row, 0, places));
    if (name === metric || value === null) return value;
    const formerValue = told((before ?? groups).amounts(former, 0, places));
    return formerValue === null ? null : Math.abs(value - formerValue);
  };
  const valued = lines.map((line) => ({ line, value: figureOf(line) }));
  valued.sort((a, b) => {
    // What has no value comes last either way.
    if (a.value === null || b.value === null)
      return a.value === b.value ? byKey(a.line, b.line) : a.value === null ? 1 : -1;
    return sign * (a.value - b.value) || byKey(a.line, b.line);
  });
  return valued.map(({ line }) => line);
};

/** Whether a query's `order` names something of its answer. */
export const orderIsKnown = ({ order, by, metrics, compare: compared }: ReportQuery): boolean => {
  const name = order?.replace('-', '');
  if (name === undefined) return true;
  const moved = compared && name.startsWith(DIFFERENCE) ? name.slice(DIFFERENCE.length) : undefined;
  return by.some((asked) => asked === name) || metrics.some((asked) => asked === (moved ?? name));
};
