import type { Visit } from '../../../shared/hits.ts';
import { ruleFor } from '../../../shared/numberRules.ts';
import type { NumberSettings } from '../../../shared/numbers.ts';
import type { LeaseBook } from './leases.ts';

/** What a visit is told of the lines that stand on its page. */
export interface Shown {
  /** By line with a pool: the number to show, null for the page's own. */
  numbers: Record<string, string | null>;
  /** Ms for which leased numbers stay the visitor's without a further sign. */
  hold?: number;
  /** Whether it sees a number that tells its calls from others'. */
  tracked: boolean;
  /** Numbers it holds now. */
  leased: string[];
}

/** Called within the recording transaction. @param now by our clock, ms since 1970 */
export const showNumbers = (
  { lines, pools, rules }: NumberSettings,
  book: LeaseBook,
  { visit, asked, now, mayBegin }: { visit: Visit; asked: readonly string[]; now: number; mayBegin: () => boolean },
): Shown => {
  const shown: Shown = { numbers: {}, tracked: false, leased: [] };
  for (const line of new Set(asked)) {
    // A page whose settings are some minutes old may name a line that is no more.
    if (!lines.some(({ id }) => id === line)) continue;
    const show = ruleFor(rules, line, visit)?.show ?? 'own';
    if (show === 'own') continue;
    if ('number' in show) {
      shown.tracked = true;
      continue;
    }
    const pool = pools.find(({ id }) => id === show.pool);
    if (!pool) continue;
    const { number, leased, hold } = book.lease({ pool, visitor: visit.visitor, now, mayBegin });
    shown.numbers[line] = number;
    shown.hold = Math.min(shown.hold ?? hold, hold);
    if (leased && number !== null) {
      shown.tracked = true;
      shown.leased.push(number);
    }
  }
  return shown;
};

/**
 * The line (E.164) that a call to this number is to be put through to: the one that a rule shows it for; the first where
 * none does, as with a banner's number, for a call must ring somewhere. Undefined for a line's own, which would call
 * itself for ever.
 */
export const lineOfNumber = (
  { lines, pools, rules }: NumberSettings,
  number: string,
  poolOf: (number: string) => string | undefined,
): string | undefined => {
  if (lines.some((line) => line.number === number)) return undefined;
  const pool =
    poolOf(number) ?? pools.find(({ whenEmpty }) => typeof whenEmpty === 'object' && whenEmpty.number === number)?.id;
  const rule = rules.find(
    ({ show }) => show !== 'own' && ('number' in show ? show.number === number : show.pool === pool),
  );
  return (lines.find(({ id }) => id === rule?.line) ?? lines[0])?.number;
};

export const poolOfNumber = (sql: SqlStorage, number: string): string | undefined =>
  sql.exec<{ pool: string }>(`SELECT pool FROM numbers WHERE number = ? AND pool <> ''`, number).toArray()[0]?.pool;
