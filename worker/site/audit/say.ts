import type { AuditTotals, Cause, Evidence, Sentences } from '../../../shared/audit.ts';
import type { AdSystem } from '../../../shared/spend.ts';
import { AD_SYSTEM_TITLES } from '../../../shared/templates.ts';
import type { Branch } from './days.ts';
import { en } from './words/en.ts';
import { ru } from './words/ru.ts';
import { uk } from './words/uk.ts';
import type { Words } from './words/words.ts';

/** An audit's sentences, in each language. */

const inEachLanguage = (say: (words: Words) => string): Sentences => ({ uk: say(uk), ru: say(ru), en: say(en) });

const titleOf = ({ system, source }: Branch): string =>
  system ? (AD_SYSTEM_TITLES[system as AdSystem] ?? system) : source;

/** Of a cause what is probably the matter, and what to change. */
export const sayCause = (
  cause: Cause,
  { branch, evidence }: { branch: Branch; evidence: Evidence },
): { why: Sentences; change: Sentences } => {
  const told = { who: titleOf(branch), evidence };
  return {
    why: inEachLanguage((words) => words.why[cause](told)),
    change: inEachLanguage((words) => words.change[cause](told)),
  };
};

export const sayTotals = (totals: AuditTotals, currency: string): Sentences =>
  inEachLanguage((words) => words.meaning(totals, currency));
