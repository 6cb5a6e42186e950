import type { LeadStory } from '../../shared/leadStory.ts';
import { addDays, dayAt } from '../days.ts';
import { useSite } from '../site.ts';
import { EventLine } from './EventLine.tsx';
import { storyDays } from './events.ts';
import { usePage } from './page.ts';
import type { Changes } from './useChanges.ts';

interface Props {
  story: LeadStory;
  changes: Changes;
}

/** Everything that is known of a lead, day by day, the newest first. */
export const Timeline = ({ story, changes }: Props) => {
  const { words, times } = usePage();
  const { details, today } = useSite();
  const { timeZone } = details.settings;
  const heading = (day: string): string => {
    if (day === today) return words.today;
    // At noon in London it is the same day nearly everywhere; a day's name has no time zone.
    return day === addDays(today, -1) ? words.yesterday : times.day(`${day}T12:00:00Z`);
  };
  return (
    <section class="timeline" aria-label={words.story}>
      {storyDays(story, (moment) => dayAt(Date.parse(moment), timeZone)).map(({ day, events }) => (
        <section key={day}>
          <h3>{heading(day)}</h3>
          <ol>
            {events.map((event) => (
              <EventLine key={event.key} event={event} story={story} changes={changes} />
            ))}
          </ol>
        </section>
      ))}
    </section>
  );
};
