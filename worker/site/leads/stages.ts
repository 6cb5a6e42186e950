import { STAGES, type Stage } from '../../../shared/leads.ts';

/** Where a lead stands and what it has reached, told from what was stated. Pure. */

/** Stages that count as reached, in their order. */
const PASSED = ['contacted', 'mql', 'sql', 'opportunity', 'won'] as const satisfies readonly Stage[];
export type ReachedStage = (typeof PASSED)[number] | 'lost';

/** A stage as it was stated; times are ms since 1970. */
export interface StatedStage {
  id: string;
  at: number;
  stage: Stage;
  /** Of `lost`. */
  reason: string;
}

export interface StagesOfLead {
  /** When the lead began. */
  at: number;
  startingStage: Stage;
  /** In any order. */
  stated: readonly StatedStage[];
  /** When its sales were made: each is as good as a statement `won`. In any order. */
  sales: readonly { at: number }[];
}

export interface Standing {
  stage: Stage;
  /** Of a lead that is lost. */
  lossReason: string;
  /** Since when the lead has not stood below a stage, ms since 1970. */
  reached: Partial<Record<ReachedStage, number>>;
}

const rankOf = (stage: Stage): number => STAGES.indexOf(stage);
const WON = rankOf('won');
const endsLead = (stage: Stage): boolean => stage === 'lost' || stage === 'spam';

/** In the order in which they stand: by time, then id; a sale stands over what was stated at the same moment. */
const inOrder = ({ stated, sales }: StagesOfLead): { at: number; stage: Stage; reason: string; isSale: boolean }[] => {
  const statements = [...stated].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [
    ...statements.map(({ at, stage, reason }) => ({ at, stage, reason, isSale: false })),
    ...sales.map(({ at }) => ({ at, stage: 'won' as const, reason: '', isSale: true })),
  ].sort((a, b) => a.at - b.at);
};

/**
 * The current stage is what was stated last, and with nothing stated the one the lead started in. A stage was reached at
 * the earliest moment since which the lead never stood below it: going back takes the higher stages away, `lost` and
 * `spam` take nothing. Whoever bought has won: no later statement takes that away, but `won` alone, with no sale, counts
 * only while it stands. Of spam nothing was reached.
 */
export const standingOf = (lead: StagesOfLead): Standing => {
  const reached: Standing['reached'] = {};
  let stage = lead.startingStage;
  let lossReason = '';
  let bought = false;
  const stand = (at: number): void => {
    const rank = bought ? WON : rankOf(stage);
    for (const passed of PASSED) {
      if (rankOf(passed) <= rank) reached[passed] ??= at;
      else delete reached[passed];
    }
  };
  stand(lead.at);
  for (const event of inOrder(lead)) {
    const at = Math.max(event.at, lead.at);
    if (event.stage === 'lost') {
      reached.lost ??= at;
      // Said again without a reason, the one that was given stands.
      lossReason = event.reason || lossReason;
    } else {
      delete reached.lost;
      lossReason = '';
    }
    stage = event.stage;
    if (event.isSale) bought = true;
    if (!endsLead(stage)) stand(at);
  }
  if (stage !== 'won' && !bought) delete reached.won;
  return { stage, lossReason, reached: stage === 'spam' ? {} : reached };
};

/** What had been stated by a moment (ms since 1970). */
export const until = (lead: StagesOfLead, moment: number): StagesOfLead => ({
  ...lead,
  stated: lead.stated.filter(({ at }) => at <= moment),
  sales: lead.sales.filter(({ at }) => at <= moment),
});
