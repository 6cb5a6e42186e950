import { useEffect, useRef, useState } from 'preact/hooks';
import type { Values } from '../../shared/report.ts';
import { useSite } from '../site.ts';
import { useOwn } from './own.ts';
import { TREND_METRICS, type TrendPoint } from './trend.ts';
import { useFigure } from './useFigure.ts';

interface Props {
  points: readonly TrendPoint[];
  totals: Values;
}

/** What is drawn above in figures: for whoever asks for it, and on paper, where no pointer reads a drawing out. */
export const TrendTable = ({ points, totals }: Props) => {
  const { formats } = useSite();
  const words = useOwn();
  const figure = useFigure();
  const [open, setOpen] = useState(false);
  const details = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    let wasOpen = false;
    const unfold = (): void => {
      wasOpen = details.current?.open ?? false;
      setOpen(true);
    };
    const fold = (): void => setOpen(wasOpen);
    addEventListener('beforeprint', unfold);
    addEventListener('afterprint', fold);
    return () => {
      removeEventListener('beforeprint', unfold);
      removeEventListener('afterprint', fold);
    };
  }, []);

  return (
    <details ref={details} class="trend-table" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.asTable}</summary>
      {open && (
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">{words.when}</th>
              {TREND_METRICS.map((metric) => (
                <th key={metric} scope="col">
                  {words.metricNames[metric]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.key}>
                <th scope="row">{formats.range(point)}</th>
                {TREND_METRICS.map((metric) => (
                  <td key={metric}>{figure(metric, point.values[metric])}</td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.total}</th>
              {TREND_METRICS.map((metric) => (
                <td key={metric}>{figure(metric, totals[metric])}</td>
              ))}
            </tr>
          </tfoot>
        </table>
      )}
    </details>
  );
};
