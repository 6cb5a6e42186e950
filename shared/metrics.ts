/**
 * The catalogue: every figure a report can give, its formula, and the one place where it is worked out. `GET
 * /v1/metrics` serves it as it stands here.
 */

/** `money` is in units of the site's currency, `ratio` a plain fraction (0.25 is 25 %). */
export type Unit = 'count' | 'money' | 'ratio' | 'seconds';

interface Fact {
  name: string;
  unit: Unit;
  /** How many of the stored integer make one. Money is stored in 1/10 000; what is credited to ads, in millionths. */
  scale: number;
  meaning: string;
  /** Does not add up over rows: a person seen on two days is one visitor. */
  unique?: true;
}

/** Facts add up: they are integers in storage, and a metric is a formula over them. */
export const FACTS = [
  { name: 'impressions', unit: 'count', scale: 1, meaning: 'times the ad system says the ad was shown' },
  { name: 'clicks', unit: 'count', scale: 1, meaning: 'clicks the ad system charged or counted' },
  { name: 'spend', unit: 'money', scale: 10_000, meaning: 'what the advertising cost' },
  { name: 'visits', unit: 'count', scale: 1, meaning: 'visits that started on these days' },
  { name: 'newVisitors', unit: 'count', scale: 1, meaning: "visits that were their visitor's first" },
  { name: 'visitors', unit: 'count', scale: 1, meaning: 'different visitors; does not add up over rows', unique: true },
  { name: 'bounces', unit: 'count', scale: 1, meaning: 'visits of one page, with no form started and no contact' },
  { name: 'pages', unit: 'count', scale: 1, meaning: 'pages seen' },
  { name: 'formSeen', unit: 'count', scale: 1, meaning: 'visits that saw a form: half of it in view for a second' },
  { name: 'formStarted', unit: 'count', scale: 1, meaning: 'visits that began to fill in a form' },
  { name: 'formSubmitted', unit: 'count', scale: 1, meaning: 'visits that submitted a form' },
  { name: 'leadVisits', unit: 'count', scale: 1, meaning: "visits with a contact, by the visit's own ad" },
  { name: 'untrackedVisits', unit: 'count', scale: 1, meaning: 'visits that were shown no tracking number' },
  { name: 'contacts', unit: 'count', scale: 1_000_000, meaning: 'submissions, callback requests and inbound calls' },
  { name: 'leads', unit: 'count', scale: 1_000_000, meaning: "people's stretches of interest, credited by the model" },
  { name: 'calls', unit: 'count', scale: 1_000_000, meaning: 'inbound calls, credited by the model' },
  { name: 'answeredCalls', unit: 'count', scale: 1_000_000, meaning: 'inbound calls that were answered' },
  { name: 'missedCalls', unit: 'count', scale: 1_000_000, meaning: 'inbound calls that ended unanswered' },
  {
    name: 'firstTimeCallers',
    unit: 'count',
    scale: 1_000_000,
    meaning: "inbound calls that were their caller's first; a withheld number is nobody's first",
  },
  { name: 'talkTime', unit: 'seconds', scale: 1_000_000, meaning: 'seconds talked in inbound calls' },
  {
    name: 'submissions',
    unit: 'count',
    scale: 1,
    meaning: "what was sent in, suspects included, by the visit's own ad and day of submission whatever the model",
  },
  { name: 'suspects', unit: 'count', scale: 1, meaning: 'of the submissions, those that are quarantined as spam' },
] as const satisfies readonly Fact[];

export type FactName = (typeof FACTS)[number]['name'];
/** Sums of facts as stored: integers. */
export type Facts = Record<FactName, number>;

interface Ratio {
  name: string;
  unit: Unit;
  numerator: FactName;
  denominator: FactName;
  meaning: string;
}

/** One fact over another; `null` where there is nothing to divide by. */
export const RATIOS = [
  {
    name: 'bounceRate',
    unit: 'ratio',
    numerator: 'bounces',
    denominator: 'visits',
    meaning: 'share of visits that bounced',
  },
  { name: 'ctr', unit: 'ratio', numerator: 'clicks', denominator: 'impressions', meaning: 'clicks for one impression' },
  { name: 'cpc', unit: 'money', numerator: 'spend', denominator: 'clicks', meaning: 'cost of one click' },
  { name: 'clickToLead', unit: 'ratio', numerator: 'leads', denominator: 'clicks', meaning: 'leads for one click' },
  {
    name: 'formConversion',
    unit: 'ratio',
    numerator: 'formSubmitted',
    denominator: 'formSeen',
    meaning: 'of the visits that saw a form, the share that submitted one',
  },
  {
    name: 'visitToLead',
    unit: 'ratio',
    numerator: 'leadVisits',
    denominator: 'visits',
    meaning: 'share of visits that became a lead',
  },
  { name: 'costPerLead', unit: 'money', numerator: 'spend', denominator: 'leads', meaning: 'what one lead cost' },
  {
    name: 'callAnswerRate',
    unit: 'ratio',
    numerator: 'answeredCalls',
    denominator: 'calls',
    meaning: 'share of inbound calls that were answered',
  },
  {
    name: 'averageTalkTime',
    unit: 'seconds',
    numerator: 'talkTime',
    denominator: 'answeredCalls',
    meaning: 'seconds talked in one answered call',
  },
  {
    name: 'untrackedShare',
    unit: 'ratio',
    numerator: 'untrackedVisits',
    denominator: 'visits',
    meaning: 'share of visits that were shown no tracking number',
  },
  {
    name: 'spamShare',
    unit: 'ratio',
    numerator: 'suspects',
    denominator: 'submissions',
    meaning: 'share of submissions that are quarantined as spam',
  },
] as const satisfies readonly Ratio[];

