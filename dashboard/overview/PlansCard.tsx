import { may } from '../../shared/people.ts';
import type { PlanAnswer } from '../../shared/plans.ts';
import { metricName } from '../metricNames/metricName.ts';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { askPlans } from './api.ts';
import { Card } from './Card.tsx';
import { importantPlans } from './importantPlans.ts';
import { useOwn } from './own.ts';

/** The plans of now, whatever days are looked at: what is off comes first. */
export const PlansCard = ({ news }: { news: number }) => {
  const { site, today, session } = useSite();
  const words = useOwn();
  const asked = useAsked(`${site} ${today} ${news}`, (signal) => askPlans(site, today, signal));
  return (
    <Card
      kind="plans"
      title={words.plans}
      asked={asked}
      aside={
        <PlaceLink class="card-more" to={{ page: 'plan' }}>
          {words.allPlans}
        </PlaceLink>
      }
    >
      {({ plans }) => {
        const important = importantPlans(plans, today);
        if (important.length > 0)
          return (
            <ul class="plans-list">
              {important.map((plan) => (
                <Plan key={plan.plan} plan={plan} />
              ))}
            </ul>
          );
        return (
          <>
            <p class="quiet">{words.noPlans}</p>
            {may(session.scopes, 'settings') && (
              <PlaceLink class="button" to={{ page: 'plan' }}>
                {words.makePlan}
              </PlaceLink>
            )}
          </>
        );
      }}
    </Card>
  );
};

const Plan = ({ plan }: { plan: PlanAnswer }) => {
  const { formats, details } = useSite();
  const words = useOwn();
  const written = (value: number | null): string => {
    if (value === null) return '–';
    if (plan.unit === 'money') return formats.money(value);
    return plan.unit === 'ratio' ? formats.share(value) : formats.count(value);
  };
  const { metric, scope, from, to, fact, target, expected, share, pace, state } = plan;
  const of = scope.slice(scope.indexOf(':') + 1);
  return (
    <li class={`plan ${state}`}>
      <div class="plan-line">
        <span class="plan-name">
          {metricName(words.metricNames, metric, details.settings.leads.actions)}
          {scope && <span class="quiet"> · {of}</span>}
        </span>
        <span class="plan-state">{words.planStates[state]}</span>
      </div>
      {share !== null && (
        <div class="plan-bar" aria-hidden="true" style={{ '--length': Math.max(0, Math.min(1, share)) }}>
          {expected !== null && expected !== target && target > 0 && (
            <span style={{ left: `${Math.min(1, expected / target) * 100}%` }} />
          )}
        </div>
      )}
      <p class="quiet">
        {fill(plan.better === 'less' ? words.planAtMost : words.planNow, {
          fact: written(fact),
          target: written(target),
        })}
        {expected !== null && expected !== target && pace.over > 0 && (
          <>, {fill(words.planExpected, { value: written(plan.unit === 'count' ? Math.round(expected) : expected) })}</>
        )}
        {' · '}
        {formats.range({ from, to })}
      </p>
    </li>
  );
};
