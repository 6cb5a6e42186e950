import { wildcard } from './wildcard.ts';

/**
 * Which number a visit sees: the rules are read by the page, so that a static number needs no round trip, and by the
 * worker, which leases pool numbers and explains. Free of dependencies: the page's core script imports this file.
 */

/** One thing that must be so: a text ignoring case, `*` standing for any run of characters. */
export type NumberCondition =
  /** A parameter of the landing URL, by its name; or of the page before, where a page of the site took the touch on. */
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

interface Parts {
  hostname: string;
  pathname: string;
  searchParams: { get(name: string): string | null };
}

/** As browsers and workerd both have it; this folder knows the language alone. */
declare const URL: new (address: string) => Parts;

/** Names of parameters in lower case; an address that is none has no parts. */
const partsOf = (address: string): Partial<Parts> => {
  try {
    return new URL(address.replace(/[?&][^=]*/g, (name) => name.toLowerCase()));
  } catch {
    return {};
  }
};

/** What a condition looks at in this visit, and what it must be. */
export const readCondition = (
  condition: NumberCondition,
  { url, referrer }: RuleTouch,
): { found: string; pattern: string } => {
  const [landing, before] = [partsOf(url), partsOf(referrer)];
  if ('parameter' in condition) {
    const name = condition.parameter.toLowerCase();
    return { found: landing.searchParams?.get(name) || before.searchParams?.get(name) || '', pattern: condition.is };
  }
  return 'referrer' in condition
    ? { found: before.hostname ?? '', pattern: condition.referrer }
    : { found: landing.pathname ?? '/', pattern: condition.landing };
};

export const holds = (condition: NumberCondition, touch: RuleTouch): boolean => {
  const { found, pattern } = readCondition(condition, touch);
  return wildcard(pattern.toLowerCase())(found.toLowerCase());
};

/** The first rule for the line whose conditions all hold. */
export const ruleFor = (rules: readonly NumberRule[], line: string, touch: RuleTouch): NumberRule | undefined =>
  rules.find((rule) => rule.line === line && rule.when.every((condition) => holds(condition, touch)));
