import * as v from 'valibot';
import { Fields } from './contacts.ts';
import { Id, Moment, Name } from './hits.ts';
import { Amount, Day, Rate } from './spend.ts';

/** What people state about leads and sales, and how the API takes it. */

/** In the order in which a lead passes through them; `lost` and `spam` end it from anywhere. */
export const STAGES = ['new', 'contacted', 'mql', 'sql', 'opportunity', 'won', 'lost', 'spam'] as const;
export type Stage = (typeof STAGES)[number];

/** A note on a lead. */
const Note = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4_000));

const Currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD'));

/** Gross profit: what a sale left after what was sold was paid for. A sale at a loss has less than none. */
export const Profit = v.union([
  v.pipe(v.number(), v.finite(), v.minValue(-1e11), v.maxValue(1e11)),
  v.pipe(v.string(), v.regex(/^-?\d{1,11}(\.\d{1,10})?$/, 'must be a number such as 1234.56')),
]);

/** What a lead's sale was. */
export const Sale = v.object({
  /** The caller's own id of it: the same again changes nothing, another content corrects it. Without one it is new. */
  id: v.optional(v.pipe(v.string(), v.regex(/^[\w.:-]{1,100}$/, 'must be 1 to 100 of letters, digits, . _ : -'))),
  /** The day at the site; today if left out. Not before the lead's own. */
  day: v.optional(Day),
  revenue: Amount,
  /** Gross profit; may be left out where the site states its margin (`sales.marginPercent`). */
  profit: v.optional(Profit),
  units: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e6)), 1),
  product: v.optional(Name),
  /** The site's own if left out; another one needs a rate, of its own or of the site's `rates`. */
  currency: v.optional(Currency),
  rate: v.optional(Rate),
});
export type Sale = v.InferOutput<typeof Sale>;

/** `PATCH …/leads/{lead}`: each named part is stated anew, now or at `at`. */
export const LeadChange = v.pipe(
  v.object({
    stage: v.optional(v.picklist(STAGES)),
    /** Why it was lost; with the stage `lost` only. */
    lossReason: v.optional(Name),
    /** Who answers for it; '' for nobody. */
    owner: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
    /** What the opportunity may bring, in units of the site's currency; null takes it back. */
    value: v.optional(v.nullable(Amount)),
    /** What they want to buy. */
    product: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
    /** An action of the site's that was done, such as a meeting. */
    action: v.optional(Name),
    note: v.optional(Note),
    /** When it happened, ms since 1970; now if left out. Not before the lead began and not in the future. */
    at: v.optional(Moment),
  }),
  v.check((change) => Object.keys(change).some((name) => name !== 'at'), 'states nothing'),
  v.forward(
    v.partialCheck(
      [['stage'], ['lossReason']],
      ({ stage, lossReason }) => lossReason === undefined || stage === 'lost',
      'goes with the stage lost',
    ),
    ['lossReason'],
  ),
);
export type LeadChange = v.InferOutput<typeof LeadChange>;

/** `POST …/leads`: a lead from a fair, a mailing, a cold call, that no visit brought. */
export const NewLead = v.object({
  /** Makes it idempotent; made here if left out. */
  id: v.optional(Id),
  /** When they were met, ms since 1970; now if left out. */
  at: v.optional(Moment),
  fields: Fields,
  /** Where they came from, as `utm_source` and so on would say it. */
  source: v.object({
    source: Name,
    medium: v.optional(Name, 'offline'),
    campaign: v.optional(Name),
    content: v.optional(Name),
  }),
  stage: v.optional(v.picklist(['new', 'contacted', 'mql', 'sql', 'opportunity'])),
  owner: v.optional(Name),
  consent: v.optional(
    v.object({ text: v.pipe(v.string(), v.maxLength(2_000)), at: Moment, version: v.optional(Name) }),
  ),
});
export type NewLead = v.InferOutput<typeof NewLead>;

/** Something a site wants counted that is no stage: a meeting, an offer sent. `id` is its name in metrics. */
export const Action = v.object({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9]{0,39}$/, 'must be a short name such as meeting')),
  name: Name,
});

/** How leads are looked after. */
export const LeadSettings = v.object({
  /** Within how many minutes of business hours somebody answers a lead; null where nothing is promised. */
  answerWithinMinutes: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20_160))),
  /** How many minutes past its due time an unanswered lead is told again, each a step. */
  escalateMinutes: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20_160))), v.maxLength(5)),
  /** A customer who buys again after so many days has returned. */
  lapseDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3_650)),
  /** Other contact with the same person within so many days is pointed out. */
  recentDays: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(365)),
  /** Gross profit in percent of revenue, where a sale does not state it; null where every sale has to. */
  marginPercent: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
  actions: v.pipe(
    v.array(Action),
    v.maxLength(20),
    v.check((actions) => new Set(actions.map(({ id }) => id)).size === actions.length, 'two actions have the same id'),
  ),
});
export type LeadSettings = v.InferOutput<typeof LeadSettings>;

export const DEFAULT_LEADS: LeadSettings = {
  answerWithinMinutes: 15,
  escalateMinutes: [0, 60],
  lapseDays: 365,
  recentDays: 7,
  marginPercent: null,
  actions: [],
};

/** What is stated of a lead: one entry of its history. `value` is a stage, a name, an amount in 1/10 000, an action or a text. */
export interface LogEntry {
  id: string;
  kind: 'stage' | 'owner' | 'value' | 'product' | 'action' | 'note';
  value: string;
  /** Of a stage `lost`. */
  reason: string;
  /** When it happened, ISO 8601, UTC. */
  time: string;
  /** The label of the token it was stated with. */
  by: string;
}

export interface SaleEntry {
  sale: string;
  day: string;
  /** In units of the site's currency. */
  revenue: number;
  /** For those who may see figures. */
  profit?: number;
  units: number;
  product: string;
  /** As stated, where it was another currency. */
  stated?: { revenue: number; currency: string; rate: string };
  /** Of its customer: the first, another one, or one after the site's lapse. */
  kind: 'new' | 'repeat' | 'returned';
  by: string;
}
