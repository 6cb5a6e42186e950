import { factsOf, type MetricName, metricValue } from '../../../shared/metrics/catalogue.ts';
import type { FactName, Facts } from '../../../shared/metrics/facts.ts';
import type { AdName, Dimension, ReportQuery } from '../../../shared/report.ts';
import type { Group } from './groups.ts';

/** A row before it is written out: of thousands only those asked for are. Facts are the first model's. */
export interface Line {
  group: Group;
  /** All that were asked, or some. */
  facts: (names?: readonly FactName[]) => Facts;
  /** Of the period compared with. */
  previous: () => Facts;
}

/** `null` where the dimensions of the report cannot tell a fact. */
export const toldValue = (metric: MetricName, facts: Facts, untold: ReadonlySet<FactName>): number | null =>
  untold.size > 0 && factsOf(metric).some((fact) => untold.has(fact)) ? null : metricValue(metric, facts);

const IN_TIME: readonly Dimension[] = ['day', 'week', 'month', 'quarter', 'year', 'hour', 'weekday'];

/** Rows of time stand in its order, others by their first metric, the largest first. */
const defaultOrder = ({ by, metrics }: ReportQuery): string =>
  by.find((dimension) => IN_TIME.includes(dimension)) ?? (metrics[0] ? `-${metrics[0]}` : '');

/** `difference:leads`: by how much rows moved since the period compared with. */
const DIFFERENCE = 'difference:';

const compare = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

interface Naming {
  untold: ReadonlySet<FactName>;
  nameOf: (group: Group) => AdName | undefined;
}

/** Puts lines in the asked order; equal ones by their dimensions, so that the order is always the same. */
export const inOrder = (lines: Line[], query: ReportQuery, { untold, nameOf }: Naming): void => {
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
    const texts = new Map(lines.map((line) => [line, textOf(line)]));
    lines.sort((a, b) => sign * compare(texts.get(a) as string, texts.get(b) as string) || byKey(a, b));
    return;
  }
  const metric = name.replace(DIFFERENCE, '') as MetricName;
  const needed = factsOf(metric);
  const orderedBy = (line: Line): number | null => {
    const value = toldValue(metric, line.facts(needed), untold);
    if (name === metric || value === null) return value;
    const before = toldValue(metric, line.previous(), untold);
    return before === null ? null : Math.abs(value - before);
  };
  const values = new Map(lines.map((line) => [line, orderedBy(line)]));
  lines.sort((a, b) => {
    const [x, y] = [values.get(a) ?? null, values.get(b) ?? null];
    // What has no value comes last either way.
    if (x === null || y === null) return x === y ? byKey(a, b) : x === null ? 1 : -1;
    return sign * (x - y) || byKey(a, b);
  });
};

/** Whether a query's `order` names something of its answer. */
export const orderIsKnown = ({ order, by, metrics, compare: compared }: ReportQuery): boolean => {
  const name = order?.replace('-', '');
  if (name === undefined) return true;
  const moved = compared && name.startsWith(DIFFERENCE) ? name.slice(DIFFERENCE.length) : undefined;
  return by.some((asked) => asked === name) || metrics.some((asked) => asked === (moved ?? name));
};
