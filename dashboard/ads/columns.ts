import { factsOf, METRIC_NAMES, type MetricName } from '../../shared/metrics/catalogue.ts';

/** Which figures the table shows, by sets that answer one question each, and all there are by groups. */

/** `verdict` is no metric: works, unclear or wasted, from its own answer. */
export type Column = MetricName | 'verdict';

export const SETS = {
  main: ['verdict', 'spend', 'visits', 'formConversion', 'visitToLead', 'leads', 'costPerLead'],
  traffic: ['impressions', 'clicks', 'ctr', 'cpc', 'spend', 'visits', 'newVisitors', 'bounceRate'],
  forms: ['visits', 'formSeen', 'formStarted', 'formSubmitted', 'formConversion', 'contacts', 'spamShare'],
  calls: ['calls', 'answeredCalls', 'missedCalls', 'callAnswerRate', 'firstTimeCallers', 'averageTalkTime'],
  leads: ['spend', 'leads', 'costPerLead', 'mql', 'sql', 'leadToSql', 'costPerSql', 'answeredInTime'],
  money: ['verdict', 'spend', 'leads', 'sales', 'newCustomers', 'cac', 'revenue', 'profit', 'romi'],
} as const satisfies Record<string, readonly Column[]>;
export type SetName = keyof typeof SETS;
export const SET_NAMES = Object.keys(SETS) as SetName[];

/** The set that these columns are; undefined for a choice of one's own. */
export const setOf = (columns: readonly Column[]): SetName | undefined =>
  SET_NAMES.find((name) => SETS[name].join() === columns.join());

/** The catalogue in the order in which people look for things; a site's own actions follow the leads. */
export const GROUPS = {
  ads: ['spend', 'impressions', 'clicks', 'ctr', 'cpc', 'rpc', 'marketingSpend', 'salesSpend'],
  traffic: [
    'visits',
    'newVisitors',
    'visitors',
    'pages',
    'bounces',
    'bounceRate',
    'leadVisits',
    'visitToLead',
    'clickToLead',
  ],
  forms: [
    'formSeen',
    'formStarted',
    'formSubmitted',
    'formConversion',
    'contacts',
    'submissions',
    'suspects',
    'spamShare',
  ],
  calls: [
    'calls',
    'answeredCalls',
    'missedCalls',
    'callAnswerRate',
    'firstTimeCallers',
    'talkTime',
    'averageTalkTime',
    'conversations',
    'untrackedVisits',
    'untrackedShare',
  ],
  leads: [
    'leads',
    'costPerLead',
    'mql',
    'costPerMql',
    'leadToMql',
    'sql',
    'costPerSql',
    'leadToSql',
    'opportunities',
    'costPerOpportunity',
    'opportunityValue',
    'won',
    'leadToWin',
    'opportunityToWin',
    'lost',
  ],
  answers: [
    'promised',
    'keptPromises',
    'answeredInTime',
    'overdue',
    'responses',
    'timeToFirstResponse',
    'responseMedian',
    'responseP90',
    'responseTime',
  ],
  money: [
    'sales',
    'units',
    'revenue',
    'profit',
    'averageSale',
    'romi',
    'roas',
    'newCustomers',
    'cac',
    'ltv',
    'cohortProfit',
    'repeatSales',
    'repeatShare',
    'returnedCustomers',
    'formerCustomers',
    'retainedCustomers',
    'retention',
    'soldLeads',
    'dealCycle',
    'dealCycleMedian',
    'dealCycleP90',
    'cycleDays',
  ],
  opinion: ['nps', 'npsAnswers', 'promoters', 'detractors'],
} as const satisfies Record<string, readonly MetricName[]>;
export type GroupName = keyof typeof GROUPS;
export const GROUP_NAMES = Object.keys(GROUPS) as GroupName[];

const NAME = /^[A-Za-z]+(:[\w-]{1,64}){0,2}$/;

/** A name with `:` is of an action, which only the site knows. */
const isColumn = (name: string): name is Column =>
  name === 'verdict' || (METRIC_NAMES as readonly string[]).includes(name) || (NAME.test(name) && name.includes(':'));

/** What an address says of columns: `set` names a set, `columns` them one by one; undefined for neither. */
export const readColumns = (params: URLSearchParams): readonly Column[] | undefined => {
  const set = SET_NAMES.find((name) => name === params.get('set'));
  if (set) return SETS[set];
  const columns = (params.get('columns') ?? '').split(',').filter(isColumn);
  return columns.length > 0 ? [...new Set(columns)] : undefined;
};

export const writeColumns = (columns: readonly Column[]): { set: SetName } | { columns: string } => {
  const set = setOf(columns);
  return set ? { set } : { columns: columns.join() };
};

/** One column more, after those that come before it in the whole list; those of a set stay as the set has them. */
export const withColumn = (columns: readonly Column[], more: Column, order: readonly Column[]): Column[] => {
  const after = columns.findLastIndex((column) => order.indexOf(column) < order.indexOf(more));
  return columns.toSpliced(after + 1, 0, more);
};

/** Counted of visits, spend and submissions, which have an ad of their own: no model credits them. */
const OWN_AD: readonly string[] = [
  'impressions',
  'clicks',
  'spend',
  'marketingSpend',
  'salesSpend',
  'visits',
  'newVisitors',
  'visitors',
  'bounces',
  'pages',
  'formSeen',
  'formStarted',
  'formSubmitted',
  'leadVisits',
  'untrackedVisits',
  'submissions',
  'suspects',
];

/** Whether a figure differs from model to model, and so stands once for each. */
export const isCredited = (metric: MetricName): boolean => factsOf(metric).some((fact) => !OWN_AD.includes(fact));