export type RatioName = (typeof RATIOS)[number]['name'];
export type MetricName = FactName | RatioName;

export const METRIC_NAMES: readonly MetricName[] = [
  ...FACTS.map((fact) => fact.name),
  ...RATIOS.map((ratio) => ratio.name),
];

/** What a report gives when it is not told which figures. */
export const DEFAULT_METRICS: readonly MetricName[] = [
  'impressions',
  'clicks',
  'spend',
  'visits',
  'bounceRate',
  'formSeen',
  'formSubmitted',
  'formConversion',
  'visitToLead',
  'contacts',
  'calls',
  'leads',
  'costPerLead',
];

/** Decimal places at output, half up: money to 1/10 000, shares to a millionth. */
const PLACES: Record<Unit, number> = { count: 6, money: 4, ratio: 6, seconds: 3 };

const factOf = new Map<string, Fact>(FACTS.map((fact) => [fact.name, fact]));
const ratioOf = new Map<string, Ratio>(RATIOS.map((ratio) => [ratio.name, ratio]));

export const unitOf = (name: MetricName): Unit => (factOf.get(name) ?? (ratioOf.get(name) as Ratio)).unit;

/** The facts a metric is worked out from. */
export const factsOf = (name: MetricName): FactName[] => {
  const ratio = ratioOf.get(name);
  return ratio ? [ratio.numerator, ratio.denominator] : [name as FactName];
};

const NO_FACTS = Object.fromEntries(FACTS.map((fact) => [fact.name, 0])) as Facts;
export const noFacts = (): Facts => ({ ...NO_FACTS });

/** `numerator / denominator` of integers to `places` decimals, half away from zero, with no rounding before. */
export const divide = (numerator: bigint, denominator: bigint, places: number): number => {
  const scaled = numerator * 10n ** BigInt(places) * 2n;
  const half = denominator < 0n ? -denominator : denominator;
  const magnitude = ((scaled < 0n ? -scaled : scaled) + half) / (2n * half);
  const negative = scaled < 0n !== denominator < 0n;
  return (Number(magnitude) / 10 ** places) * (negative && magnitude !== 0n ? -1 : 1);
};

/** The same where all that is needed fits a number exactly, which is nearly always and many times as fast. */
export const divideExactly = (numerator: number, denominator: number, places: number): number => {
  const dividend = numerator * 10 ** places * 2 + denominator;
  const divisor = 2 * denominator;
  if (numerator < 0 || denominator < 0 || dividend > Number.MAX_SAFE_INTEGER || divisor > Number.MAX_SAFE_INTEGER) {
    return divide(BigInt(numerator), BigInt(denominator), places);
  }
  // The quotient is rounded before it is cut off, so it can come out one too large.
  let quotient = Math.floor(dividend / divisor);
  if (quotient * divisor > dividend) quotient -= 1;
  return quotient / 10 ** places;
};

/** The figure as reports show it: `null` where the denominator is 0. */
export const metricValue = (name: MetricName, facts: Facts): number | null => {
  const ratio = ratioOf.get(name);
  if (!ratio) {
    const { scale } = factOf.get(name) as Fact;
    return facts[name as FactName] / scale;
  }
  if (facts[ratio.denominator] === 0) return null;
  const numerator = facts[ratio.numerator] * (factOf.get(ratio.denominator) as Fact).scale;
  const denominator = facts[ratio.denominator] * (factOf.get(ratio.numerator) as Fact).scale;
  if (Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator)) {
    return divideExactly(numerator, denominator, PLACES[ratio.unit]);
  }
  return divide(
    BigInt(facts[ratio.numerator]) * BigInt((factOf.get(ratio.denominator) as Fact).scale),
    BigInt(facts[ratio.denominator]) * BigInt((factOf.get(ratio.numerator) as Fact).scale),
    PLACES[ratio.unit],
  );
};

/** An entry of `GET /v1/metrics`. */
export interface MetricEntry {
  name: MetricName;
  unit: Unit;
  meaning: string;
  formula: string;
  numerator?: FactName;
  denominator?: FactName;
  additive: boolean;
}

export const CATALOGUE: readonly MetricEntry[] = [
  ...FACTS.map((fact: Fact) => ({
    name: fact.name as FactName,
    unit: fact.unit,
    meaning: fact.meaning,
    formula: fact.name,
    additive: !fact.unique,
  })),
  ...RATIOS.map(({ name, unit, meaning, numerator, denominator }) => ({
    name,
    unit,
    meaning,
    formula: `${numerator} / ${denominator}`,
    numerator,
    denominator,
    additive: false,
  })),
];
