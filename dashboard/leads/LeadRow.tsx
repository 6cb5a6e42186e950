import type { Lead } from '../../shared/leadStory.ts';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { useSite } from '../site.ts';
import { Due } from './Due.tsx';
import { usePage } from './page.ts';
import { askingOf, callName, waitsUntil, whoOf } from './person.ts';

interface Props {
  lead: Lead;
  query: string;
  current: boolean;
  unread: boolean;
}

/** One lead of the inbox: who, what they ask for, where they came from, where it stands, by when to answer. */
export const LeadRow = ({ lead, query, current, unread }: Props) => {
  const { words, times, minute } = usePage();
  const { session } = useSite();
  const { stage, owner, source, contacts, time } = lead;
  const newest = contacts.at(-1);
  const name = callName(whoOf(contacts)) || (newest?.kind === 'call' ? words.hiddenNumber : words.nameless);
  const from = [source.channel, source.campaign || source.source].filter(Boolean).join(' · ');
  const isWaiting = waitsUntil(lead) !== null;
  const owned = owner && <span class="leadRow-owner">{owner === session.by ? words.me : owner}</span>;
  return (
    <li class={unread ? 'leadRow unread' : 'leadRow'}>
      <PlaceLink to={{ rest: lead.lead, query }} current={current} class="leadRow-link">
        <span class="leadRow-line">
          <span class="leadRow-who">{name}</span>
          <time class="leadRow-time" dateTime={time}>
            {times.brief(time, minute)}
          </time>
        </span>
        <span class="leadRow-line">
          <span class="leadRow-asks">
            {unread && <span class="unseen">{words.unread}. </span>}
            {newest && words.asks[askingOf(newest)]}
          </span>
          {isWaiting ? <Due lead={lead} /> : owned}
        </span>
        <span class="leadRow-line">
          <span class="leadRow-from">{from}</span>
          {isWaiting && owned}
          {stage !== 'new' && <span class={`tag stage-${stage}`}>{words.stages[stage]}</span>}
        </span>
      </PlaceLink>
    </li>
  );
};
