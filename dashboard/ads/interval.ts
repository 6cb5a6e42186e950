import type { Target, VerdictRow } from '../../shared/verdict.ts';

/** Where an interval lies beside its target, on a scale that all rows share: 0 is the left edge, 1 the right, the target in the middle. */

/** Costs up to so many times the target, and down to as small a part of it, have room. */
const REACH = 8;

/** Of costs twice as dear is as far as half as dear; profit on what was spent can be below nothing, and has a plain scale. */
export const placeOf = ({ metric, value: target }: Target, value: number): number => {
  const way =
    metric === 'romi'
      ? (value - target) / (2 * Math.max(1, target + 1))
      : Math.log(value / target) / (2 * Math.log(REACH));
  return Math.min(1, Math.max(0, 0.5 + way));
};

export interface Drawn {
  from: number;
  to: number;
  /** Null where it is off the scale. */
  probable: number | null;
}

/** A cost without bound reaches to the right edge. */
export const drawnInterval = ({ interval, probable }: VerdictRow, target: Target): Drawn | null => {
  if (!interval) return null;
  const [from, to] = interval;
  if (from === null && to === null) return null;
  const middle = typeof probable === 'number' ? placeOf(target, probable) : null;
  return {
    from: from === null ? 0 : placeOf(target, from),
    to: to === null ? 1 : placeOf(target, to),
    probable: middle !== null && middle > 0 && middle < 1 ? middle : null,
  };
};
