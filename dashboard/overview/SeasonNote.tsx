import { LOCALES } from '../format.ts';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { askSeason } from './api.ts';
import { useOwn } from './own.ts';
import { seasonNow } from './season.ts';

/** What the calendar does to this month and the next, so that nobody praises or blames the ads for it. */
export const SeasonNote = () => {
  const { site, today, formats } = useSite();
  const { language } = useReading();
  const words = useOwn();
  const { value } = useAsked(site, (signal) => askSeason(site, signal));
  const months = value ? seasonNow(value, today) : [];
  if (months.length === 0) return null;
  const name = (month: number): string => {
    const text = new Intl.DateTimeFormat(LOCALES[language], { month: 'long', timeZone: 'UTC' }).format(
      Date.UTC(2026, month - 1),
    );
    return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
  };
  return (
    <section class="season quiet">
      <h2>{words.season}</h2>
      <ul>
        {months.map(({ month, index }) => (
          <li key={month}>
            {fill(index > 1 ? words.seasonMore : words.seasonLess, {
              month: name(month),
              share: formats.roundShare(Math.abs(index - 1)),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
};
