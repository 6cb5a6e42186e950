import type { ReportAnswer } from '../../shared/report.ts';

/** The way from an ad being shown to a sale, over the channels that money was spent on. */

export const FUNNEL_STAGES = ['impressions', 'clicks', 'visits', 'leads', 'sql', 'opportunities', 'won'] as const;
export type FunnelStage = (typeof FUNNEL_STAGES)[number];

export interface FunnelStep {
  stage: FunnelStage;
  count: number;
  /** Of the step before, as a fraction; null for the first one, and where there is nothing to divide by. */
  share: number | null;
  /** Of the widest, by logarithm: of a million impressions and five sales neither would be seen otherwise. */
  width: number;
}

export interface Funnel {
  steps: FunnelStep[];
  channels: string[];
}

/** A site that does not use a stage has none of it, though some of what comes later: it is no step there. */
const isUsed = (counts: readonly number[], index: number): boolean =>
  (counts[index] ?? 0) > 0 || counts.slice(index + 1).every((later) => later === 0);

/** @param answer by channel, with spend; what visits without any spend brought would break the way in two */
export const funnelOf = ({ rows }: ReportAnswer): Funnel => {
  const paid = rows.filter(({ values }) => (values.spend ?? 0) > 0 || (values.impressions ?? 0) > 0);
  const sums = FUNNEL_STAGES.map((stage) => paid.reduce((sum, { values }) => sum + (values[stage] ?? 0), 0));
  const used = FUNNEL_STAGES.map((stage, index) => ({ stage, count: sums[index] ?? 0 })).filter((_, index) =>
    isUsed(sums, index),
  );
  const widest = Math.log1p(Math.max(1, ...sums));
  const steps = used.map(({ stage, count }, index): FunnelStep => {
    const before = used[index - 1]?.count ?? 0;
    return { stage, count, share: before > 0 ? count / before : null, width: Math.log1p(count) / widest };
  });
  return { steps, channels: paid.map(({ key }) => key.channel ?? '').filter(Boolean) };
};
