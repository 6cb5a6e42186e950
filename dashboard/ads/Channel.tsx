import type { AdName } from '../../shared/report.ts';
import { Hint } from '../parts/Hint.tsx';
import { useReading } from '../reading.ts';
import { fill } from '../words/fill.ts';

/** The channel, and why it is this one. */
export const Channel = ({ ad, via }: { ad: AdName; via: string }) => {
  const { words } = useReading();
  const facts: [label: string, value: string | undefined][] = [
    [words.rule, ad.rule],
    [words.source, ad.source],
    [words.medium, ad.medium],
    [words.campaign, ad.campaign],
    [words.adSystem, ad.system],
    [words.campaignId, ad.campaignId],
    [words.adId, ad.adId],
  ];
  return (
    <>
      <Hint label={fill(words.whyChannel, { channel: ad.channel })} text={ad.channel}>
        <p class="hint-title">{fill(words.whyTitle, { channel: ad.channel })}</p>
        <dl>
          {facts.map(
            ([label, value]) =>
              value && (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
        </dl>
      </Hint>
      <span class="via" title={via}>
        {via}
      </span>
    </>
  );
};
