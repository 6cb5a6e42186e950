// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards on a phone, where a changed `display` takes the roles away
import type { Target, VerdictAnswer, VerdictRow } from '../../shared/verdict.ts';
import type { Formats } from '../format.ts';
import { Hint } from '../parts/Hint.tsx';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { IntervalBar } from './IntervalBar.tsx';
import { useAdsWords, type Words } from './words.ts';

/** What rows are judged by, or why they are not yet. */
export interface Judged {
  answer: VerdictAnswer | undefined;
  busy: boolean;
}

/** A value of the target's metric: money, or of ROMI a share. */
export const targetText = (formats: Formats, { metric }: Pick<Target, 'metric'>, value: number): string =>
  metric === 'romi' ? formats.roundShare(value) : formats.money(value >= 10 ? Math.round(value) : value);

const explain = (row: VerdictRow, target: Target, { words, formats }: { words: Words; formats: Formats }): string[] => {
  const told = (value: number | null | undefined): string =>
    typeof value === 'number' ? targetText(formats, target, value) : words.unbound;
  const [from, to] = row.interval ?? [null, null];
  if (typeof row.probability !== 'number') return [words.tooThin];
  const metric = words.targetMetrics[target.metric];
  const bounded = typeof to === 'number' && typeof row.probable === 'number';
  return [
    bounded
      ? fill(words.probable, { metric, value: told(row.probable), from: told(from), to: told(to) })
      : fill(words.probableUnbound, { metric, from: told(from) }),
    fill(target.metric === 'romi' ? words.againstRomi : words.againstCost, {
      target: told(target.value),
      probability: formats.roundShare(row.probability),
    }),
  ];
};

/** Works, unclear or wasted, and how sure that is: the interval beside the target. */
export const VerdictCell = ({
  label,
  verdict,
  judged,
}: {
  label: string;
  verdict: VerdictRow | undefined;
  judged: Judged;
}) => {
  const words = useAdsWords();
  const { formats } = useSite();
  const target = judged.answer?.target;
  return (
    <td role="cell" class="verdictCell" data-label={label}>
      {verdict?.verdict && target ? (
        <>
          <span class={`judged ${verdict.verdict}`}>
            <Hint
              label={fill(words.why, { verdict: words.verdicts[verdict.verdict] })}
              text={words.verdicts[verdict.verdict]}
            >
              {explain(verdict, target, { words, formats }).map((line) => (
                <p key={line}>{line}</p>
              ))}
            </Hint>
          </span>
          {verdict.interval && <IntervalBar row={verdict} target={target} />}
        </>
      ) : judged.answer || !judged.busy ? (
        <span class="none">
          <span aria-hidden="true">–</span>
          <span class="unseen">{words.verdictNone}</span>
        </span>
      ) : (
        <span class="none" aria-hidden="true">
          …
        </span>
      )}
    </td>
  );
};
