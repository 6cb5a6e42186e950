import type { SpendFinding, VisitFinding } from '../../shared/audit.ts';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { useAdsWords } from './words.ts';

type Finding = SpendFinding | VisitFinding;

interface Props<T extends Finding> {
  title: string;
  findings: readonly T[];
  /** How many there are, of which these were given. */
  count: number;
  sizeOf: (finding: T) => string;
}

/** What does not find its other half: why that probably is, and what to change. */
export const Findings = <T extends Finding>({ title, findings, count, sizeOf }: Props<T>) => {
  const { language } = useReading();
  const words = useAdsWords();
  const { formats } = useSite();
  if (findings.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="findings">
        {findings.map((finding) => (
          <li
            key={`${finding.source} ${finding.medium} ${finding.campaign} ${finding.campaignId ?? ''} ${finding.cause}`}
          >
            <h3>{finding.campaign || `${finding.source} / ${finding.medium}`}</h3>
            <span class="finding-size">{sizeOf(finding)}</span>
            {finding.campaign && (
              <div class="quiet">
                {finding.source} / {finding.medium}
              </div>
            )}
            <div>{finding.why[language]}</div>
            <div class="finding-change">
              <strong>{words.change}:</strong> {finding.change[language]}
            </div>
            {'ads' in finding && finding.ads.length > 0 && (
              <div>
                <details class="finding-ads">
                  <summary>
                    {words.adsOf}: {formats.count(finding.adCount)}
                  </summary>
                  <ul>
                    {finding.ads.map(({ ad, adId, spend }) => (
                      <li key={`${ad} ${adId ?? ''}`}>
                        <span>{ad || adId || words.none}</span>
                        <span>{formats.money(spend)}</span>
                      </li>
                    ))}
                  </ul>
                </details>
              </div>
            )}
          </li>
        ))}
      </ul>
      {count > findings.length && (
        <p class="quiet">{fill(words.ofThem, { shown: formats.count(findings.length), all: formats.count(count) })}</p>
      )}
    </section>
  );
};
