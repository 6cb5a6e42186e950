import { useMemo } from 'preact/hooks';
import type { ReportAnswer } from '../../shared/report.ts';
import { Segmented } from '../parts/Segmented.tsx';
import { useAsked } from '../useAsked.ts';
import { askTrend } from './api.ts';
import { Card } from './Card.tsx';
import { hadAnything } from './moved.ts';
import { useOwn } from './own.ts';
import { TrendFields } from './TrendFields.tsx';
import { TrendTable } from './TrendTable.tsx';
import { trendOf } from './trend.ts';
import { STEPS, type Step, usualStep } from './view.ts';

interface Props {
  ask: Parameters<typeof askTrend>[0];
  news: number;
  /** null for what suits the days. */
  step: Step | null;
  onStep: (step: Step) => void;
}

/** How spend, leads and the cost of one went, by day, week or month. */
export const Trend = ({ ask, news, step: chosen, onStep }: Props) => {
  const words = useOwn();
  const step = chosen ?? usualStep(ask.days);
  const asked = useAsked(JSON.stringify([ask, step, news]), (signal) => askTrend(ask, step, signal));
  const steps = STEPS.map((value) => ({ value, text: words.steps[value] }));
  return (
    <Card
      kind="trend"
      title={words.trend}
      asked={asked}
      aside={<Segmented label={words.step} value={step} options={steps} onChange={onStep} />}
    >
      {(answer) => <Drawn answer={answer} />}
    </Card>
  );
};

const Drawn = ({ answer }: { answer: ReportAnswer }) => {
  const step = STEPS.find((one) => answer.by.includes(one)) ?? 'day';
  const points = useMemo(() => trendOf(answer, step), [answer]);
  return (
    <>
      <TrendFields
        points={points}
        step={step}
        totals={answer.totals}
        before={hadAnything(answer.compare?.totals) ? answer.compare?.totals : undefined}
      />
      <TrendTable points={points} totals={answer.totals} />
    </>
  );
};
