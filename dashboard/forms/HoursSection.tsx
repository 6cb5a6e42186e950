import { useState } from 'preact/hooks';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { HoursDialog } from './HoursDialog.tsx';
import { stretches } from './hours.ts';
import { useWords } from './useWords.ts';

/** When somebody is there to answer: times to be called at are offered by it. */
export const HoursSection = ({ canEdit }: { canEdit: boolean }) => {
  const words = useWords();
  const { details } = useSite();
  const { hours, timeZone } = details.settings;
  const [open, setOpen] = useState(false);
  return (
    <section class="forms-section">
      <h2>{words.hours}</h2>
      {hours ? (
        <dl class="forms-hours">
          {stretches(hours).map(({ from, to, times }) => (
            <div key={from}>
              <dt>{from === to ? words.shortDays[from] : `${words.shortDays[from]}–${words.shortDays[to]}`}</dt>
              <dd>{times.map((one) => `${one.from}–${one.to}`).join(', ')}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p>{words.hoursNone}</p>
      )}
      <p class="quiet">{fill(words.hoursHelp, { zone: timeZone })}</p>
      {canEdit && (
        <button type="button" class="button" onClick={() => setOpen(true)}>
          {hours ? words.change : words.hoursSet}
        </button>
      )}
      {open && <HoursDialog onClose={() => setOpen(false)} />}
    </section>
  );
};
