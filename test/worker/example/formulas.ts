/** The catalogue's formulas as a person would write them down, for `reckon.ts`. */

export type Values = Record<string, number | null>;

/** How many stored units make one. */
const COUNT = 1;
const CREDITED = 1_000_000;
const MONEY = 10_000;

const scales = (names: string, scale: number): Record<string, number> =>
  Object.fromEntries(names.split(' ').map((name) => [name, scale]));

/** In the order in which the figures are written. */
export const SCALES: Record<string, number> = {
  ...scales('impressions clicks', COUNT),
  ...scales('spend marketingSpend salesSpend', MONEY),
  ...scales('visits newVisitors visitors bounces pages formSeen formStarted formSubmitted leadVisits', COUNT),
  ...scales('untrackedVisits submissions suspects', COUNT),
  ...scales('contacts leads calls answeredCalls missedCalls firstTimeCallers talkTime conversations', CREDITED),
  ...scales('mql sql opportunities', CREDITED),
  opportunityValue: MONEY,
  ...scales('won lost action:meeting sales units', CREDITED),
  ...scales('revenue profit', MONEY),
  ...scales('newCustomers repeatSales returnedCustomers', CREDITED),
  cohortProfit: MONEY,
  ...scales('formerCustomers retainedCustomers soldLeads', CREDITED),
  cycleDays: COUNT,
  ...scales('promised keptPromises overdue responses', CREDITED),
  responseTime: COUNT,
  ...scales('npsAnswers promoters detractors', CREDITED),
};

/** What each is the median or the ninth tenth of. */
export const MEDIANS: Record<string, [of: string, percent: number]> = {
  dealCycleMedian: ['dealCycle', 50],
  dealCycleP90: ['dealCycle', 90],
  responseMedian: ['response', 50],
  responseP90: ['response', 90],
};

interface Ratio {
  over: string[];
  under: string;
  /** What is taken away from `over`. */
  less?: string;
  /** Decimal places. */
  places: number;
  times?: number;
}

const share = (over: string, under: string): Ratio => ({ over: [over], under, places: 6 });
const money = (over: string, under: string): Ratio => ({ over: [over], under, places: 4 });

export const FORMULAS: Record<string, Ratio> = {
  bounceRate: share('bounces', 'visits'),
  ctr: share('clicks', 'impressions'),
  cpc: money('spend', 'clicks'),
  rpc: money('revenue', 'clicks'),
  clickToLead: share('leads', 'clicks'),
  formConversion: share('formSubmitted', 'formSeen'),
  visitToLead: share('leadVisits', 'visits'),
  costPerLead: money('spend', 'leads'),
  costPerMql: money('spend', 'mql'),
  costPerSql: money('spend', 'sql'),
  costPerOpportunity: money('spend', 'opportunities'),
  leadToMql: share('mql', 'leads'),
  leadToSql: share('sql', 'leads'),
  leadToWin: share('won', 'leads'),
  opportunityToWin: share('won', 'opportunities'),
  cac: { over: ['spend', 'marketingSpend', 'salesSpend'], under: 'newCustomers', places: 4 },
  averageSale: money('revenue', 'sales'),
  romi: { over: ['profit'], less: 'spend', under: 'spend', places: 6 },
  roas: share('revenue', 'spend'),
  ltv: money('cohortProfit', 'newCustomers'),
  repeatShare: share('repeatSales', 'sales'),
  retention: share('retainedCustomers', 'formerCustomers'),
  dealCycle: { over: ['cycleDays'], under: 'soldLeads', places: 4 },
  answeredInTime: share('keptPromises', 'promised'),
  timeToFirstResponse: { over: ['responseTime'], under: 'responses', places: 3 },
  callAnswerRate: share('answeredCalls', 'calls'),
  averageTalkTime: { over: ['talkTime'], under: 'answeredCalls', places: 3 },
  untrackedShare: share('untrackedVisits', 'visits'),
  spamShare: share('suspects', 'submissions'),
  nps: { over: ['promoters'], less: 'detractors', under: 'npsAnswers', places: 4, times: 100 },
  'conversion:leads:meeting': share('action:meeting', 'leads'),
  'costPer:meeting': money('spend', 'action:meeting'),
  'conversion:visits:leads': share('leads', 'visits'),
};

/** A fraction of whole numbers to so many places, half away from zero. */
const rounded = (over: bigint, under: bigint, places: number): number => {
  const isNegative = over < 0n;
  const digits = (2n * (isNegative ? -over : over) * 10n ** BigInt(places) + under) / (2n * under);
  return Number(isNegative ? -digits : digits) / 10 ** places;
};

/** Figures as reports show them, from facts in stored units; null is what cannot be told. */
export const valuesOf = (facts: Values, formulas: typeof FORMULAS): Values => {
  const values: Values = {};
  for (const [fact, scale] of Object.entries(SCALES)) {
    const stored = facts[fact] ?? null;
    values[fact] = stored === null ? null : stored / scale;
  }
  for (const name of Object.keys(MEDIANS)) values[name] = facts[name] ?? null;
  for (const [name, { over, less, under, places, times = 1 }] of Object.entries(formulas)) {
    const names = [...over, ...(less ? [less] : [])];
    const below = facts[under] ?? 0;
    if (below === 0 || names.some((fact) => (facts[fact] ?? null) === null)) {
      values[name] = null;
      continue;
    }
    const above = over.reduce((sum, fact) => sum + (facts[fact] as number), 0) - (less ? (facts[less] as number) : 0);
    const scaled = [above * times, SCALES[under], below, SCALES[over[0] as string]].map((part) =>
      BigInt(Math.round(part as number)),
    ) as [bigint, bigint, bigint, bigint];
    values[name] = rounded(scaled[0] * scaled[1], scaled[2] * scaled[3], places);
  }
  return values;
};
