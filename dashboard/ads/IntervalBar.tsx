import type { Target, VerdictRow } from '../../shared/verdict.ts';
import { drawnInterval } from './interval.ts';

const WIDTH = 112;
const HEIGHT = 14;
/** Room for half a dot at either edge. */
const EDGE = 4;
const at = (place: number): number => EDGE + place * (WIDTH - 2 * EDGE);

/** The interval as a line, the likeliest value on it, and the target across: the words beside it tell the same. */
export const IntervalBar = ({ row, target }: { row: VerdictRow; target: Target }) => {
  const drawn = drawnInterval(row, target);
  if (!drawn) return null;
  const middle = HEIGHT / 2;
  return (
    <svg class={`intervalBar ${row.verdict}`} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <line class="intervalBar-scale" x1={EDGE} x2={WIDTH - EDGE} y1={middle} y2={middle} />
      <line
        class="intervalBar-range"
        x1={at(drawn.from)}
        x2={Math.max(at(drawn.to), at(drawn.from) + 2)}
        y1={middle}
        y2={middle}
      />
      {drawn.probable !== null && <circle cx={at(drawn.probable)} cy={middle} r="3.2" />}
      <line class="intervalBar-target" x1={at(0.5)} x2={at(0.5)} y1="0" y2={HEIGHT} />
    </svg>
  );
};
