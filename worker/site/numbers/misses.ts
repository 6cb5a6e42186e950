import { VISIT_IDLE } from '../../../shared/limits.ts';

const HOUR = 3_600_000;

/**
 * Who found no free number of a pool lately, so that a visitor who asks again and again is missed once: until they have
 * not asked for VISIT_IDLE, or have got a number.
 */
export class MissStretches {
  /** In the order of the last asking. Hours are UTC, counted from 1970. */
  readonly #missed = new Map<string, { at: number; hour: number }>();

  /** The hour that a miss counts in, or null if it is the same visitor's still. */
  miss(visitor: string, now: number): number | null {
    this.#forgetBefore(now - VISIT_IDLE);
    const known = this.#missed.get(visitor);
    const hour = known?.hour ?? Math.floor(now / HOUR);
    this.#missed.delete(visitor);
    this.#missed.set(visitor, { at: now, hour });
    return known ? null : hour;
  }

  /** The visitor got a number: the hour of the miss that this makes good, null if there was none. */
  serve(visitor: string, now: number): number | null {
    this.#forgetBefore(now - VISIT_IDLE);
    const known = this.#missed.get(visitor);
    this.#missed.delete(visitor);
    return known?.hour ?? null;
  }

  #forgetBefore(time: number): void {
    for (const [visitor, { at }] of this.#missed) {
      if (at > time) return;
      this.#missed.delete(visitor);
    }
  }
}
