import { useMemo, useState } from 'preact/hooks';
import { betterOf } from '../../shared/metrics/better.ts';
import { unitOf } from '../../shared/metrics/catalogue.ts';
import type { Values } from '../../shared/report.ts';
import { LOCALES } from '../format.ts';
import { Chart, type ChartField } from '../parts/Chart.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { useOwn } from './own.ts';
import { TREND_METRICS, type TrendMetric, type TrendPoint } from './trend.ts';
import { useFigure } from './useFigure.ts';
import type { Step } from './view.ts';

interface Props {
  points: readonly TrendPoint[];
  step: Step;
  totals: Values;
  before: Values | undefined;
}

const LABELS: Record<Step, Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric', month: 'short' },
  week: { day: 'numeric', month: 'short' },
  month: { month: 'short' },
};

/** Three fields below one another, with one line through all of them where the pointer or the arrow keys are. */
export const TrendFields = ({ points, step, totals, before }: Props) => {
  const { language } = useReading();
  const [at, setAt] = useState<number | null>(null);
  const compared = before !== undefined;

  const fields = useMemo(() => {
    const days = new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'UTC', ...LABELS[step] });
    const numbers = new Intl.NumberFormat(LOCALES[language], { notation: 'compact', maximumFractionDigits: 1 });
    const places = points.map(({ from }) => days.format(Date.parse(from)));
    return TREND_METRICS.map((metric, index): { metric: TrendMetric; field: ChartField } => ({
      metric,
      field: {
        kind: metric === 'costPerLead' ? 'line' : 'bars',
        values: points.map(({ values }) => values[metric]),
        before: points.map((point) => (compared ? point.before[metric] : null)),
        scale: (value) => numbers.format(value),
        ...(index === TREND_METRICS.length - 1 && { places }),
      },
    }));
  }, [points, language, compared]);

  const point = at === null ? undefined : points[at];
  return (
    <div class="trend-fields">
      {fields.map(({ metric, field }) => (
        <div key={metric} class="trend-field">
          <TrendFigure metric={metric} now={totals[metric]} before={before?.[metric]} />
          <Chart field={field} at={at} />
        </div>
      ))}
      <TrendReader points={points} at={at} onAt={setAt} />
      {point && <Readout point={point} compared={compared} place={((at ?? 0) + 0.5) / points.length} />}
    </div>
  );
};

/** What it came to in these days, and how that differs from before. */
const TrendFigure = ({
  metric,
  now,
  before,
}: {
  metric: TrendMetric;
  now: number | null | undefined;
  before: number | null | undefined;
}) => {
  const { formats } = useSite();
  const words = useOwn();
  const figure = useFigure();
  const change = formats.change(unitOf(metric), now, before);
  const better = betterOf(metric);
  const grown = (now ?? 0) > (before ?? 0);
  const tone = !change || better === null ? '' : grown === (better === 'more') ? 'better' : 'worse';
  return (
    <div class="trend-figure">
      <span class="trend-name">{words.metricNames[metric]}</span>
      <strong>{figure(metric, now)}</strong>
      <span class={`trend-change ${tone}`}>
        {change}
        {tone && <span class="unseen"> ({words[tone]})</span>}{' '}
        {before !== undefined && <span class="quiet">{fill(words.before, { value: figure(metric, before) })}</span>}
      </span>
    </div>
  );
};

interface ReaderProps {
  points: readonly TrendPoint[];
  at: number | null;
  onAt: (at: number | null) => void;
}

/** Lies unseen over the fields: the pointer chooses a place by being there, arrow keys as they move any slider. */
const TrendReader = ({ points, at, onAt }: ReaderProps) => {
  const { formats } = useSite();
  const words = useOwn();
  const figure = useFigure();
  const point = points[at ?? 0];
  const choose = (event: PointerEvent & { currentTarget: HTMLInputElement }): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const place = Math.floor(((event.clientX - left) / width) * points.length);
    onAt(Math.max(0, Math.min(points.length - 1, place)));
  };
  return (
    <input
      class="trend-reader"
      type="range"
      min={0}
      max={points.length - 1}
      step={1}
      value={at ?? 0}
      aria-label={words.readAt}
      aria-valuetext={
        point &&
        [
          formats.range(point),
          ...TREND_METRICS.map((metric) => `${words.metricNames[metric]}: ${figure(metric, point.values[metric])}`),
        ].join('; ')
      }
      onInput={(event) => onAt(Number(event.currentTarget.value))}
      onFocus={(event) => event.currentTarget.matches(':focus-visible') && onAt(at ?? points.length - 1)}
      onBlur={() => onAt(null)}
      onPointerDown={(event) => {
        // Where the thumb would jump to is not quite where the pointer is.
        event.preventDefault();
        event.currentTarget.focus();
        choose(event);
      }}
      onPointerMove={choose}
      onPointerLeave={(event) => event.currentTarget !== document.activeElement && onAt(null)}
    />
  );
};

interface ReadoutProps {
  point: TrendPoint;
  compared: boolean;
  /** Where the line stands, of the fields' width. */
  place: number;
}

const Readout = ({ point, compared, place }: ReadoutProps) => {
  const { formats } = useSite();
  const words = useOwn();
  const figure = useFigure();
  return (
    <div
      class={place > 0.5 ? 'trend-readout before-line' : 'trend-readout'}
      aria-hidden="true"
      style={{ '--place': place }}
    >
      <p>{formats.range(point)}</p>
      <table>
        <tbody>
          {TREND_METRICS.map((metric) => (
            <tr key={metric}>
              <th>{words.metricNames[metric]}</th>
              <td>{figure(metric, point.values[metric])}</td>
              {compared && <td class="quiet">{fill(words.before, { value: figure(metric, point.before[metric]) })}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {compared && <p class="quiet">{words.beforeLine}</p>}
    </div>
  );
};
