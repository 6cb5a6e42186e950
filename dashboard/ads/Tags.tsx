import type { AuditAnswer, AuditTotals } from '../../shared/audit.ts';
import type { Range } from '../days.ts';
import { Failed } from '../parts/Failed.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { fill, pieces } from '../words/fill.ts';
import { pluralOf } from '../words/plurals.ts';
import { askAudit } from './api.ts';
import { Findings } from './Findings.tsx';
import { TemplateBuilder } from './TemplateBuilder.tsx';
import { useAdsWords } from './words.ts';

/** How much of the spend is known by its visits, what is wrong with the rest, and the tags that mend it. */
export const Tags = ({ days }: { days: Range }) => {
  const { client, site } = useSite();
  const audit = useAsked(JSON.stringify(days), (signal) => askAudit({ client, site }, days, signal));
  if (audit.failure) return <Failed failure={audit.failure} onRetry={audit.again} />;
  if (!audit.value) return <Skeleton />;
  return (
    <div class={audit.busy ? 'report tags busy' : 'report tags'} aria-busy={audit.busy}>
      <Audit answer={audit.value} />
      <TemplateBuilder />
    </div>
  );
};

const PARTS = ['joined', 'coarse', 'unjoined'] as const;

const SpendBar = ({ totals }: { totals: AuditTotals }) => {
  const words = useAdsWords();
  const { formats } = useSite();
  const parts = PARTS.filter((part) => totals[part] > 0);
  if (parts.length === 0) return null;
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
            {fill(words[part], { amount: formats.money(totals[part]) })}
          </span>
        ))}
      </p>
    </div>
  );
};

const Audit = ({ answer }: { answer: AuditAnswer }) => {
  const { language } = useReading();
  const words = useAdsWords();
  const { formats } = useSite();
  const { totals } = answer;
  const nothing = totals.spend === 0 && totals.paidVisits === 0;
  const missing = answer.systems.flatMap(({ source, system, missing: days }) =>
    days.map((range) => ({ ...range, name: system ?? source })),
  );
  const isClean = answer.spendCount === 0 && answer.visitCount === 0 && missing.length === 0;
  const visits = (count: number): string => `${formats.count(count)} ${pluralOf(language, 'visits', count)}`;
  return (
    <>
      <section class="verdict">
        <h1>
          {nothing || isClean
            ? nothing
              ? words.noSpendYet
              : words.allTagged
            : pieces(totals.spend > 0 ? words.tagsSentence : words.tagsNoSpend, {
                spend: formats.money(totals.spend),
                joined: formats.money(totals.joined + totals.coarse),
                share: formats.roundShare((totals.joined + totals.coarse) / totals.spend),
                visits: formats.count(totals.unexplained),
                paid: formats.count(totals.paidVisits),
              }).map(({ text, filled }) => (filled ? <strong key={text}>{text}</strong> : text))}
        </h1>
        <SpendBar totals={totals} />
      </section>
      <Findings
        title={words.spendFindings}
        findings={answer.spend}
        count={answer.spendCount}
        sizeOf={({ spend }) => formats.money(spend)}
      />
      <Findings
        title={words.visitFindings}
        findings={answer.visits}
        count={answer.visitCount}
        sizeOf={(finding) => visits(finding.visits)}
      />
      {missing.length > 0 && (
        <section>
          <h2>{words.missingDays}</h2>
          <p class="quiet">{words.missingDaysHelp}</p>
          <ul class="findings">
            {missing.map(({ name, from, to, visits: count }) => (
              <li key={`${name} ${from}`}>
                <span>
                  {name}: {formats.range({ from, to })}
                </span>
                <span class="finding-size">{visits(count)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
};
