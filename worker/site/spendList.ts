import type { SpendKind, SpendList } from '../../shared/spend.ts';
import { dayOfDate } from './days.ts';

/** Stored spend for people to see: by month, origin and campaign. */

export interface SpendListQuery {
  from: string;
  to: string;
  origin?: string | undefined;
  /** A campaign's name or id. */
  campaign?: string | undefined;
}

const MOST_ROWS = 10_000;

interface Sum {
  month: string;
  /** JSON, with '' where none was stated. */
  agencies: string;
  origin: string;
  kind: SpendKind;
  system: string;
  source: string;
  medium: string;
  campaign: string;
  campaign_id: string;
  days: number;
  cost: number;
  impressions: number;
  clicks: number;
}

export const listSpend = (sql: SqlStorage, currency: string, query: SpendListQuery): SpendList => {
  const sums = sql
    .exec<Sum & Record<string, SqlStorageValue>>(
      `SELECT strftime('%Y-%m', day * 86400, 'unixepoch') AS month, origin, kind, system, source, medium, campaign, campaign_id,
         json_group_array(DISTINCT agency) AS agencies, count(DISTINCT day) AS days, sum(cost) AS cost,
         sum(impressions) AS impressions, sum(clicks) AS clicks
       FROM spend JOIN spend_keys ON spend_keys.id = spend.key
       WHERE day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR origin = ?3) AND (?4 IS NULL OR campaign = ?4 OR campaign_id = ?4)
       GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1 DESC, 2, 3, 4, 5, 6, 7, 8`,
      dayOfDate(query.from),
      dayOfDate(query.to),
      query.origin ?? null,
      query.campaign ?? null,
    )
    .toArray();
  return {
    from: query.from,
    to: query.to,
    currency,
    rows: sums.slice(0, MOST_ROWS).map(({ agencies, campaign_id, cost, ...row }) => ({
      month: row.month,
      origin: row.origin,
      kind: row.kind,
      system: row.system,
      source: row.source,
      medium: row.medium,
      campaign: row.campaign,
      campaignId: campaign_id,
      agencies: (JSON.parse(agencies) as string[]).filter(Boolean).sort(),
      days: row.days,
      cost: cost / 10_000,
      impressions: row.impressions,
      clicks: row.clicks,
    })),
    rowCount: sums.length,
  };
};
