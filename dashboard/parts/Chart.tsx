import { useEffect, useRef } from 'preact/hooks';
import type { ChartField, Drawing } from './ChartDrawing.ts';
import './Chart.css';

export type { ChartField } from './ChartDrawing.ts';

interface Props {
  field: ChartField;
  /** The place that is read out: a line stands there. */
  at: number | null;
}

/**
 * A figure drawn over time, for the eye alone: whoever shows it tells the same in words or a table. What draws it is
 * fetched when the first one is shown; its colours follow the reader's light or dark.
 */
export const Chart = ({ field, at }: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const place = useRef(at);
  place.current = at;

  useEffect(() => {
    let wanted = true;
    void import('./ChartDrawing.ts').then(({ draw }) => {
      if (!wanted || !box.current) return;
      drawing.current = draw(box.current, field);
      drawing.current.point(place.current);
    });
    return () => {
      wanted = false;
      drawing.current?.stop();
      drawing.current = null;
    };
  }, [field]);
  useEffect(() => drawing.current?.point(at), [at]);

  return <div ref={box} class={field.places ? 'chart withPlaces' : 'chart'} aria-hidden="true" />;
};
