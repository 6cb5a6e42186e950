import type { ChannelTrialAnswer } from '../../shared/channelTrial.ts';
import { Failed } from '../parts/Failed.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import type { Asked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { pluralOf } from '../words/plurals.ts';
import { useWords } from './useWords.ts';

/** What saving would do to the visits and leads that are recorded: told before it is done. */
export const Trial = ({ trial }: { trial: Asked<ChannelTrialAnswer> }) => {
  const { channels: words } = useWords();
  const { language } = useReading();
  const { formats } = useSite();
  const { value, failure, busy, again } = trial;
  const counted = (thing: 'visits' | 'leads', n: number): string =>
    `${formats.count(n)} ${pluralOf(language, thing, n)}`;
  return (
    <section class="settings-trial" aria-live="polite" aria-busy={busy}>
      <h3>{words.trial}</h3>
      {failure && <Failed failure={failure} onRetry={again} />}
      {!value && !failure && <p class="quiet">{words.trying}</p>}
      {value && value.moved.ads === 0 && <p>{words.nothingMoves}</p>}
      {value && value.moved.ads > 0 && (
        <>
          <p>
            {fill(words.moves, {
              visits: counted('visits', value.moved.visits),
              all: formats.count(value.all.visits),
              leads: counted('leads', value.moved.leads),
            })}
          </p>
          <div class="settings-box">
            <table class="settings-table">
              <thead>
                <tr>
                  <th scope="col">{words.from}</th>
                  <th scope="col">{words.to}</th>
                  <th scope="col" class="value">
                    {words.visits}
                  </th>
                  <th scope="col" class="value">
                    {words.leads}
                  </th>
                </tr>
              </thead>
              <tbody>
                {value.moves.map(({ from, to, visits, leads }) => (
                  <tr key={`${from} ${to}`}>
                    <td>{from}</td>
                    <td>{to}</td>
                    <td class="value">{formats.count(visits)}</td>
                    <td class="value">{formats.count(leads)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <details>
            <summary>{words.ads}</summary>
            <ul class="settings-ads">
              {value.ads.map(({ source, medium, campaign, from, to, visits, leads }) => (
                <li key={JSON.stringify([source, medium, campaign, from])}>
                  <span>
                    {source} / {medium} / {campaign || words.noCampaign}
                  </span>
                  <span class="quiet">
                    {from} → {to} · {counted('visits', visits)}, {counted('leads', leads)}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
    </section>
  );
};
