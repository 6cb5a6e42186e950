import { divide, divideExactly } from './exact.ts';
import { FACTS, type FactName, type Facts, fact, isFact, type OwnFact, type Unit } from './facts.ts';
import { COUNTED, FORMULAS, type FormulaName, formula, type OwnFormula, type Term } from './formulas.ts';

/** Every figure a report can give, and the one place where it is worked out. */

export type MetricName = FactName | FormulaName;

/** All but those that a site names itself. */
export const METRIC_NAMES: readonly (OwnFact | OwnFormula)[] = [
  ...FACTS.map(({ name }) => name),
  ...FORMULAS.map(({ name }) => name),
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
const PLACES: Record<Unit, number> = { count: 6, money: 4, ratio: 6, points: 4, seconds: 3, days: 4 };

/** Decimal places a metric is told to. */
export const placesOf = (name: MetricName): number => PLACES[unitOf(name)];

export const unitOf = (name: MetricName): Unit => (formula(name) ?? fact(name as FactName)).unit;

const factOfTerm = (term: Term): FactName => (term.startsWith('-') ? term.slice(1) : term) as FactName;

/** The facts a metric is worked out from. */
export const factsOf = (name: MetricName): FactName[] => {
  const worked = formula(name);
  if (worked) return [...worked.numerator, ...worked.denominator].map(factOfTerm);
  const { over } = fact(name as FactName);
  return over === undefined ? [name as FactName] : [name as FactName, over as FactName];
};

/** What is wrong with a metric's name; null where a site with these actions knows it. */
export const metricProblem = (name: string, actions: readonly string[]): string | null => {
  if ((METRIC_NAMES as readonly string[]).includes(name)) return null;
  const isCounted = (part: string | undefined): boolean =>
    part !== undefined && ((COUNTED as readonly string[]).includes(part) || actions.includes(part));
  const parts = name.split(':');
  const [kind, ...asked] = parts;
  const needed = kind === 'conversion' ? 2 : kind === 'costPer' || kind === 'action' ? 1 : 0;
  if (needed === 0 || asked.length !== needed) return `"${name}" is no metric`;
  const unknown = asked.find((part) => (kind === 'action' ? !actions.includes(part) : !isCounted(part)));
  return unknown === undefined ? null : `"${unknown}" is neither counted nor an action of the site`;
};

const scaleOf = (terms: readonly Term[]): number => fact(factOfTerm(terms[0] as Term)).scale;

/** Facts as stored, each in its place; what is not there is 0. */
type Amounts<Place extends PropertyKey> = { readonly [place in Place]?: number };

/** A sum of terms of one scale: one or two of them nearly always. */
const sumOf = <Place extends PropertyKey>(
  terms: readonly Term[],
  placeOf: (fact: FactName) => Place,
): ((amounts: Amounts<Place>) => number) => {
  const parts = terms.map((term) => ({ place: placeOf(factOfTerm(term)), sign: term.startsWith('-') ? -1 : 1 }));
  return (amounts) => {
    let sum = 0;
    for (const { place, sign } of parts) sum += sign * (amounts[place] ?? 0);
    return sum;
  };
};

/**
 * A metric as a function of amounts, for thousands of rows of them: its formula is looked up once, and `placeOf` tells
 * where among the amounts each fact stands. It gives the figure as reports show it: `null` where the denominator is 0, and
 * for the median of nothing.
 */
export const metricOf = <Place extends PropertyKey>(
  name: MetricName,
  placeOf: (fact: FactName) => Place,
): ((amounts: Amounts<Place>) => number | null) => {
  const worked = formula(name);
  if (!worked) {
    const { scale, over } = fact(name as FactName);
    const place = placeOf(name as FactName);
    if (over === undefined) return (amounts) => (amounts[place] ?? 0) / scale;
    const counted = placeOf(over as FactName);
    return (amounts) => ((amounts[counted] ?? 0) === 0 ? null : (amounts[place] ?? 0) / scale);
  }
  const [aboveOf, belowOf] = [sumOf(worked.numerator, placeOf), sumOf(worked.denominator, placeOf)];
  const places = PLACES[worked.unit];
  const timesAbove = scaleOf(worked.denominator) * (worked.unit === 'points' ? 100 : 1);
  const timesBelow = scaleOf(worked.numerator);
  return (amounts) => {
    const below = belowOf(amounts);
    if (below === 0) return null;
    const above = aboveOf(amounts);
    const [numerator, denominator] = [above * timesAbove, below * timesBelow];
    return Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator)
      ? divideExactly(numerator, denominator, places)
      : divide(BigInt(above) * BigInt(timesAbove), BigInt(below) * BigInt(timesBelow), places);
  };
};

/** The same of one set of facts. */
export const metricValue = (name: MetricName, facts: Facts): number | null => metricOf(name, (fact) => fact)(facts);

const written = (terms: readonly Term[]): string =>
  terms.map((term, index) => (term.startsWith('-') ? ` − ${term.slice(1)}` : index > 0 ? ` + ${term}` : term)).join('');
const inBrackets = (text: string): string => (text.includes(' ') ? `(${text})` : text);

/** How a metric is made, as people read it. */
export interface MetricShape {
  name: string;
  unit: Unit;
  formula: string;
  numerator?: string;
  denominator?: string;
  /** Its rows add up to its total. */
  additive: boolean;
}

/** What it means in words is `entry.ts`'s. */
export const describeMetric = (name: MetricName): MetricShape => {
  const worked = formula(name);
  if (!worked) {
    const { unit, unique } = fact(name as FactName);
    return { name, unit, formula: name, additive: !unique };
  }
  const [numerator, denominator] = [written(worked.numerator), written(worked.denominator)];
  const times = worked.unit === 'points' ? ' × 100' : '';
  return {
    name,
    unit: worked.unit,
    formula: `${inBrackets(numerator)} / ${inBrackets(denominator)}${times}`,
    numerator,
    denominator,
    additive: false,
  };
};

export { isFact };
