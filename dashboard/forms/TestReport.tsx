import type { VariantsAnswer } from '../../shared/formReport.ts';
import type { FormSettings } from '../../shared/forms.ts';
import { isDay } from '../days.ts';
import { Failed } from '../parts/Failed.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { askVariants } from './api.ts';
import { type FormsWords, useWords } from './useWords.ts';
import { VariantTable } from './VariantTable.tsx';

interface Props {
  id: string;
  settings: FormSettings | undefined;
}

/** Which of a form's variants is better, if that is known by now. */
export const TestReport = ({ id, settings }: Props) => {
  const words = useWords();
  const { site, client, place, today, go } = useSite();
  const query = new URLSearchParams(place.query);
  const stated = query.get('since') ?? '';
  const from = isDay(stated) && stated <= today ? stated : undefined;
  const asked = useAsked(`${site} ${id} ${from}`, (signal) =>
    askVariants({ client, site }, { form: id, ...(from && { from }) }, signal),
  );
  const answer = asked.value;
  const unknown = asked.failure?.kind === 'notFound';
  const choose = (day: string): void => {
    if (!isDay(day) || day > today) return;
    query.set('since', day);
    go({ rest: id, query: `${query}` }, 'replace');
  };
  return (
    <section class="report-box">
      <div class="report-head">
        <h2>{words.testTitle}</h2>
        {answer && answer.variants.length > 0 && (
          <label class="test-from">
            <span class="quiet">{words.testFrom}</span>
            <input
              type="date"
              value={from ?? answer.from}
              max={today}
              required
              onChange={(event) => choose(event.currentTarget.value)}
            />
          </label>
        )}
      </div>
      {unknown && (
        <Notice title={words.noSuchForm}>
          <p>{words.noSuchFormHelp}</p>
        </Notice>
      )}
      {asked.failure && !unknown && <Failed failure={asked.failure} onRetry={asked.again} />}
      {!asked.failure && !answer && <Skeleton />}
      {!asked.failure && answer && answer.variants.length === 0 && (
        <Notice title={words.testNone}>
          <p>{words.testNoneHelp}</p>
          {settings && (
            <PlaceLink to={{ rest: id }} class="button">
              {words.tabs.build}
            </PlaceLink>
          )}
        </Notice>
      )}
      {!asked.failure && answer && answer.variants.length > 0 && (
        <div class={asked.busy ? 'busy' : undefined} aria-busy={asked.busy}>
          <Verdict answer={answer} />
          <VariantTable answer={answer} />
          <Evidence answer={answer} />
        </div>
      )}
    </section>
  );
};

/** The verdict, and where there is none of all, those of two. */
const verdictOf = ({ variants, comparisons, verdict }: VariantsAnswer, words: FormsWords): string => {
  if (variants.every(({ visitors }) => visitors.seen === 0)) return words.testEarly;
  if (verdict.best !== null) return fill(words.testSettled, { best: verdict.best });
  const known = comparisons.flatMap(({ first, second, better }) =>
    better === null
      ? []
      : fill(words.testBetter, {
          best: better,
          other: better === first.variant ? second.variant : first.variant,
        }),
  );
  return [words.testOpen, ...known].join(' ');
};

const Verdict = ({ answer }: { answer: VariantsAnswer }) => {
  const words = useWords();
  return (
    <>
      <p class="told">{verdictOf(answer, words)}</p>
      <p class="quiet test-often">{words.lookOften}</p>
    </>
  );
};

const Evidence = ({ answer }: { answer: VariantsAnswer }) => {
  const words = useWords();
  const { formats } = useSite();
  const count = (number: number): string => formats.count(Math.round(number * 10) / 10);
  return (
    <>
      {answer.comparisons.length > 0 && (
        <details class="part-more">
          <summary>{words.evidence}</summary>
          <ul class="test-evidence">
            {answer.comparisons.map(({ first, second, needed }) => (
              <li key={`${first.variant}\n${second.variant}`}>
                {fill(words.evidenceOf, {
                  first: first.variant,
                  second: second.variant,
                  won: count(first.won),
                  lost: count(second.won),
                  value: count(Math.max(first.eValue, second.eValue)),
                  needed: count(needed),
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
      {answer.sealedBefore && (
        <p class="quiet">
          {fill(words.sealed, { day: formats.range({ from: answer.sealedBefore, to: answer.sealedBefore }) })}
        </p>
      )}
    </>
  );
};
