import * as v from 'valibot';
import { SiteSettings } from './settings.ts';

/** What other channel rules would make of the site's history: what the trial is asked and what it answers. */

export const ChannelTrial = v.object({ channelRules: SiteSettings.entries.channelRules });
export type ChannelTrial = v.InferOutput<typeof ChannelTrial>;

interface Counted {
  /** Different ads, all of a campaign's keywords counted. */
  ads: number;
  visits: number;
  /** By the last touch that was not direct, of all days. */
  leads: number;
}

/** What would go from one channel to another. */
export interface ChannelMove extends Counted {
  from: string;
  to: string;
}

/** Ads alike in what rules look at, and which of the stated rules, from 1, would take them; null where none of them does. */
export interface MovedAd extends Counted {
  source: string;
  medium: string;
  campaign: string;
  from: string;
  to: string;
  rule: number | null;
}

export interface ChannelTrialAnswer {
  /** What would change. */
  moved: Counted;
  /** What there is altogether. */
  all: Counted;
  /** The most visits first. */
  moves: ChannelMove[];
  /** The most visits first; 50 at most. */
  ads: MovedAd[];
  /** Of each stated rule, in their order, how much it would take. */
  rules: Counted[];
}
