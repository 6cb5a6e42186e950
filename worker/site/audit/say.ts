import type { AuditTotals, Cause, Sentences } from '../../../shared/audit.ts';
import { en } from './words/en.ts';
import { ru } from './words/ru.ts';
import { uk } from './words/uk.ts';
import type { Told, Words } from './words/words.ts';

/** An audit's sentences, in each language. */

const inEachLanguage = (say: (words: Words) => string): Sentences => ({ uk: say(uk), ru: say(ru), en: say(en) });

export const sayCause = (cause: Cause, told: Told): { why: Sentences; change: Sentences } => ({
  why: inEachLanguage((words) => words.why[cause](told)),
  change: inEachLanguage((words) => words.change[cause](told)),
});

export const sayTotals = (totals: AuditTotals, currency: string): Sentences =>
  inEachLanguage((words) => words.meaning(totals, currency));
