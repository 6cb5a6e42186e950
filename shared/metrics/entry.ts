import type { Language } from '../forms.ts';
import { type Better, betterOf } from './better.ts';
import { describeMetric, METRIC_NAMES, type MetricName, type MetricShape } from './catalogue.ts';
import { COUNTED } from './formulas.ts';
import { en } from './words/en.ts';
import { ru } from './words/ru.ts';
import { uk } from './words/uk.ts';
import type { Words } from './words/words.ts';

/** The catalogue in words. Apart from `catalogue.ts`, for pages need its figures and not three languages. */

/** An entry of `GET /v1/metrics`. */
export interface MetricEntry extends MetricShape {
  better: Better;
  /** One plain sentence each. */
  meaning: Record<Language, string>;
}

/** An action of the site's: `id` is its part of metrics' names, `name` what people call it. */
interface NamedAction {
  id: string;
  name: string;
}

const LANGUAGE_WORDS: Record<Language, Words> = { uk, ru, en };

const inEachLanguage = (say: (words: Words) => string): Record<Language, string> => ({
  uk: say(LANGUAGE_WORDS.uk),
  ru: say(LANGUAGE_WORDS.ru),
  en: say(LANGUAGE_WORDS.en),
});

const isCounted = (name: string): name is (typeof COUNTED)[number] => (COUNTED as readonly string[]).includes(name);

const sentenceOf = (words: Words, name: MetricName, actions: readonly NamedAction[]): string => {
  if (name in words.metrics) return words.metrics[name as keyof Words['metrics']];
  const called = (part = ''): string =>
    isCounted(part) ? words.counted[part] : (actions.find(({ id }) => id === part)?.name ?? part);
  const [kind, from, to] = name.split(':');
  if (kind === 'conversion') return words.conversion(called(from), called(to));
  return kind === 'costPer' ? words.costPer(called(from)) : words.action(called(from));
};

/** @param actions the site's own, for metrics that name one */
export const metricEntry = (name: MetricName, actions: readonly NamedAction[] = []): MetricEntry => ({
  ...describeMetric(name),
  better: betterOf(name),
  meaning: inEachLanguage((words) => sentenceOf(words, name, actions)),
});

/** Names that hold two of `counted`, or one: `conversion:leads:won`, `costPer:leads`. */
export interface AskedEntry extends MetricEntry {
  name: 'conversion:{from}:{to}' | 'costPer:{what}';
}

/** What `GET /v1/metrics`, and of one site `GET /v1/sites/{site}/metrics`, answers. */
export interface MetricsAnswer {
  /** Of a site with actions of its own: how many leads had each, what each cost, and how many leads come to it. */
  metrics: MetricEntry[];
  /** Names to be filled in. */
  asked: AskedEntry[];
  /** What they can be filled in with. */
  counted: { name: string; meaning: Record<Language, string> }[];
}

const ASKED: AskedEntry[] = [
  {
    name: 'conversion:{from}:{to}',
    unit: 'ratio',
    formula: '{to} / {from}',
    numerator: '{to}',
    denominator: '{from}',
    additive: false,
    better: 'more',
    meaning: inEachLanguage((words) => words.conversion('{from}', '{to}')),
  },
  {
    name: 'costPer:{what}',
    unit: 'money',
    formula: 'spend / {what}',
    numerator: 'spend',
    denominator: '{what}',
    additive: false,
    better: 'less',
    meaning: inEachLanguage((words) => words.costPer('{what}')),
  },
];

const namesOfAction = ({ id }: NamedAction): MetricName[] => [
  `action:${id}`,
  `costPer:${id}`,
  `conversion:leads:${id}`,
];

/** The whole catalogue, with a site's own actions where there are any. */
export const catalogueOf = (actions: readonly NamedAction[] = []): MetricsAnswer => ({
  metrics: [...METRIC_NAMES, ...actions.flatMap(namesOfAction)].map((name) => metricEntry(name, actions)),
  asked: ASKED,
  counted: [
    ...COUNTED.map((name) => ({ name, meaning: inEachLanguage(({ counted }) => counted[name]) })),
    ...actions.map(({ id, name }) => ({ name: id, meaning: inEachLanguage(() => name) })),
  ],
});
