import { useState } from 'preact/hooks';
import type { Call } from '../../shared/calls.ts';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { fill } from '../words/fill.ts';
import { callerOf } from './caller.ts';
import { usePage } from './page.ts';

/** So many are shown until all are asked for: whoever rang a year ago hides nobody who rang just now. */
const FIRST = 5;

/** Whoever did not get through and was not heard of since, the newest first. */
export const OpenCalls = ({ calls }: { calls: readonly Call[] }) => {
  const { words, times, minute } = usePage();
  const dueOf = ({ callBack }: Call): number => (callBack?.due ? Date.parse(callBack.due) : Number.POSITIVE_INFINITY);
  const [all, setAll] = useState(false);
  const drawn = all ? calls : calls.slice(0, FIRST);
  return (
    <section class="openCalls" aria-labelledby="open-calls">
      <h2 id="open-calls">
        {words.openTitle}
        {calls.length > 0 && <span class="badge">{calls.length}</span>}
      </h2>
      {calls.length === 0 ? (
        <p class="quiet">{words.openNone}</p>
      ) : (
        <ul>
          {drawn.map((call) => {
            const who = callerOf(call, words);
            const due = dueOf(call);
            return (
              <li key={call.call}>
                <span class="who">
                  {call.lead ? <PlaceLink to={{ page: 'leads', rest: call.lead }}>{who}</PlaceLink> : who}
                  {call.name && <span class="quiet"> {call.phone}</span>}
                </span>
                <span class="quiet">
                  {fill(words.missedAgo, { time: times.lasting(Math.max(0, minute - Date.parse(call.ringingTime))) })}
                </span>
                <span class={due < minute ? 'late' : 'quiet'}>
                  {due < minute
                    ? fill(words.late, { time: times.lasting(minute - due) })
                    : call.callBack?.due && fill(words.dueBy, { time: times.clock(call.callBack.due) })}
                </span>
                <a
                  class="button"
                  href={`tel:${call.phone}`}
                  aria-label={fill(words.callTo, { who: `${who} ${call.phone}` })}
                >
                  {words.call}
                </a>
              </li>
            );
          })}
        </ul>
      )}
      {drawn.length < calls.length && (
        <button type="button" class="button bare" onClick={() => setAll(true)}>
          {fill(words.allOpen, { n: `${calls.length}` })}
        </button>
      )}
    </section>
  );
};
