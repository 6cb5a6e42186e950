import type { VariantComparison, VariantRow, VariantsAnswer } from '../../../shared/formReport.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import type { Arm } from '../../../shared/variant.ts';
import { dayOfDate } from '../days.ts';
import { reached } from '../visit.ts';
import { intervalOf, probabilitiesToBeBest } from './conversion.ts';
import { Comparison, neededFor, settled } from './evidence.ts';
import { countVisit, eachFormVisit, type FormContext, type FormQuery, isSet, lacking, noVisits } from './formVisits.ts';

/** A visitor, for the variant he saw first. */
interface Person {
  variant: string;
  /** Start of the visit in which he first saw it, ms since 1970. */
  at: number;
  convertedAt: number | null;
}

type Counts = Pick<VariantRow, 'visits' | 'visitors'>;

/** What the raw rows tell: visitors in the order in which they first saw a variant. */
const readVisitors = async (context: FormContext, query: FormQuery) => {
  const people = new Map<string, Person>();
  const counts = new Map<string, Counts>();
  let met = false;
  await eachFormVisit(context, query, ({ visit, progress }) => {
    met = true;
    const { variant } = progress;
    if (variant === undefined || !reached(progress, 'seen')) return;
    let count = counts.get(variant);
    if (!count) counts.set(variant, (count = { visits: noVisits(), visitors: { seen: 0, converted: 0 } }));
    countVisit(count.visits, progress);
    const convertedAt = progress.submitted === undefined ? null : visit.startedAt + progress.submitted;
    const known = people.get(visit.visitor);
    if (!known) {
      people.set(visit.visitor, { variant, at: visit.startedAt, convertedAt });
      count.visitors.seen += 1;
      if (convertedAt !== null) count.visitors.converted += 1;
    } else if (convertedAt !== null && known.convertedAt === null && known.variant === variant) {
      known.convertedAt = convertedAt;
      count.visitors.converted += 1;
    }
  });
  return { people: [...people.values()], counts, met };
};

/** Those of the settings, in their order; then those that were, by name. */
const armsOf = ({ forms }: SiteSettings, form: string, seen: Iterable<string>): Arm[] => {
  const arms = forms.find(({ id }) => id === form)?.variants ?? [];
  const ended = [...seen].filter((variant) => !arms.some(({ id }) => id === variant)).sort();
  return [...arms, ...ended.map((id) => ({ id, weight: 0 }))];
};

/** Each with each, by the visitors who had had a day to convert by the end of what is known. */
const compare = (variants: readonly string[], people: readonly Person[], end: number): VariantComparison[] => {
  const places = new Map(variants.map((variant, index) => [variant, index]));
  const comparisons = variants.map((_, first) => variants.slice(0, first).map(() => new Comparison()));
  for (const person of people) {
    const visitor = settled(person, end);
    if (!visitor) continue;
    const place = places.get(person.variant) as number;
    for (let other = 0; other < variants.length; other += 1) {
      if (other < place) comparisons[place]?.[other]?.add(1, visitor);
      else if (other > place) comparisons[other]?.[place]?.add(0, visitor);
    }
  }
  const needed = neededFor(variants.length);
  return comparisons.flatMap((row, place) =>
    row.map(({ won, even, eValues }, other): VariantComparison => {
      const first = { variant: variants[other] as string, won: won[0], eValue: eValues[0] };
      const second = { variant: variants[place] as string, won: won[1], eValue: eValues[1] };
      const ahead = first.eValue > second.eValue ? first : second;
      return { first, second, even, needed, better: ahead.eValue >= needed ? ahead.variant : null };
    }),
  );
};

const CERTAINTY =
  'Were no variant better than another, any would be called better in at most 5 of 100 tests, however often one looks.';

const verdictOf = (
  contenders: readonly string[],
  comparisons: readonly VariantComparison[],
): VariantsAnswer['verdict'] => {
  const known = comparisons.flatMap(({ first, second, better }) =>
    better === null ? [] : [{ better, worse: (better === first.variant ? second : first).variant }],
  );
  const beats = (one: string, other: string): boolean =>
    known.some(({ better, worse }) => better === one && worse === other);
  const best =
    contenders.length < 2
      ? undefined
      : contenders.find((one) => contenders.every((other) => other === one || beats(one, other)));
  if (best !== undefined) return { best, meaning: `“${best}” is better than every other. ${CERTAINTY}` };
  if (comparisons.length === 0) return { best: null, meaning: 'There are no two variants to compare.' };
  if (known.length === 0) {
    return {
      best: null,
      meaning: `Not known yet: what differs so far may be chance. One may look again at any time. ${CERTAINTY}`,
    };
  }
  const told = known.map(({ better, worse }) => `“${better}” is better than “${worse}”`).join(', ');
  return { best: null, meaning: `Which is the best is not known yet, but ${told}. ${CERTAINTY}` };
};

/**
 * The variants of a form and which of them is better. Null where the site has no such form and no visit of the period met
 * one. That a verdict may be looked at at any time holds for a period that begins with the test, or at any day chosen
 * beforehand, and for the variants there are from then on.
 */
export const variantsReport = async (
  context: FormContext,
  query: FormQuery,
  now: number,
): Promise<VariantsAnswer | null> => {
  const { form, from, to } = query;
  const { settings, calendar } = context;
  const { people, counts, met } = await readVisitors(context, query);
  if (!met && !isSet(settings, form)) return null;
  const arms = armsOf(settings, form, counts.keys());
  const running = arms.filter(({ weight }) => weight > 0);
  const contenders = (running.length < 2 ? arms : running).map(({ id }) => id);
  const countsOf = (id: string): Counts =>
    counts.get(id) ?? { visits: noVisits(), visitors: { seen: 0, converted: 0 } };
  const probabilities = probabilitiesToBeBest(contenders.map((id) => countsOf(id).visitors));
  const variants = arms.map(({ id, weight }): VariantRow => {
    const { visits, visitors } = countsOf(id);
    return {
      variant: id,
      weight,
      ended: weight === 0,
      visits,
      visitors,
      conversion: visitors.seen > 0 ? visitors.converted / visitors.seen : null,
      interval: intervalOf(visitors),
      probabilityBest: probabilities[contenders.indexOf(id)] ?? null,
    };
  });
  const comparisons = compare(
    arms.map(({ id }) => id),
    people,
    Math.min(now, calendar.startOf(dayOfDate(to) + 1)),
  );
  return {
    form,
    from,
    to,
    timeZone: settings.timeZone,
    ...lacking(context, query),
    variants,
    comparisons,
    verdict: verdictOf(contenders, comparisons),
  };
};
