import { Dialog } from '../parts/Dialog.tsx';
import { Failed } from '../parts/Failed.tsx';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { api } from './api.ts';
import { adOf, callerOf, outcomeOf } from './caller.ts';
import { usePage } from './page.ts';

/** A recording is wherever the provider keeps it: only a web address is made a link. */
const isWebAddress = (text: string | null): text is string =>
  text !== null && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** Fields as the provider named them, laid out if they are JSON. */
const laidOut = (body: string): string => {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
};

/** One call with all that is known of it. */
export const CallDialog = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const { words, times, minute } = usePage();
  const { site, formats } = useSite();
  const asked = useAsked(`${site} ${id}`, (signal) => api.call(site, id, signal));
  const call = asked.value;
  const facts = call && [
    [words.columns.who, `${callerOf(call, words)}${call.name ? ` ${call.phone}` : ''}`],
    [words.columns.outcome, outcomeOf(call, words, minute)],
    [words.columns.number, call.tracking],
    [words.rang, times.moment(call.ringingTime)],
    [words.answeredAt, call.answeredTime && times.moment(call.answeredTime)],
    [words.endedAt, call.endedTime && times.moment(call.endedTime)],
    [words.calledBack, call.callBack?.doneTime && times.moment(call.callBack.doneTime)],
    [words.provider, call.provider],
  ];
  return (
    <Dialog
      title={call ? fill(words.detailsTitle, { time: times.moment(call.ringingTime) }) : words.title}
      onClose={onClose}
    >
      {asked.failure && <Failed failure={asked.failure} onRetry={asked.again} />}
      {!call && !asked.failure && <Skeleton />}
      {call && facts && (
        <>
          <dl class="callFacts">
            {facts.map(
              ([name, value]) =>
                value && (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ),
            )}
          </dl>
          <p class="callLinks">
            {call.lead && <PlaceLink to={{ page: 'leads', rest: call.lead }}>{words.lead}</PlaceLink>}
            {isWebAddress(call.recording) && (
              <a href={call.recording} target="_blank" rel="noopener noreferrer">
                {words.recording}
              </a>
            )}
          </p>
          {call.candidates.length > 0 && (
            <>
              <h3>{words.whose}</h3>
              <ul class="candidates">
                {call.candidates.map((candidate) => (
                  <li key={`${candidate.visitor} ${candidate.visit}`}>
                    <span class="share">{formats.roundShare(candidate.probability)}</span> {adOf(candidate, words)}
                  </li>
                ))}
              </ul>
            </>
          )}
          <details class="events">
            <summary>{words.events}</summary>
            {call.events.map(({ receivedTime, body }) => (
              <div key={`${receivedTime} ${body}`}>
                <p class="quiet">{times.moment(receivedTime)}</p>
                <pre>{laidOut(body)}</pre>
              </div>
            ))}
          </details>
        </>
      )}
    </Dialog>
  );
};
