import * as v from 'valibot';
import type { Language } from './forms.ts';
import { Day } from './spend.ts';

/** How well spend and visits find each other: what `GET /v1/sites/{site}/audit` is asked and what it answers. */

export const AuditQuery = v.object({
  /** First and last day, both included; by default the last 30. */
  from: v.optional(Day),
  to: v.optional(Day),
  /** Findings of each kind; totals are of all. */
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,5}$/, 'must be a whole number'),
      v.transform(Number),
      v.minValue(1),
      v.maxValue(10_000),
    ),
    '200',
  ),
});
/** As parsed, with the days settled. */
export type AuditQuery = Omit<v.InferOutput<typeof AuditQuery>, 'from' | 'to'> & { from: string; to: string };

/** Why spend found no visits, or paid visits no spend: the likeliest cause that there is a sign of. */
export const CAUSES = [
  /** So few clicks that there may well have been no visit. */
  'fewClicks',
  /** Visits bear its very id or name, under a source that is not this ad system's. */
  'otherSource',
  /** Visits bear nearly its name. */
  'spelling',
  /** Visits of its source state another medium. */
  'otherMedium',
  /** Links bear ids, spend has names alone. */
  'idsForNames',
  /** Links bear names, spend has ids alone. */
  'namesForIds',
  /** A macro such as `{campaignid}` stands in visits as it was written. */
  'macro',
  /** Paid visits that name no campaign: auto-tagging (gclid, yclid) alone, or a source and medium. */
  'noCampaign',
  /** Links name the campaign and not the ad. */
  'campaignTags',
  /** Its visits came before these days. */
  'stopped',
  /** Visits of the ad system name campaigns or ads, and all of them others. */
  'otherNames',
  /** Perhaps no ad: nothing is stated that could have been clicked. */
  'notAnAd',
  /** More Direct visits come on days with the ad system's spend than on others. */
  'direct',
  /** Others of the same campaign or ad system bring visits, this one none. */
  'silent',
  /** Visits come from the ad system's pages, and nothing marks them as paid. */
  'untagged',
  /** No visit of the ad system or source came at all. */
  'noVisits',
  /** No spend of the ad system or source was ever stated. */
  'noSpend',
  /** None was stated for the days of these visits. */
  'noSpendThoseDays',
  /** The ad is known by its spend, and cost nothing in these days. */
  'noCost',
  /** Spend of these days names no such campaign. */
  'notInSpend',
] as const;
export type Cause = (typeof CAUSES)[number];

/** Days, both included. */
export interface DayRange {
  from: string;
  to: string;
}

/** What proves a cause, as far as it has anything of the kind. */
export interface Evidence {
  /** As spend names it. */
  stated?: string;
  /** As visits name it, the most visited first; three at most. */
  seen?: string[];
  /** Visits that the cause rests on. */
  visits?: number;
  clicks?: number;
  /** `utm_source` that would join. */
  source?: string;
  days?: DayRange[];
  /** The last one with a visit. */
  lastDay?: string;
  /** Mean Direct visits on days with the ad system's spend, and on the others. */
  perDay?: { withSpend: number; without: number };
}

/** One sentence, in each language. */
export type Sentences = Record<Language, string>;

interface Finding {
  /** The ad system; absent for a source that is none's. */
  system?: string;
  source: string;
  medium: string;
  /** As the ad system names it where that is known, else the UTM value; '' for a source as a whole. */
  campaign: string;
  campaignId?: string;
  cause: Cause;
  evidence: Evidence;
  /** What is probably the matter. */
  why: Sentences;
  /** What to change. */
  change: Sentences;
}

/** Spend of a campaign, or of some of its ads, that cannot be judged as finely as it was stated. */
export interface SpendFinding extends Finding {
  /** What is missed: visits of the whole campaign or source, or of these ads. */
  level: 'source' | 'campaign' | 'ad';
  /** Whether the campaign's visits are known, though not the ad's. */
  joins: 'campaign' | 'nothing';
  /** In units of the site's currency. */
  spend: number;
  impressions: number;
  clicks: number;
  /** The most spent first; 20 at most. None where the campaign was stated as a whole. */
  ads: { ad: string; adId?: string; spend: number; clicks: number }[];
  adCount: number;
}

/** Paid visits that no spend explains. */
export interface VisitFinding extends Finding {
  visits: number;
}

/** Money in units of the site's currency. */
export interface AuditTotals {
  /** Of ads: the report's `spend`. It is the sum of the next three. */
  spend: number;
  /** Joined to visits as finely as it was stated. */
  joined: number;
  /** Of ads whose visits are known by their campaign alone. */
  coarse: number;
  /** Joined to no visit: it cannot be judged. */
  unjoined: number;
  /** joined / spend; null where nothing was spent. */
  joinedShare: number | null;
  /** Visits by a paid medium or an ad system's click id; the sum of the next three. */
  paidVisits: number;
  explained: number;
  /** Joined to their campaign's spend, which was stated by ad. */
  coarseVisits: number;
  unexplained: number;
}

/** An ad system; or by its name a source that is none's. */
export interface AuditSystem extends AuditTotals {
  system?: string;
  source?: string;
  /** Days that are over, with paid visits and no spend of it at all. */
  missing: (DayRange & { visits: number })[];
}

export interface AuditAnswer {
  site: string;
  from: string;
  to: string;
  timeZone: string;
  currency: string;
  totals: AuditTotals;
  /** The totals as a sentence. */
  meaning: Sentences;
  /** The most spent first, then the most visited. */
  systems: AuditSystem[];
  /** The most spent first. */
  spend: SpendFinding[];
  /** How many there are, of which `limit` were given. */
  spendCount: number;
  /** The most visits first. */
  visits: VisitFinding[];
  visitCount: number;
}
