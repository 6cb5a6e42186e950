import { fill } from '../words/fill.ts';
import type { MetricNames } from './uk.ts';

export type { MetricNames } from './uk.ts';

/**
 * What a figure is called. A page takes the names into its own words (`import { metricNames } from '…/uk.ts'`), so that
 * a reader loads those of one language.
 *
 * @param actions the site's own (`settings.leads.actions`), whose figures bear their names
 */
export const metricName = (
  names: MetricNames,
  metric: string,
  actions: readonly { id: string; name: string }[] = [],
): string => {
  const own = metric in names ? names[metric as keyof MetricNames] : undefined;
  if (own) return own;
  const called = (part = ''): string =>
    actions.find(({ id }) => id === part)?.name ?? names[part as keyof MetricNames] ?? part;
  const [kind, first, second] = metric.split(':');
  if (kind === 'action') return called(first);
  if (kind === 'costPer') return fill(names.costOf, { what: called(first) });
  return first === 'leads' ? fill(names.comesTo, { what: called(second) }) : `${called(first)} → ${called(second)}`;
};
