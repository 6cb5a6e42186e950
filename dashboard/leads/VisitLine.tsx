import type { TouchEntry } from '../../shared/leadStory.ts';
import { fill } from '../words/fill.ts';
import { usePage } from './page.ts';

/** A visit: which ad brought it, where it landed, what was looked at. */
export const VisitLine = ({ touch }: { touch: TouchEntry }) => {
  const { words, times } = usePage();
  const { channel, source, medium, campaign, content, term, landing, pages } = touch;
  const from = [[source, medium].filter(Boolean).join(' / '), campaign, content, term].filter(Boolean).join(' · ');
  return (
    <>
      <p class="event-title">{fill(words.visit, { channel })}</p>
      {from && <p class="quiet">{from}</p>}
      {pages.length > 1 ? (
        <details>
          <summary>{fill(words.pages, { n: String(pages.length) })}</summary>
          <ol class="event-pages">
            {pages.map(({ time, path }) => (
              <li key={time}>
                <time dateTime={time}>{times.clock(time)}</time> {path}
              </li>
            ))}
          </ol>
        </details>
      ) : (
        landing && (
          <p class="quiet">
            {words.landing}: {landing}
          </p>
        )
      )}
    </>
  );
};
