import type { CallFacts } from '../../shared/calls.ts';
import type { Answered, CallbackStory } from '../../shared/leadStory.ts';
import { fill } from '../words/fill.ts';
import { usePage } from './page.ts';

/** A recording is wherever the provider keeps it: only a web address is made a link. */
const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

interface Props {
  call: CallFacts;
  /** Where it was missed: by when to ring back. */
  callBack?: Answered['callBack'] | undefined;
}

export const CallLine = ({ call, callBack }: Props) => {
  const { words, times } = usePage();
  const { direction, status, talkSeconds, tracking, recording } = call;
  const isMissed = status === 'missed' || status === 'busy' || status === 'failed';
  const title =
    direction === 'in'
      ? isMissed
        ? words.callInMissed
        : words.callIn
      : isMissed
        ? words.callOutMissed
        : words.callOut;
  return (
    <>
      <p class={isMissed && direction === 'in' ? 'event-title late' : 'event-title'}>
        {title}
        {status === 'answered' && talkSeconds > 0 && (
          <span class="quiet"> {fill(words.talked, { time: times.talk(talkSeconds) })}</span>
        )}
        {status === 'ringing' && <span class="quiet"> {words.ringing}</span>}
      </p>
      {tracking && <p class="quiet">{tracking}</p>}
      {callBack?.due && !callBack.doneTime && (
        <p class="event-strong">{fill(words.callBackBy, { time: times.moment(callBack.due) })}</p>
      )}
      {recording && isWebAddress(recording) && (
        <p>
          <a href={recording} target="_blank" rel="noopener noreferrer">
            {words.recording}
          </a>
        </p>
      )}
    </>
  );
};

export const CallbackLine = ({ callback }: { callback: CallbackStory }) => {
  const { words, times } = usePage();
  const { state, promisedTime, error } = callback;
  return (
    <>
      <p class={state === 'failed' ? 'event-title late' : 'event-title'}>
        {fill(words.callbackStates[state], { time: times.moment(promisedTime) })}
      </p>
      {error && <p class="quiet">{error}</p>}
    </>
  );
};
