import { holds, type NumberCondition, type RuleTouch, readCondition } from '../../../shared/numberRules.ts';
import type { Pool } from '../../../shared/numbers.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import { type Ad, resolveTouch } from '../../source/resolve.ts';

/** Which numbers a visit would see and why. Nothing is leased by asking. */

/** How a pool stands at the moment. */
export interface PoolNow {
  numbers: number;
  free: number;
  held: number;
  resting: number;
  /** The number (E.164) that a new visitor would be leased; null where none is free. */
  next: string | null;
}

export interface SimulatedLine {
  line: string;
  /** The number (E.164) that the visit would see; null for one that another visitor holds, whichever that is then. */
  number: string | null;
  /** Whose it is: the line's own, a rule's, one of the pool, or what the pool's `whenEmpty` gives. */
  from: 'own' | 'rule' | 'pool' | 'whenEmpty';
  /** The rule that fits, by its place in `numbers.rules` from 0; null where none does. */
  rule: number | null;
  /** In plain words. */
  because: string;
  /** The pool that the rule shows, as it stands at the moment. */
  pool?: PoolNow & { id: string };
  /** The line's rules before that one, each with its first condition (from 0) that does not hold. */
  passed: { rule: number; condition: number; because: string }[];
}

/** `GET …/numbers/simulate`. */
export interface Simulation {
  /** What the touch resolves to. */
  touch: Pick<Ad, 'channel' | 'source' | 'medium' | 'campaign' | 'content' | 'term'>;
  lines: SimulatedLine[];
}

const subjectOf = (condition: NumberCondition): string =>
  'parameter' in condition ? condition.parameter : 'referrer' in condition ? "the referrer's host" : 'the landing path';

const lookAt = (condition: NumberCondition, touch: RuleTouch): string => {
  const { found } = readCondition(condition, touch);
  return found === '' ? `${subjectOf(condition)} is not there` : `${subjectOf(condition)} is "${found}"`;
};

const refusal = (condition: NumberCondition, touch: RuleTouch): string => {
  const { found, pattern } = readCondition(condition, touch);
  return `${lookAt(condition, touch)}, ${found === '' ? 'and must be' : 'not'} "${pattern}"`;
};

/** What a visitor sees whom the pool has no number for. */
const whenEmpty = ({ whenEmpty }: Pool, own: string): { number: string | null; words: string } => {
  if (whenEmpty === 'own') return { number: own, words: "the line's own number" };
  if (whenEmpty === 'share') return { number: null, words: 'one that another visitor holds too' };
  return { number: whenEmpty.number, words: `${whenEmpty.number}, which all see then` };
};

type Settings = Pick<SiteSettings, 'numbers' | 'hosts' | 'ignoredReferrers' | 'sourceAliases' | 'channelRules'>;

const simulateLine = (
  { numbers: { rules, pools } }: Settings,
  line: { id: string; number: string },
  touch: RuleTouch,
  poolNow: (pool: Pool) => PoolNow,
): SimulatedLine => {
  const passed: SimulatedLine['passed'] = [];
  for (const [index, rule] of rules.entries()) {
    if (rule.line !== line.id) continue;
    const condition = rule.when.findIndex((one) => !holds(one, touch));
    if (condition >= 0) {
      const broken = rule.when[condition] as NumberCondition;
      passed.push({ rule: index, condition, because: refusal(broken, touch) });
      continue;
    }
    const fits =
      rule.when.length === 0
        ? 'the rule is for every visit'
        : `the rule fits: ${rule.when.map((one) => lookAt(one, touch)).join(', ')}`;
    const found = { line: line.id, rule: index, passed };
    if (rule.show === 'own')
      return { ...found, number: line.number, from: 'own', because: `${fits}; it shows the line's own number` };
    if ('number' in rule.show)
      return { ...found, number: rule.show.number, from: 'rule', because: `${fits}; it shows ${rule.show.number}` };
    const { pool: id } = rule.show;
    // The settings' schema knows the pool of every rule.
    const pool = pools.find((one) => one.id === id) as Pool;
    const now = poolNow(pool);
    const stands = { ...found, pool: { id, ...now } };
    if (now.next !== null) {
      const because = `${fits}; ${now.next} is the pool "${id}"'s next free number`;
      return { ...stands, number: now.next, from: 'pool', because };
    }
    const { number, words } = whenEmpty(pool, line.number);
    const none =
      now.numbers === 0
        ? `the pool "${id}" has no numbers`
        : `the pool "${id}" has no free number (${now.held} held, ${now.resting} resting)`;
    return { ...stands, number, from: 'whenEmpty', because: `${fits}; ${none}, so it shows ${words}` };
  }
  const because = passed.length > 0 ? 'none of its rules fits' : 'it has no rules';
  return { line: line.id, number: line.number, from: 'own', rule: null, because, passed };
};

export const simulate = (settings: Settings, touch: RuleTouch, poolNow: (pool: Pool) => PoolNow): Simulation => {
  const { channel, source, medium, campaign, content, term } = resolveTouch(touch, settings);
  return {
    touch: { channel, source, medium, campaign, content, term },
    lines: settings.numbers.lines.map((line) => simulateLine(settings, line, touch, poolNow)),
  };
};
