import { Icon } from '../parts/Icon.tsx';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { useSite } from '../site.ts';
import { useOwn, usePeriodName } from './own.ts';
import { inUnit, nextPeriod, type PlanPeriod, periodAt, UNITS } from './periods.ts';

const placeOf = ({ label }: PlanPeriod): { query: string } => ({ query: `period=${label}` });

/** Which period is looked at: a unit, and steps back and forth. */
export const PeriodBar = ({ period }: { period: PlanPeriod }) => {
  const { go, today } = useSite();
  const words = useOwn();
  const nameOf = usePeriodName();
  const [before, after, now] = [nextPeriod(period, -1), nextPeriod(period, 1), periodAt(period.unit, today)];
  return (
    <div class="planPage-period">
      <Segmented
        label={words.unit}
        value={period.unit}
        options={UNITS.map((value) => ({ value, text: words.units[value] }))}
        onChange={(unit) => go(placeOf(inUnit(period, unit, today)))}
      />
      <nav class="planPage-steps" aria-label={words.unit}>
        <PlaceLink class="button bare" to={placeOf(before)}>
          <Icon name="back" />
          <span class="unseen">{`${words.before}: ${nameOf(before)}`}</span>
        </PlaceLink>
        <span aria-live="polite">{nameOf(period)}</span>
        <PlaceLink class="button bare forth" to={placeOf(after)}>
          <Icon name="back" />
          <span class="unseen">{`${words.after}: ${nameOf(after)}`}</span>
        </PlaceLink>
        {now.label !== period.label && (
          <PlaceLink class="button" to={placeOf(now)}>
            {words.now}
          </PlaceLink>
        )}
      </nav>
    </div>
  );
};
