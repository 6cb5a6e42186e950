import { useId } from 'preact/hooks';
import type { PlanAnswer } from '../../shared/plans.ts';
import { useSite } from '../site.ts';
import { useOwn } from './own.ts';
import { type Changes, PlanRow } from './PlanRow.tsx';
import type { PlanNames } from './scope.ts';

interface Props {
  title: string;
  plans: readonly PlanAnswer[];
  names: PlanNames;
  /** For whoever may change plans. */
  changes?: Changes;
}

export const PlanTable = ({ title, plans, names, changes }: Props) => {
  const { head } = useOwn();
  const { today } = useSite();
  const id = useId();
  // Of what is over nothing is expected any more. All plans of a table are of one period.
  const over = plans.every(({ to }) => to < today);
  return (
    <section class="planTable">
      <h2 id={id}>{title}</h2>
      <div class="planTable-box">
        <table aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{head.metric}</th>
              <th scope="col">{head.state}</th>
              <th scope="col" class="number">
                {head.fact}
              </th>
              <th scope="col" class="number">
                {head.target}
              </th>
              <th scope="col">{head.share}</th>
              {!over && (
                <>
                  <th scope="col" class="number">
                    {head.expected}
                  </th>
                  <th scope="col" class="number">
                    {head.forecast}
                  </th>
                </>
              )}
              <th scope="col" class="number">
                {head.lastYear}
              </th>
              <th scope="col" class="number">
                {head.yearToDate}
              </th>
            </tr>
          </thead>
          {plans.map((plan) => (
            <PlanRow key={plan.plan} plan={plan} names={names} {...(changes && { changes })} />
          ))}
        </table>
      </div>
    </section>
  );
};
