/** Facts: what adds up. Integers in storage, and a metric is a formula over them. */

/** `money` is in units of the site's currency, `ratio` a plain fraction (0.25 is 25 %), `points` a hundred times that. */
export type Unit = 'count' | 'money' | 'ratio' | 'points' | 'seconds' | 'days';

export interface Fact {
  name: string;
  unit: Unit;
  /** How many of the stored integer make one. */
  scale: number;
  /** Does not add up over rows: a person seen on two days is one visitor, and medians have no sum. */
  unique?: true;
  /** Of a median and the like: how many it is over. Of none there is none. */
  over?: string;
}

/** Counts that are credited to ads are kept in millionths. */
const CREDITED = { unit: 'count', scale: 1_000_000 } as const;
/** Money is kept in 1/10 000 of a unit; a credited amount is shared out in whole ones of these. */
const MONEY = { unit: 'money', scale: 10_000 } as const;
const COUNT = { unit: 'count', scale: 1 } as const;

export const FACTS = [
  { name: 'impressions', ...COUNT },
  { name: 'clicks', ...COUNT },
  /** Of the kind `ad`; the other kinds stand in facts of their own. */
  { name: 'spend', ...MONEY },
  { name: 'marketingSpend', ...MONEY },
  { name: 'salesSpend', ...MONEY },
  { name: 'visits', ...COUNT },
  { name: 'newVisitors', ...COUNT },
  { name: 'visitors', ...COUNT, unique: true },
  { name: 'bounces', ...COUNT },
  { name: 'pages', ...COUNT },
  { name: 'formSeen', ...COUNT },
  { name: 'formStarted', ...COUNT },
  { name: 'formSubmitted', ...COUNT },
  { name: 'leadVisits', ...COUNT },
  { name: 'untrackedVisits', ...COUNT },
  { name: 'contacts', ...CREDITED },
  { name: 'leads', ...CREDITED },
  { name: 'calls', ...CREDITED },
  { name: 'answeredCalls', ...CREDITED },
  { name: 'missedCalls', ...CREDITED },
  { name: 'firstTimeCallers', ...CREDITED },
  { name: 'talkTime', unit: 'seconds', scale: 1_000_000 },
  { name: 'conversations', ...CREDITED },
  { name: 'submissions', ...COUNT },
  { name: 'suspects', ...COUNT },
  { name: 'mql', ...CREDITED },
  { name: 'sql', ...CREDITED },
  { name: 'opportunities', ...CREDITED },
  { name: 'opportunityValue', ...MONEY },
  { name: 'won', ...CREDITED },
  { name: 'lost', ...CREDITED },
  { name: 'sales', ...CREDITED },
  { name: 'units', ...CREDITED },
  { name: 'revenue', ...MONEY },
  { name: 'profit', ...MONEY },
  { name: 'newCustomers', ...CREDITED },
  { name: 'repeatSales', ...CREDITED },
  { name: 'returnedCustomers', ...CREDITED },
  { name: 'cohortProfit', ...MONEY },
  { name: 'formerCustomers', ...CREDITED },
  { name: 'retainedCustomers', ...CREDITED },
  { name: 'soldLeads', ...CREDITED },
  { name: 'cycleDays', unit: 'days', scale: 1 },
  { name: 'dealCycleMedian', unit: 'days', scale: 1, unique: true, over: 'soldLeads' },
  { name: 'dealCycleP90', unit: 'days', scale: 1, unique: true, over: 'soldLeads' },
  { name: 'promised', ...CREDITED },
  { name: 'keptPromises', ...CREDITED },
  { name: 'overdue', ...CREDITED },
  { name: 'responses', ...CREDITED },
  { name: 'responseTime', unit: 'seconds', scale: 1 },
  { name: 'responseMedian', unit: 'seconds', scale: 1, unique: true, over: 'responses' },
  { name: 'responseP90', unit: 'seconds', scale: 1, unique: true, over: 'responses' },
  { name: 'npsAnswers', ...CREDITED },
  { name: 'promoters', ...CREDITED },
  { name: 'detractors', ...CREDITED },
] as const satisfies readonly Fact[];

export type OwnFact = (typeof FACTS)[number]['name'];
/** Leads with an action that the site has named: `action:meeting`. */
export type ActionFact = `action:${string}`;
export type FactName = OwnFact | ActionFact;
/** Sums of facts as stored: integers. What is not there is 0. */
export type Facts = Record<OwnFact, number> & Partial<Record<ActionFact, number>>;

const factOf = new Map<string, Fact>(FACTS.map((fact) => [fact.name, fact]));

export const isFact = (name: string): name is OwnFact => factOf.has(name);

export const fact = (name: FactName): Fact => factOf.get(name) ?? { name, ...CREDITED };

const NO_FACTS = Object.fromEntries(FACTS.map(({ name }) => [name, 0])) as Facts;
export const noFacts = (): Facts => ({ ...NO_FACTS });
