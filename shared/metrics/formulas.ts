import { type FactName, isFact, type Unit } from './facts.ts';

/** Metrics that are worked out from facts: one sum of facts over another. */

/** A fact, or with `-` before it one that is taken away. */
export type Term = FactName | `-${FactName}`;

export interface Formula {
  name: string;
  unit: Unit;
  /** Summed. */
  numerator: readonly Term[];
  denominator: readonly Term[];
  /** The numerator counts some of those the denominator counts, so it is a share, and an interval can be told. */
  share?: true;
}

const ALL_SPEND = ['spend', 'marketingSpend', 'salesSpend'] as const;

export const FORMULAS = [
  { name: 'bounceRate', unit: 'ratio', numerator: ['bounces'], denominator: ['visits'], share: true },
  { name: 'ctr', unit: 'ratio', numerator: ['clicks'], denominator: ['impressions'], share: true },
  { name: 'cpc', unit: 'money', numerator: ['spend'], denominator: ['clicks'] },
  { name: 'rpc', unit: 'money', numerator: ['revenue'], denominator: ['clicks'] },
  { name: 'clickToLead', unit: 'ratio', numerator: ['leads'], denominator: ['clicks'] },
  { name: 'formConversion', unit: 'ratio', numerator: ['formSubmitted'], denominator: ['formSeen'], share: true },
  { name: 'visitToLead', unit: 'ratio', numerator: ['leadVisits'], denominator: ['visits'], share: true },
  { name: 'costPerLead', unit: 'money', numerator: ['spend'], denominator: ['leads'] },
  { name: 'costPerMql', unit: 'money', numerator: ['spend'], denominator: ['mql'] },
  { name: 'costPerSql', unit: 'money', numerator: ['spend'], denominator: ['sql'] },
  { name: 'costPerOpportunity', unit: 'money', numerator: ['spend'], denominator: ['opportunities'] },
  { name: 'leadToMql', unit: 'ratio', numerator: ['mql'], denominator: ['leads'], share: true },
  { name: 'leadToSql', unit: 'ratio', numerator: ['sql'], denominator: ['leads'], share: true },
  { name: 'leadToWin', unit: 'ratio', numerator: ['won'], denominator: ['leads'], share: true },
  { name: 'opportunityToWin', unit: 'ratio', numerator: ['won'], denominator: ['opportunities'], share: true },
  { name: 'cac', unit: 'money', numerator: ALL_SPEND, denominator: ['newCustomers'] },
  { name: 'averageSale', unit: 'money', numerator: ['revenue'], denominator: ['sales'] },
  { name: 'romi', unit: 'ratio', numerator: ['profit', '-spend'], denominator: ['spend'] },
  { name: 'roas', unit: 'ratio', numerator: ['revenue'], denominator: ['spend'] },
  { name: 'ltv', unit: 'money', numerator: ['cohortProfit'], denominator: ['newCustomers'] },
  { name: 'repeatShare', unit: 'ratio', numerator: ['repeatSales'], denominator: ['sales'], share: true },
  { name: 'retention', unit: 'ratio', numerator: ['retainedCustomers'], denominator: ['formerCustomers'], share: true },
  { name: 'dealCycle', unit: 'days', numerator: ['cycleDays'], denominator: ['soldLeads'] },
  { name: 'answeredInTime', unit: 'ratio', numerator: ['keptPromises'], denominator: ['promised'], share: true },
  { name: 'timeToFirstResponse', unit: 'seconds', numerator: ['responseTime'], denominator: ['responses'] },
  { name: 'callAnswerRate', unit: 'ratio', numerator: ['answeredCalls'], denominator: ['calls'], share: true },
  { name: 'averageTalkTime', unit: 'seconds', numerator: ['talkTime'], denominator: ['answeredCalls'] },
  { name: 'untrackedShare', unit: 'ratio', numerator: ['untrackedVisits'], denominator: ['visits'], share: true },
  { name: 'spamShare', unit: 'ratio', numerator: ['suspects'], denominator: ['submissions'], share: true },
  { name: 'nps', unit: 'points', numerator: ['promoters', '-detractors'], denominator: ['npsAnswers'] },
] as const satisfies readonly Formula[];

export type OwnFormula = (typeof FORMULAS)[number]['name'];
/** Between any two things that are counted: `conversion:leads:meeting`, `costPer:meeting`. */
export type AskedFormula = `conversion:${string}:${string}` | `costPer:${string}`;
export type FormulaName = OwnFormula | AskedFormula;

const formulaOf = new Map<string, Formula>(FORMULAS.map((formula) => [formula.name, formula]));

/** What conversions and costs are asked of, in the order in which they happen; the site's own actions beside them. */
export const COUNTED = [
  'impressions',
  'clicks',
  'visits',
  'formSeen',
  'formStarted',
  'formSubmitted',
  'contacts',
  'calls',
  'conversations',
  'leads',
  'mql',
  'sql',
  'opportunities',
  'won',
  'sales',
  'newCustomers',
] as const satisfies readonly FactName[];

/** An action's id, or one of COUNTED → the fact. */
const counted = (name: string): FactName => (isFact(name) ? name : `action:${name}`);

/** The formula of a name; undefined for a fact. */
export const formula = (name: string): Formula | undefined => {
  const own = formulaOf.get(name);
  if (own) return own;
  const [kind, from = '', to = ''] = name.split(':');
  if (kind === 'conversion') return { name, unit: 'ratio', numerator: [counted(to)], denominator: [counted(from)] };
  if (kind === 'costPer') return { name, unit: 'money', numerator: ['spend'], denominator: [counted(from)] };
  return undefined;
};
