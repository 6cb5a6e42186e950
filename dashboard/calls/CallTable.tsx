// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards on a phone, where a changed `display` takes the roles away
// biome-ignore-all lint/a11y/useSemanticElements: as above
import type { Call } from '../../shared/calls.ts';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { adOf, callerOf, isMissed, outcomeOf } from './caller.ts';
import { usePage } from './page.ts';

const Row = ({ call }: { call: Call }) => {
  const { words, times, minute } = usePage();
  const { place, formats } = useSite();
  const [likeliest, ...others] = call.candidates;
  const who = callerOf(call, words);
  return (
    <tr role="row" class={call.direction === 'in' && isMissed(call) ? 'missed' : undefined}>
      <td role="cell" class="when">
        <PlaceLink to={{ rest: call.call, query: place.query }}>
          <time dateTime={call.ringingTime}>{times.moment(call.ringingTime)}</time>
        </PlaceLink>
      </td>
      <td role="cell" class="who">
        {call.lead ? <PlaceLink to={{ page: 'leads', rest: call.lead }}>{who}</PlaceLink> : who}
        {call.name && call.phone && <span class="quiet"> {call.phone}</span>}
        {call.firstTimeCaller && <span class="tag">{words.firstTime}</span>}
      </td>
      <td role="cell" class="outcome">
        <span class="quiet">{call.direction === 'in' ? words.inbound : words.outbound}, </span>
        {outcomeOf(call, words, minute)}
        {call.status === 'answered' && call.talkSeconds > 0 && ` ${times.talk(call.talkSeconds)}`}
      </td>
      <td role="cell" class="ad">
        {likeliest && adOf(likeliest, words)}
        {likeliest && likeliest.probability < 1 && (
          <span class="quiet"> {fill(words.likely, { share: formats.roundShare(likeliest.probability) })}</span>
        )}
        {others.length > 0 && <span class="quiet">, {fill(words.others, { n: `${others.length}` })}</span>}
      </td>
      <td role="cell" class="ours quiet">
        {call.tracking}
      </td>
    </tr>
  );
};

export const CallTable = ({ calls }: { calls: readonly Call[] }) => {
  const { words } = usePage();
  return (
    <table class="callTable" role="table">
      <thead role="rowgroup">
        <tr role="row">
          {(['when', 'who', 'outcome', 'ad', 'number'] as const).map((name) => (
            <th key={name} role="columnheader" scope="col">
              {words.columns[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {calls.map((call) => (
          <Row key={call.call} call={call} />
        ))}
      </tbody>
    </table>
  );
};
