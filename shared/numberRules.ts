import { wildcard } from './wildcard.ts';

/**
 * Which number a visit sees: the rules are read by the page, so that a static number needs no round trip, and by the
 * worker, which leases pool numbers and explains. Free of dependencies: the page's core script imports this file.
 */

/** One thing that must be so: a text ignoring case, `*` standing for any run of characters. */
export type NumberCondition =
  /** A parameter of the landing URL, by its name. */
  | { parameter: string; is: string }
  /** The host that the visit came from, '' for none. */
  | { referrer: string }
  /** The path of the landing page. */
  | { landing: string };

/** All conditions must hold; with none, every visit is meant. */
export interface NumberRule {
  /** The line whose number is replaced. */
  line: string;
  when: NumberCondition[];
  /** A static number (E.164) or a number of a pool; `own` leaves the page as it is. */
  show: { number: string } | { pool: string } | 'own';
}

/** How a visit came, as its envelope states it: both reduced to what may leave the page. */
export interface RuleTouch {
  url: string;
  referrer: string;
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
};

/** The first parameter of that name; '' where there is none. */
const parameterOf = (url: string, name: string): string => {
  for (const pair of (url.split('#')[0] as string).split('?').slice(1).join('?').split('&')) {
    const [key, ...value] = pair.split('=');
    if (decode(key as string).toLowerCase() === name.toLowerCase()) return decode(value.join('='));
  }
  return '';
};

const [HOST, PATH] = [/^\w+:\/\/([^/?#:]*)/, /^\w+:\/\/[^/?#]*([^?#]*)/];

/** What a condition looks at in this visit, and what it must be. */
export const readCondition = (
  condition: NumberCondition,
  { url, referrer }: RuleTouch,
): { found: string; pattern: string } =>
  'parameter' in condition
    ? { found: parameterOf(url, condition.parameter), pattern: condition.is }
    : 'referrer' in condition
      ? { found: HOST.exec(referrer)?.[1] ?? '', pattern: condition.referrer }
      : { found: PATH.exec(url)?.[1] || '/', pattern: condition.landing };

export const holds = (condition: NumberCondition, touch: RuleTouch): boolean => {
  const { found, pattern } = readCondition(condition, touch);
  return wildcard(pattern.toLowerCase())(found.toLowerCase());
};

/** The first rule for the line whose conditions all hold. */
export const ruleFor = (rules: readonly NumberRule[], line: string, touch: RuleTouch): NumberRule | undefined =>
  rules.find((rule) => rule.line === line && rule.when.every((condition) => holds(condition, touch)));
