import * as v from 'valibot';
import { Name } from './hits.ts';
import type { NumberRule } from './numberRules.ts';
import { hasPhoneDigits } from './reach.ts';

/** Telephone numbers: what an owner sets of them, imports, and is told. */

/** A telephone number in any spelling; the worker reads it by the site's country and keeps it as E.164. */
export const Phone = v.pipe(
  v.string(),
  v.maxLength(40),
  v.check((text) => hasPhoneDigits(text), 'is not a telephone number'),
);

/** A number of the company's that stands on its pages: sales, service, a city. */
export const Line = v.object({ id: Name, number: Phone });

/** Numbers that are leased to visitors, of one line: they all ring where it does. */
export const Pool = v.object({
  id: Name,
  /** How long after the last sign of the visitor's pages the number stays theirs. */
  holdMinutes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_440)),
  /** How long a number then rests, so that a late caller is not taken for the next visitor. */
  coolDownMinutes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_080)),
  /**
   * What a visitor sees who finds no free number: the page's own, this number (the same for all), or one that another
   * visitor holds too, after which a call to it may be either's.
   */
  whenEmpty: v.union([v.literal('own'), v.literal('share'), v.object({ number: Phone })]),
});

const Pattern = v.pipe(v.string(), v.maxLength(200));
const Condition = v.union(
  [
    v.strictObject({ parameter: Name, is: Pattern }),
    v.strictObject({ referrer: Pattern }),
    v.strictObject({ landing: Pattern }),
  ],
  'must be { parameter, is }, { referrer } or { landing }',
);

const Rule = v.object({
  line: Name,
  when: v.pipe(v.array(Condition), v.maxLength(10)),
  show: v.union(
    [v.literal('own'), v.strictObject({ number: Phone }), v.strictObject({ pool: Name })],
    'must be "own", { number } or { pool }',
  ),
}) satisfies v.GenericSchema<unknown, NumberRule>;

const unique = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

export const NumberSettings = v.pipe(
  v.object({
    lines: v.pipe(v.array(Line), v.maxLength(30)),
    pools: v.pipe(v.array(Pool), v.maxLength(30)),
    /** In order: the first that fits a visit counts. A line with none that fits shows its own number. */
    rules: v.pipe(v.array(Rule), v.maxLength(200)),
  }),
  v.forward(
    v.check(({ lines }) => unique(lines.map(({ id }) => id)), 'two lines have the same id'),
    ['lines'],
  ),
  v.forward(
    v.check(({ pools }) => unique(pools.map(({ id }) => id)), 'two pools have the same id'),
    ['pools'],
  ),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { lines, pools, rules } = dataset.value;
    const poolLine = new Map<string, string>();
    for (const [index, { line, show }] of rules.entries()) {
      const complain = (field: 'line' | 'show', message: string): void =>
        addIssue({
          message,
          path: [
            { type: 'object', origin: 'value', input: dataset.value, key: 'rules', value: rules },
            { type: 'array', origin: 'value', input: rules, key: index, value: rules[index] },
            { type: 'object', origin: 'value', input: rules[index] as never, key: field, value: undefined },
          ],
        });
      if (!lines.some(({ id }) => id === line)) complain('line', `there is no line "${line}"`);
      if (show === 'own' || !('pool' in show)) continue;
      if (!pools.some(({ id }) => id === show.pool)) complain('show', `there is no pool "${show.pool}"`);
      else if ((poolLine.get(show.pool) ?? line) !== line)
        complain('show', `the pool "${show.pool}" is shown for another line already: its numbers ring there`);
      poolLine.set(show.pool, line);
    }
  }),
);

/** How calls come in and what they count as. */
export const PROVIDERS = ['twilio', 'zadarma', 'binotel', 'ringostat', 'generic'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** Who can be asked to ring a salesperson and put them through to a visitor. */
export const CONNECT_PROVIDERS = ['twilio', 'zadarma', 'webhook'] as const;
export type ConnectProvider = (typeof CONNECT_PROVIDERS)[number];

export const Connect = v.object({
  provider: v.picklist(CONNECT_PROVIDERS),
  /** Twilio's AccountSid, Zadarma's API key, the webhook's address. */
  account: v.pipe(v.string(), v.maxLength(2_000)),
  /**
   * Twilio's auth token, Zadarma's secret, the webhook's `whsec_…`. Left out, it is the one that the same provider reports
   * calls with.
   */
  secret: v.optional(v.pipe(v.string(), v.maxLength(500)), ''),
  /** The salesperson's number: it is rung first. */
  agent: Phone,
  /** The number that is shown, one of the company's. Twilio needs it; which one Zadarma shows is set there. */
  from: v.optional(Phone),
});

export const CallSettings = v.object({
  /** Who reports calls. The address to give them is told by `GET …/hooks`. */
  providers: v.pipe(
    v.array(
      v.object({
        provider: v.picklist(PROVIDERS),
        /**
         * What the provider signs with: Twilio's auth token, Zadarma's secret, `whsec_…` of the generic hook. '' for the
         * providers that sign nothing, where the hook's own address is the secret.
         */
        secret: v.pipe(v.string(), v.maxLength(500)),
        /** IANA zone of the times it states without one; by default the site's. */
        timeZone: v.optional(v.pipe(v.string(), v.maxLength(64))),
        /** Raise it to have another address for the hook; the former one is closed. */
        rotation: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)), 0),
      }),
    ),
    v.check((all) => unique(all.map(({ provider }) => provider)), 'a provider is named twice'),
  ),
  /** An answered call is a lead if it was talked for at least so many seconds. A missed one always is. */
  leadSeconds: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3_600)),
  /** A missed call is to be called back within so many minutes of business hours. */
  callBackMinutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_080)),
  /** By whom visitors are called who ask for it in a form that is set to `connect`. */
  connect: v.optional(Connect),
});

export type Line = v.InferOutput<typeof Line>;
export type Pool = v.InferOutput<typeof Pool>;
export type NumberSettings = v.InferOutput<typeof NumberSettings>;
export type Connect = v.InferOutput<typeof Connect>;
export type CallSettings = v.InferOutput<typeof CallSettings>;

export const NO_NUMBERS: NumberSettings = { lines: [], pools: [], rules: [] };
export const DEFAULT_CALLS: CallSettings = { providers: [], leadSeconds: 20, callBackMinutes: 15 };

/** A line as the page must find it. */
export interface WidgetLine {
  id: string;
  /** E.164. */
  number: string;
  /** The calling code without plus: what follows it is the national number. */
  code: string;
  /** What stands before a national number in its country: '0', or '' where nothing does. */
  trunk: string;
}

/** What the script carries of numbers; absent where the site swaps none. */
export interface WidgetNumbers {
  lines: WidgetLine[];
  rules: NumberRule[];
  /** Parameters that rules look at and that are not kept anyway, in lower case. */
  keep: string[];
}

/** One tracking number to be added or changed: `POST /v1/sites/{site}/numbers`. */
export const NumberRow = v.object({
  number: Phone,
  /** The pool it belongs to; without one it is static. */
  pool: v.optional(Name),
  /** What its owner calls it. */
  name: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  /** What a call to a static number is credited to, where nothing is known of the caller's visits. */
  source: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  medium: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  campaign: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  content: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  term: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
});
export type NumberRow = v.InferOutput<typeof NumberRow>;
