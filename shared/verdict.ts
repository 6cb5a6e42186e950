import * as v from 'valibot';
import { type AdName, type Dimension, MODELS, type Model } from './report.ts';
import { Day } from './spend.ts';

/** Which half of the spend works: what `GET /v1/sites/{site}/verdict` is asked and what it answers. */

export const VERDICT_DIMENSIONS = ['ad', 'campaign', 'source', 'channel'] as const satisfies readonly Dimension[];

/** From the shallowest to the deepest. `romi` is a fraction and has to be reached, all others are money not to be exceeded. */
export const TARGET_METRICS = ['costPerLead', 'costPerSql', 'cac', 'romi'] as const;
export type TargetMetric = (typeof TARGET_METRICS)[number];

export interface Target {
  metric: TargetMetric;
  value: number;
}

const isReachable = ({ metric, value }: Target): boolean =>
  (metric === 'romi' ? value > -1 : value > 0) && value <= 1e9;

/** `costPerLead:500`, or several: `costPerLead:500,cac:8000`. */
const Targets = v.pipe(
  v.string(),
  v.maxLength(200),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const targets: Target[] = [];
    for (const part of dataset.value.split(',')) {
      const [name, stated = ''] = part.trim().split(':');
      const metric = TARGET_METRICS.find((one) => one === name);
      const value = /^-?\d{1,9}(\.\d{1,4})?$/.test(stated) ? Number(stated) : Number.NaN;
      if (!metric || !isReachable({ metric, value }) || targets.some((target) => target.metric === metric)) {
        addIssue({
          message: `must be one of ${TARGET_METRICS.join(', ')}, then ":" and its target, each once: money above 0, romi above -1; got "${part}"`,
        });
        return NEVER;
      }
      targets.push({ metric, value });
    }
    return targets;
  }),
);

const numeric = (pattern: RegExp, message: string) =>
  v.pipe(v.string(), v.regex(pattern, message), v.transform(Number));

/** The query string; everything has a default. */
export const VerdictQuery = v.object({
  by: v.optional(v.picklist(VERDICT_DIMENSIONS), 'ad'),
  /** First and last day, both included; by default the last 90. */
  from: v.optional(Day),
  to: v.optional(Day),
  /** Of several the deepest that has enough events; the site's own if left out. */
  target: v.optional(Targets),
  /** How probable a verdict has to be. */
  level: v.optional(
    v.pipe(numeric(/^0\.\d{1,6}$/, 'must be a probability such as 0.95'), v.minValue(0.8), v.maxValue(0.999)),
    '0.95',
  ),
  model: v.optional(v.picklist(MODELS), 'lastNonDirect'),
  limit: v.optional(v.pipe(numeric(/^\d{1,6}$/, 'must be a whole number'), v.minValue(1), v.maxValue(50_000)), '1000'),
});
/** As parsed, with the days settled. */
export type VerdictQuery = Omit<v.InferOutput<typeof VerdictQuery>, 'from' | 'to'> & { from: string; to: string };

export const VERDICTS = ['works', 'unclear', 'wasted'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** An ad, campaign, source or channel that money was spent on. Money is in units of the site's currency. */
export interface VerdictRow {
  key: Partial<Record<Dimension, string>>;
  ad?: AdName;
  spend: number;
  clicks: number;
  visits: number;
  leads: number;
  /** Of the leads, as many as it is known of by now what became of them, in fractions; where the target is deeper than the lead. */
  ripeLeads?: number;
  /** What the target is of: leads, SQLs, new customers, or for ROMI sales. */
  outcomes?: number;
  /** The target's metric as it stands; null where there is no outcome yet. */
  observed?: number | null;
  /** What it really is, probably: median and 95 % interval. Null for a cost without bound: perhaps no outcome ever. */
  probable?: number | null;
  interval?: [number | null, number | null];
  /** The probability that it misses the target: costs more, or of ROMI earns less. Null where nothing can be told. */
  probability?: number | null;
  /** Absent where there is no target. */
  verdict?: Verdict;
  /** Its spend was shared out from a coarser row. */
  estimated?: true;
  /** No visit's source matches its spend. */
  unmatched?: true;
}

/** Money, in units of the site's currency; what works, is wasted and is unclear add up to what was spent. */
export interface VerdictTotals {
  spend: number;
  works: number;
  wasted: number;
  unclear: number;
  /** How many rows. */
  rows: Record<Verdict, number>;
}

export interface VerdictAnswer {
  site: string;
  from: string;
  to: string;
  timeZone: string;
  currency: string;
  by: (typeof VERDICT_DIMENSIONS)[number];
  model: Model;
  level: number;
  /** What was judged by; null where neither the query nor the site states a target: then there is no verdict. */
  target: (Target & { statedBy: 'query' | 'site' }) | null;
  /** Null without a target, but for what was spent. */
  totals: VerdictTotals | { spend: number };
  /** The totals as a sentence. */
  meaning: string;
  /** Where the target is deeper than the lead: its outcomes come late. */
  late?: {
    /** Mean days from a lead to its outcome. */
    delayDays: number;
    /** Leads too young to tell by, in fractions, and the spend of the rows in proportion: it is judged by its leads alone. */
    youngLeads: number;
    youngSpend: number;
  };
  /** How it is worked out, what it rests on, and after whom. */
  method: { name: string; summary: string; limits: string; sources: readonly string[] };
  /** Those with spend, the most first. */
  rows: VerdictRow[];
  /** Rows there are, of which `limit` were given. */
  rowCount: number;
}
