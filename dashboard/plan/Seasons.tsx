import type { MetricName } from '../../shared/metrics/catalogue.ts';
import type { PlanAnswer } from '../../shared/plans.ts';
import type { SeasonalityAnswer } from '../../shared/seasonality.ts';
import { LOCALES } from '../format.ts';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { api } from './api.ts';
import { isSeasonal } from './metricGroups.ts';
import { useMetricName, useOwn } from './own.ts';
import type { PlanPeriod } from './periods.ts';

/** More than these nobody compares. */
const MOST = 4;

/** What the calendar usually does to the figures that are planned, so that neither a plan nor a person is blamed for it. */
export const Seasons = ({ plans, period }: { plans: readonly PlanAnswer[]; period: PlanPeriod }) => {
  const { site } = useSite();
  const words = useOwn();
  const metrics = [...new Set(plans.map(({ metric }) => metric))].filter(isSeasonal).slice(0, MOST);
  const asked = useAsked(`${site} ${metrics.join()}`, async (signal) => {
    const answers = await Promise.all(metrics.map((metric) => api.season(site, metric, signal)));
    return { ok: true as const, value: answers.flatMap((answer) => (answer.ok ? [answer.value] : [])) };
  });
  const told = (asked.value ?? []).flatMap(({ metric, season }) => (season ? [{ metric, season }] : []));
  if (told.length === 0) return null;
  return (
    <section class="seasons">
      <h2>{words.season}</h2>
      <p class="quiet">{words.seasonHelp}</p>
      <ul>
        {told.map(({ metric, season }) => (
          <SeasonChart key={metric} metric={metric} season={season} period={period} />
        ))}
      </ul>
    </section>
  );
};

interface ChartProps {
  metric: MetricName;
  season: NonNullable<SeasonalityAnswer['season']>;
  period: PlanPeriod;
}

const SeasonChart = ({ metric, season, period }: ChartProps) => {
  const { formats } = useSite();
  const { language } = useReading();
  const words = useOwn();
  const metricName = useMetricName();
  const monthName = (month: number, long: boolean): string => {
    const format = { month: long ? 'long' : 'narrow', timeZone: 'UTC' } as const;
    const text = new Intl.DateTimeFormat(LOCALES[language], format).format(Date.UTC(2026, month - 1));
    return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
  };
  const said = (month: number, index: number): string => {
    const share = Math.abs(index - 1);
    const template = share < 0.005 ? words.seasonSame : index > 1 ? words.seasonMore : words.seasonLess;
    return fill(template, { month: monthName(month, true), share: formats.roundShare(share) });
  };
  const most = Math.max(...season.byMonth.map(({ index }) => index), 1);
  const [first, last] = [Number(period.from.slice(5, 7)), Number(period.to.slice(5, 7))];
  // A year is all of its months: none of them stands out.
  const current = period.unit === 'year' ? [] : season.byMonth.filter(({ month }) => first <= month && month <= last);
  const byChance = season.chance !== undefined && season.swing <= season.chance;
  return (
    <li>
      <h3>
        {metricName(metric)}{' '}
        <span class="quiet">
          {words.seasonClasses[season.class]}
          {byChance && season.class !== 'none' && `, ${words.seasonChance}`}
        </span>
      </h3>
      <ul class="seasonBars" style={{ '--mean': 1 / most }}>
        {season.byMonth.map(({ month, index }) => (
          <li key={month} class={current.some((one) => one.month === month) ? 'current' : ''}>
            <span class="seasonBar" style={{ '--length': Math.max(0, index) / most }} aria-hidden="true" />
            <span aria-hidden="true">{monthName(month, false)}</span>
            <span class="unseen">{said(month, index)}</span>
          </li>
        ))}
      </ul>
      {current.map(({ month, index }) => (
        <p key={month} class="quiet" aria-hidden="true">
          {said(month, index)}
        </p>
      ))}
    </li>
  );
};
