import type { VerdictTotals } from '../../shared/verdict.ts';
import { useSite } from '../site.ts';
import { useAdsWords } from './words.ts';

/** As the sentence above it says them. */
const PARTS = ['works', 'wasted', 'unclear'] as const;

/** The spend as a bar of up to three parts, and each in words. */
export const JudgedBar = ({ totals }: { totals: VerdictTotals }) => {
  const words = useAdsWords();
  const { formats } = useSite();
  const parts = PARTS.filter((part) => totals[part] > 0);
  return (
    <div class="split">
      <div class="judgedBar" aria-hidden="true">
        {parts.map((part) => (
          <span key={part} class={part} style={{ flexGrow: String(Math.max(totals[part] / totals.spend, 0.005)) }} />
        ))}
      </div>
      <p class="split-words">
        {parts.map((part) => (
          <span key={part} class={`split-${part}`}>
            {words.verdicts[part]}: {formats.money(totals[part])} ({formats.roundShare(totals[part] / totals.spend)})
          </span>
        ))}
      </p>
    </div>
  );
};
