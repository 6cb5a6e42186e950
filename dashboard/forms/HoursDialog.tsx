import { useState } from 'preact/hooks';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { removed, replaced } from './draft.ts';
import { datesIn, hoursOf, type Times, WEEK, type Weekday, weekOf, withMore, wrongDay } from './hours.ts';
import { TextField } from './TextField.tsx';
import { useSaveSettings } from './useSaveSettings.ts';
import { useWords } from './useWords.ts';

export const HoursDialog = ({ onClose }: { onClose: () => void }) => {
  const words = useWords();
  const { details } = useSite();
  const { hours } = details.settings;
  const save = useSaveSettings();
  const [week, setWeek] = useState(weekOf(hours));
  const [closed, setClosed] = useState((hours?.closed ?? []).join('\n'));
  const [problem, setProblem] = useState('');

  const setDay = (day: Weekday, times: Times[]): void => {
    setWeek({ ...week, [day]: times });
    setProblem('');
  };
  const put = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const day = wrongDay(week);
    const { dates, wrong } = datesIn(closed);
    if (day) return setProblem(fill(words.wrongTimes, { day: words.days[day] }));
    if (wrong) return setProblem(fill(words.wrongDate, { date: wrong }));
    if (await save({ hours: hoursOf(week, dates) }, { hours: hours ?? null }, words.hoursSaved)) onClose();
  };
  const none = async (): Promise<void> => {
    if (await save({ hours: null }, { hours: hours ?? null }, words.hoursSaved)) onClose();
  };

  return (
    <Dialog title={words.hours} onClose={onClose}>
      <form class="forms-stack" onSubmit={put}>
        <ul class="forms-week">
          {WEEK.map((day) => (
            <Day key={day} day={day} times={week[day]} onChange={(times) => setDay(day, times)} />
          ))}
        </ul>
        <TextField label={words.closed} help={words.closedHelp} lines={2} code value={closed} onChange={setClosed} />
        <p class="wrong" role="alert">
          {problem}
        </p>
        <div class="forms-actions">
          <button type="submit" class="button primary">
            {words.save}
          </button>
          {hours && (
            <button type="button" class="button bare" onClick={() => void none()}>
              {words.noHours}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
};

interface DayProps {
  day: Weekday;
  times: readonly Times[];
  onChange: (times: Times[]) => void;
}

const Day = ({ day, times, onChange }: DayProps) => {
  const words = useWords();
  const name = words.days[day];
  return (
    <li>
      <label class="check">
        <input
          type="checkbox"
          checked={times.length > 0}
          onChange={(event) => onChange(event.currentTarget.checked ? withMore([]) : [])}
        />
        <span>{name}</span>
      </label>
      {times.length === 0 && <span class="quiet">{words.dayOff}</span>}
      <div class="forms-times">
        {times.map((one, index) => (
          <div key={index} class="forms-time">
            <input
              type="time"
              aria-label={fill(words.opens, { day: name })}
              value={one.from}
              onInput={(event) => onChange(replaced(times, index, { ...one, from: event.currentTarget.value }))}
            />
            <span aria-hidden="true">–</span>
            <input
              type="time"
              aria-label={fill(words.closes, { day: name })}
              value={one.to === '24:00' ? '23:59' : one.to}
              onInput={(event) => onChange(replaced(times, index, { ...one, to: event.currentTarget.value }))}
            />
            {times.length > 1 && (
              <button
                type="button"
                class="button bare small"
                aria-label={fill(words.removeTimes, { times: `${one.from}–${one.to}`, day: name })}
                onClick={() => onChange(removed(times, index))}
              >
                <Icon name="close" />
              </button>
            )}
          </div>
        ))}
      </div>
      {times.length > 0 && times.length < 5 && (
        <button
          type="button"
          class="button bare small"
          aria-label={fill(words.addBreak, { day: name })}
          title={fill(words.addBreak, { day: name })}
          onClick={() => onChange(withMore(times))}
        >
          <Icon name="add" />
        </button>
      )}
    </li>
  );
};
