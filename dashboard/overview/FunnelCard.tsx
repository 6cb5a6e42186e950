import { may } from '../../shared/people.ts';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { askFunnel } from './api.ts';
import { Card } from './Card.tsx';
import { type Funnel, funnelOf } from './funnel.ts';
import { useOwn } from './own.ts';

interface Props {
  ask: Parameters<typeof askFunnel>[0];
  question: string;
}

/** The way from an impression to a sale, and how much is left of it at each step. */
export const FunnelCard = ({ ask, question }: Props) => {
  const words = useOwn();
  const asked = useAsked(question, (signal) => askFunnel(ask, signal));
  return (
    <Card kind="funnel" title={words.funnel} asked={asked}>
      {(value) => {
        const funnel = funnelOf(value);
        return funnel.channels.length === 0 ? <NoFunnel /> : <FunnelTable funnel={funnel} />;
      }}
    </Card>
  );
};

const NoFunnel = () => {
  const { session } = useSite();
  const words = useOwn();
  return (
    <>
      <p class="quiet">{words.noFunnel}</p>
      {may(session.scopes, 'spend') && (
        <PlaceLink class="button" to={{ page: 'spend' }}>
          {words.uploadSpend}
        </PlaceLink>
      )}
    </>
  );
};

const FunnelTable = ({ funnel: { steps, channels } }: { funnel: Funnel }) => {
  const { formats } = useSite();
  const words = useOwn();
  return (
    <>
      <table class="figures">
        <caption class="unseen">{words.funnel}</caption>
        <thead>
          <tr>
            <th scope="col">{words.stage}</th>
            <th scope="col">{words.count}</th>
            <th scope="col">{words.ofPrevious}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ stage, count, share, width }) => (
            <tr key={stage}>
              <th scope="row">
                {words.stages[stage]}
                {count > 0 && <span class="funnel-bar" aria-hidden="true" style={{ '--length': width }} />}
              </th>
              <td>{formats.count(count)}</td>
              <td class="quiet">
                {share === null ? (
                  <>
                    <span aria-hidden="true">–</span>
                    <span class="unseen">{words.noValue}</span>
                  </>
                ) : (
                  formats.share(share)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet">
        {fill(words.funnelOf, { channels: channels.join(', ') })} {words.funnelScale}
      </p>
    </>
  );
};
