import type { Lead } from '../../shared/leadStory.ts';
import { fill } from '../words/fill.ts';
import { usePage } from './page.ts';
import { waitsUntil } from './person.ts';

/** Nearer than this the minutes are told, farther the moment. */
const NEAR = 3 * 3_600_000;

/** By when a lead is to be answered, by a clock that runs; nothing where nobody waits. */
export const Due = ({ lead }: { lead: Pick<Lead, 'due' | 'responded' | 'stage'> }) => {
  const { words, times, minute } = usePage();
  const until = waitsUntil(lead);
  if (until === null) return null;
  const left = until - minute;
  if (left < 0) return <span class="due late">{fill(words.late, { time: times.lasting(-left) })}</span>;
  const due = new Date(until).toISOString();
  const [day, clock] = [times.brief(due, minute), times.clock(due)];
  return (
    <span class="due">
      <span class="unseen">{words.toAnswer} </span>
      {left < NEAR
        ? fill(words.dueIn, { time: times.lasting(left) })
        : fill(words.dueAt, { time: day === clock ? clock : `${day}, ${clock}` })}
    </span>
  );
};
