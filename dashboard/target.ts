import type { Target, TargetMetric } from '../shared/verdict.ts';

/** A target as people write it: money, and of ROMI per cent. */

const MOST = 1e9;

/** `1 500,50` and `1500.50` are the same; null for what is no target. */
export const readTarget = (metric: TargetMetric, text: string): Target | null => {
  const plain = text
    .replace(/[\s\u00A0\u202F%]/g, '')
    .replace(',', '.')
    .replace('−', '-');
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return null;
  const stated = Number(plain);
  const value = Math.round((metric === 'romi' ? stated / 100 : stated) * 10_000) / 10_000;
  return value <= MOST && (metric === 'romi' ? value > -1 : value > 0) ? { metric, value } : null;
};

export const writtenTarget = ({ metric, value }: Target): string =>
  String(metric === 'romi' ? Math.round(value * 1_000_000) / 10_000 : value);
