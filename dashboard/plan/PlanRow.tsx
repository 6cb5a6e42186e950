import type { PlanAnswer } from '../../shared/plans.ts';
import { Icon } from '../parts/Icon.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { makeTimes } from '../times.ts';
import { fill } from '../words/fill.ts';
import { useMetricName, useOwn } from './own.ts';
import type { PlanNames } from './scope.ts';
import { written } from './units.ts';

export interface Changes {
  onChange: (plan: PlanAnswer) => void;
  onNote: (plan: PlanAnswer) => void;
  onRemove: (plan: PlanAnswer) => void;
  onRemoveNote: (plan: PlanAnswer, note: string) => void;
}

interface Props {
  plan: PlanAnswer;
  names: PlanNames;
  changes?: Changes;
}

const within = (share: number): number => Math.max(0, Math.min(1, share));

/** One plan: its figures, and below them why they are so, and what can be done. */
export const PlanRow = ({ plan, names, changes }: Props) => {
  const { formats, today, details, now } = useSite();
  const { language } = useReading();
  const words = useOwn();
  const metricName = useMetricName();
  const times = makeTimes(language, details.settings.timeZone);
  const { unit, target, fact, share, expected, forecast, lastYear, yearToDate, state, to } = plan;
  const over = to < today;
  const text = (value: number | null): string => written(formats, unit, value);
  // A part of a lead is expected of nobody.
  const rough = (value: number | null): string => text(value !== null && unit === 'count' ? Math.round(value) : value);
  const whole = names.whole(plan);
  const scope = names.scope(plan);
  const { head } = words;
  const number = (label: string, value: string) => (
    <td class="number" data-label={label}>
      {value}
    </td>
  );

  return (
    <tbody>
      <tr>
        <th scope="row">
          {metricName(plan.metric)}
          {scope && <span class="planTable-scope">{scope}</span>}
          {plan.owner && plan.scope !== `owner:${plan.owner}` && (
            <span class="quiet">{fill(words.answers, { who: plan.owner })}</span>
          )}
        </th>
        <td data-label={head.state}>
          <span class={`planState ${state}`}>{(over ? words.statesOver : words.states)[state]}</span>
        </td>
        <td class="number planTable-fact" data-label={head.fact}>
          {text(fact)}
        </td>
        {number(head.target, plan.better === 'less' ? fill(words.atMost, { value: text(target) }) : text(target))}
        <td data-label={head.share} class="planTable-share">
          {share === null ? (
            '–'
          ) : (
            <>
              <span>{formats.roundShare(share)}</span>
              <span class={`planBar ${state}`} aria-hidden="true" style={{ '--length': within(share) }}>
                {expected !== null && target > 0 && expected < target && (
                  <i style={{ '--at': within(expected / target) }} />
                )}
              </span>
            </>
          )}
        </td>
        {!over && number(head.expected, rough(expected))}
        {!over && number(head.forecast, rough(forecast))}
        {number(head.lastYear, text(lastYear.fact))}
        {number(
          head.yearToDate,
          yearToDate.target === null
            ? text(yearToDate.fact)
            : fill(words.ofTarget, { fact: text(yearToDate.fact), target: text(yearToDate.target) }),
        )}
      </tr>
      {(changes || plan.notes.length > 0) && (
        <tr class="planTable-under">
          <td colSpan={over ? 7 : 9}>
            <div>
              {plan.notes.length > 0 && (
                <ul class="planNotes">
                  {plan.notes.map(({ note, text: said, reason, time, by }) => (
                    <li key={note}>
                      {reason && <span class="tag">{reason}</span>}
                      <span>{said}</span>
                      <span class="quiet">{[by, times.brief(time, now())].filter(Boolean).join(', ')}</span>
                      {changes && (
                        <button
                          type="button"
                          class="button bare small"
                          aria-label={fill(words.removeNoteOf, { text: said })}
                          onClick={() => changes.onRemoveNote(plan, note)}
                        >
                          <Icon name="close" />
                        </button>
                      )}
                    </li>
                  ))}
                </ul>
              )}
              {changes && (
                <p class="planTable-actions">
                  <button
                    type="button"
                    class="button bare small"
                    aria-label={fill(words.changeOf, { plan: whole })}
                    onClick={() => changes.onChange(plan)}
                  >
                    {words.change}
                  </button>
                  <button
                    type="button"
                    class="button bare small"
                    aria-label={fill(words.noteTitle, { plan: whole })}
                    onClick={() => changes.onNote(plan)}
                  >
                    {words.addNote}
                  </button>
                  <button
                    type="button"
                    class="button bare small"
                    aria-label={fill(words.removeOf, { plan: whole })}
                    onClick={() => changes.onRemove(plan)}
                  >
                    {words.remove}
                  </button>
                </p>
              )}
            </div>
          </td>
        </tr>
      )}
    </tbody>
  );
};
