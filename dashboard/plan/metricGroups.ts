import { describeMetric, METRIC_NAMES, type MetricName } from '../../shared/metrics/catalogue.ts';

/** Figures that can be planned, by what they are about; what is of no group stands in the last one. */

const NAMED = {
  /** What is planned most. */
  main: ['leads', 'spend', 'costPerLead', 'sales', 'revenue', 'profit', 'romi'],
  managers: ['conversations', 'won', 'leadToWin', 'averageSale', 'answeredInTime', 'timeToFirstResponse', 'overdue'],
  ads: ['impressions', 'clicks', 'ctr', 'cpc', 'rpc', 'clickToLead', 'marketingSpend', 'salesSpend', 'roas', 'cac'],
  site: ['visits', 'newVisitors', 'visitors', 'bounceRate', 'pages', 'formSubmitted', 'formConversion', 'visitToLead'],
  calls: ['calls', 'answeredCalls', 'missedCalls', 'firstTimeCallers', 'talkTime', 'averageTalkTime', 'callAnswerRate'],
  funnel: [
    'mql',
    'sql',
    'opportunities',
    'opportunityValue',
    'costPerMql',
    'costPerSql',
    'costPerOpportunity',
    'leadToMql',
    'leadToSql',
    'opportunityToWin',
  ],
  customers: ['newCustomers', 'repeatSales', 'returnedCustomers', 'repeatShare', 'retention', 'ltv', 'nps'],
} as const satisfies Record<string, readonly (typeof METRIC_NAMES)[number][]>;

export type GroupName = keyof typeof NAMED | 'own' | 'others';

/** @param actions the site's own, each with its count and its cost */
export const metricGroups = (actions: readonly { id: string }[]): { group: GroupName; metrics: MetricName[] }[] => {
  const named: ReadonlySet<string> = new Set(Object.values(NAMED).flat());
  const own = actions.flatMap(({ id }): MetricName[] => [`action:${id}`, `costPer:${id}`]);
  const groups = Object.entries(NAMED).map(([group, metrics]) => ({
    group: group as GroupName,
    metrics: [...metrics] as MetricName[],
  }));
  return [
    ...groups,
    ...(own.length > 0 ? [{ group: 'own' as const, metrics: own }] : []),
    { group: 'others', metrics: METRIC_NAMES.filter((name) => !named.has(name)) },
  ];
};

/** Its calendar can be told: a month of it can be set against other months. */
export const isSeasonal = (metric: MetricName): boolean => describeMetric(metric).additive;
