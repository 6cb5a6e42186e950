import { useId } from 'preact/hooks';
import { NEWS, type News } from '../../shared/settings.ts';
import { Field } from './Field.tsx';
import { useWords } from './useWords.ts';

interface Props {
  /** null for the usual. */
  events: readonly News[] | null;
  late: string;
  onChange: (events: readonly News[] | null) => void;
  onLate: (late: string) => void;
}

/** What somebody is told of. */
export const NewsChoice = ({ events, late, onChange, onLate }: Props) => {
  const { notify: words } = useWords();
  const name = useId();
  return (
    <fieldset class="settings-news">
      <legend>{words.events}</legend>
      <label class="check">
        <input type="radio" name={name} checked={events === null} onChange={() => onChange(null)} />
        <span>{words.usual}</span>
      </label>
      <label class="check">
        <input type="radio" name={name} checked={events !== null} onChange={() => onChange(['lead.created'])} />
        <span>{words.chosen}</span>
      </label>
      {events && (
        <div class="settings-chosen">
          {NEWS.map((one) => (
            <label key={one} class="check">
              <input
                type="checkbox"
                checked={events.includes(one)}
                // Who is told of nothing is to be taken away instead.
                disabled={events.length === 1 && events.includes(one)}
                onChange={(event) =>
                  onChange(event.currentTarget.checked ? [...events, one] : events.filter((other) => other !== one))
                }
              />
              <span>{words.news[one]}</span>
            </label>
          ))}
          {events.includes('lead.overdue') && (
            <Field label={words.late} value={late} inputMode="numeric" onChange={onLate} />
          )}
        </div>
      )}
    </fieldset>
  );
};
