import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

/** Draws a figure over time with uPlot; a chunk of its own, for it is larger than all else that a page needs at first. */

export interface ChartField {
  kind: 'bars' | 'line';
  /** Place for place; null leaves a gap. */
  values: readonly (number | null)[];
  /** The same of the period compared with: a quiet line. */
  before: readonly (number | null)[];
  /** How the scale at its left is written. */
  scale: (value: number) => string;
  /** What stands below, place for place; of fields below one another only the last has it. */
  places?: readonly string[];
}

export interface Drawing {
  /** Marks a place; null for none. */
  point(at: number | null): void;
  /** Takes it off the page. */
  stop(): void;
}

/** CSS pixels; `Chart.css` keeps as much free for whoever lays something over the field. */
const SCALE_WIDTH = 56;
const RIGHT = 8;
const PLACES_HEIGHT = 24;
/** A label below, with its distance to the next. */
const LABEL_WIDTH = 72;
const FONT = '12px system-ui, sans-serif';

export const draw = (box: HTMLElement, { kind, values, before, scale, places }: ChartField): Drawing => {
  // Asked anew at each drawing: the reader's light or dark may have changed.
  const colour = (name: string) => (): string => getComputedStyle(box).getPropertyValue(name).trim();
  const count = values.length;
  const shape = kind === 'bars' ? uPlot.paths.bars?.({ size: [0.72, 44], radius: 0.1 }) : uPlot.paths.linear?.();

  const plot = new uPlot(
    {
      width: box.clientWidth,
      height: box.clientHeight,
      padding: [8, RIGHT, places ? 0 : 4, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      scales: {
        x: { time: false, range: [-0.5, count - 0.5] },
        // From nought, so that heights tell the truth; a field of noughts has a height too.
        y: { range: (_, __, most) => [0, Math.max(most ?? 0, 0) * 1.08 || 1] },
      },
      axes: [
        {
          show: places !== undefined,
          size: PLACES_HEIGHT,
          gap: 4,
          font: FONT,
          stroke: colour('--quiet'),
          grid: { show: false },
          ticks: { show: false },
          splits: (drawn) => {
            const step = Math.max(1, Math.ceil(count / Math.max(1, Math.floor(drawn.width / LABEL_WIDTH))));
            // One that half of would stand beyond the end is left out.
            const last = count - 0.5 - (LABEL_WIDTH / 2 / drawn.width) * count;
            return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step).filter(
              (place) => place === 0 || place <= last,
            );
          },
          values: (_, splits) => splits.map((at) => places?.[at] ?? ''),
        },
        {
          size: SCALE_WIDTH,
          gap: 6,
          space: 30,
          font: FONT,
          stroke: colour('--quiet'),
          grid: { stroke: colour('--line'), width: 1 },
          ticks: { show: false },
          values: (_, splits) => splits.map(scale),
        },
      ],
      series: [
        {},
        {
          stroke: colour('--accent'),
          width: kind === 'bars' ? 0 : 2,
          ...(kind === 'bars' && { fill: colour('--accent') }),
          ...(shape && { paths: shape }),
          points: { show: kind === 'line', size: 5, stroke: colour('--accent'), fill: colour('--accent') },
        },
        { stroke: colour('--bound'), width: 1.5, points: { show: false } },
      ],
    },
    [values.map((_, index) => index), [...values], [...before]],
    box,
  );

  const scheme = matchMedia('(prefers-color-scheme: dark)');
  const redraw = (): void => plot.redraw();
  scheme.addEventListener('change', redraw);
  const resized = new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height: box.clientHeight }));
  resized.observe(box);

  return {
    point: (at) => plot.setCursor(at === null ? { left: -10, top: -10 } : { left: plot.valToPos(at, 'x'), top: 0 }),
    stop() {
      scheme.removeEventListener('change', redraw);
      resized.disconnect();
      plot.destroy();
    },
  };
};
