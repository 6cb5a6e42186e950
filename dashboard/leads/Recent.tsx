import type { LeadStory, RecentContact } from '../../shared/leadStory.ts';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { usePage } from './page.ts';

/** What this reader did, and what stands in this lead's story anyway, warns of nothing. */
const warns = ({ by, what, lead }: RecentContact, story: LeadStory, reader: string): boolean =>
  by !== '' ? by !== reader : lead !== story.lead || what === 'callFromUs';

/** That somebody else has just been in touch with the same person, before they are rung twice; and their other leads. */
export const Recent = ({ story, query }: { story: LeadStory; query: string }) => {
  const { words, times, minute } = usePage();
  const { session } = useSite();
  const warnings = story.recent.filter((contact) => warns(contact, story, session.by));
  return (
    <>
      {warnings.length > 0 && (
        <section class="recent">
          <h3>{words.recentTitle}</h3>
          <ul>
            {warnings.map(({ time, what, by, owner, lead }) => (
              <li key={time + what}>
                <time dateTime={time}>{times.brief(time, minute)}</time> {fill(words.recent[what], { by })}
                {owner && owner !== by && `, ${fill(words.recentOwner, { name: owner })}`}
                {lead !== '' && lead !== story.lead && (
                  <>
                    {' · '}
                    <PlaceLink to={{ rest: lead, query }}>{words.recentLead}</PlaceLink>
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {story.otherLeads.length > 0 && (
        <p class="otherLeads">
          {words.recentThese}:{' '}
          {story.otherLeads.map(({ lead, time }, index) => (
            <span key={lead}>
              {index > 0 && ', '}
              <PlaceLink to={{ rest: lead, query }}>
                {fill(words.otherLead, { date: times.brief(time, minute) })}
              </PlaceLink>
            </span>
          ))}
        </p>
      )}
    </>
  );
};
