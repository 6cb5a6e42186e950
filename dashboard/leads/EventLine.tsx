import type { ComponentChildren } from 'preact';
import type { LeadStory } from '../../shared/leadStory.ts';
import { Icon } from '../parts/Icon.tsx';
import { CallbackLine, CallLine } from './CallLine.tsx';
import { ContactLine } from './ContactLine.tsx';
import type { StoryEvent } from './events.ts';
import { usePage } from './page.ts';
import { SaleLine } from './SaleLine.tsx';
import { MergeLine, SplitLine, StatedLine } from './StatedLine.tsx';
import { ToldLine } from './ToldLine.tsx';
import type { Changes } from './useChanges.ts';
import { VisitLine } from './VisitLine.tsx';

interface Props {
  event: StoryEvent;
  story: LeadStory;
  changes: Changes;
}

type IconName = Parameters<typeof Icon>[0]['name'];

const iconOf = (event: StoryEvent): IconName => {
  switch (event.what) {
    case 'contact':
      return event.contact.kind === 'call' ? 'phone' : event.contact.kind === 'entered' ? 'person' : 'form';
    case 'callback':
    case 'callFromUs':
      return 'phone';
    case 'entry':
      return event.entry.kind === 'note' ? 'note' : event.entry.kind === 'owner' ? 'person' : 'stage';
    case 'merge':
    case 'split':
      return 'person';
    default:
      return event.what;
  }
};

const lineOf = ({ event, story, changes }: Props): ComponentChildren => {
  switch (event.what) {
    case 'visit':
      return <VisitLine touch={event.touch} />;
    case 'contact':
      return <ContactLine contact={event.contact} story={story} changes={changes} />;
    case 'callback':
      return <CallbackLine callback={event.callback} />;
    case 'callFromUs':
      return <CallLine call={event.call} />;
    case 'entry':
      return <StatedLine entry={event.entry} story={story} changes={changes} />;
    case 'sale':
      return <SaleLine sale={event.sale} story={story} changes={changes} />;
    case 'merge':
      return <MergeLine merge={event.merge} story={story} changes={changes} />;
    case 'split':
      return <SplitLine split={event.split} story={story} changes={changes} />;
    case 'told':
      return <ToldLine told={event.told} />;
  }
};

/** One thing that happened: when, of what kind, and what it was. */
export const EventLine = (props: Props) => {
  const { times } = usePage();
  const { event } = props;
  return (
    <li class={`event event-${event.what}`}>
      <span class="event-time">{event.time && <time dateTime={event.time}>{times.clock(event.time)}</time>}</span>
      <span class="event-icon">
        <Icon name={iconOf(event)} />
      </span>
      <div class="event-body">{lineOf(props)}</div>
    </li>
  );
};
