/**
 * How many different ones there were under a key of late: in memory, so nothing of anybody is kept, and who sends the
 * same again counts once.
 */
const MOST_KEYS = 20_000;

export class Recent {
  readonly #window: number;
  readonly #most: number;
  #keys = new Map<string, Map<string, number>>();

  /**
   * @param window ms
   * @param most how far counting goes
   */
  constructor(window: number, most: number) {
    this.#window = window;
    this.#most = most;
  }

  /** Notes one under a key, and counts those within the window. */
  note(key: string, one: string, now: number): number {
    let ones = this.#keys.get(key);
    if (!ones) {
      if (this.#keys.size >= MOST_KEYS) this.#forgetOld(now);
      ones = new Map();
      this.#keys.set(key, ones);
    }
    for (const [other, at] of ones) if (at <= now - this.#window) ones.delete(other);
    if (ones.size < this.#most || ones.has(one)) ones.set(one, Math.max(now, ones.get(one) ?? now));
    return ones.size;
  }

  #forgetOld(now: number): void {
    for (const [key, ones] of this.#keys) {
      if ([...ones.values()].every((at) => at <= now - this.#window)) this.#keys.delete(key);
    }
    // Under a flood of more keys than that, counting begins anew.
    if (this.#keys.size >= MOST_KEYS) this.#keys.clear();
  }
}
