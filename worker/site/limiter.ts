/** Token buckets by client address, in memory: a bucket that has refilled is forgotten, so nothing of a visitor is kept. */
export interface Allowance {
  /** Requests that may come at once. */
  burst: number;
  /** Requests a second in the long run. */
  rate: number;
}

const MOST_BUCKETS = 50_000;

export class Limiter {
  readonly #allowance: Allowance;
  #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /** Takes one token. 0 if there was one, else the seconds until there is. */
  take(address: string, now: number): number {
    const { burst, rate } = this.#allowance;
    let bucket = this.#buckets.get(address);
    if (!bucket) {
      if (this.#buckets.size >= MOST_BUCKETS) this.#forgetFull(now);
      bucket = { tokens: burst, at: now };
      this.#buckets.set(address, bucket);
    }
    // A clock that was set back takes no tokens away.
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1_000) * rate);
    bucket.at = now;
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / rate);
    bucket.tokens -= 1;
    return 0;
  }

  #forgetFull(now: number): void {
    const { burst, rate } = this.#allowance;
    for (const [address, bucket] of this.#buckets) {
      if (bucket.tokens + ((now - bucket.at) / 1_000) * rate >= burst) this.#buckets.delete(address);
    }
    // Under a flood from more addresses than that, all begin anew.
    if (this.#buckets.size >= MOST_BUCKETS) this.#buckets.clear();
  }
}

/** One bucket an IPv4 address, one an IPv6 network of /64: a household or an office. */
export const addressKey = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1] as string;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length;
  const all = [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...(tail ?? '').split(':').filter(Boolean)];
  // One network whatever its spelling: without leading zeros, in lower case.
  return all
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
};
