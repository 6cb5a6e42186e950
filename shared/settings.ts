import * as v from 'valibot';
import { CrmSettings, DEFAULT_CRM } from './crm.ts';
import { Color, type FormSettings, Forms, Hours, isPlain, Radius, Tag } from './forms.ts';
import { Name } from './hits.ts';
import { DEFAULT_LEADS, LeadSettings } from './leads.ts';
import { CallSettings, DEFAULT_CALLS, NO_NUMBERS, NumberSettings, type WidgetNumbers } from './numbers.ts';
import { DEFAULT_PRIVACY, PrivacySettings } from './privacy.ts';
import { DEFAULT_SPAM, SpamSettings } from './spam.ts';
import { Day, Rate } from './spend.ts';
import { Watch, type WatchedForm } from './watch.ts';

/** What a site's owner sets, and the part of it that is inlined into the script. */

const Host = v.pipe(
  v.string(),
  v.toLowerCase(),
  v.regex(
    /^(localhost|[\d.]+|\[[\da-f:]+\]|[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+)$/u,
    'must be a host such as example.com',
  ),
);

/** Whether it is an IANA time zone. */
export const knownTimeZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};

const WebAddress = v.pipe(
  v.string(),
  v.maxLength(2_000),
  v.url(),
  v.regex(/^https?:\/\//i, 'must begin with http:// or https://'),
);

/** A rule of the site's own, tried before the default channels: all stated parts must match, ignoring case. */
export const ChannelRule = v.object({
  channel: Name,
  /** A text equal to the part, or with `*` for any run of characters. */
  source: v.optional(Name),
  medium: v.optional(Name),
  campaign: v.optional(Name),
});

/** What is told of contacts and leads, each time it happens; `lead.overdue` once for each step of `leads.escalateMinutes`. */
export const NEWS = ['lead.created', 'lead.contacted', 'nps.answered', 'callback.failed', 'lead.overdue'] as const;
export type News = (typeof NEWS)[number];

/** Which news somebody takes. */
const takes = {
  /**
   * All if left out, but of `lead.overdue` the first step alone: who is to hear of the later ones names it.
   * `['lead.overdue']` is for somebody who looks after those who answer, and is told of nothing else.
   */
  events: v.optional(v.pipe(v.array(v.picklist(NEWS)), v.minLength(1), v.maxLength(NEWS.length))),
  /** Where `events` names `lead.overdue`: only of leads that are late by so many minutes; 0 if left out. */
  lateMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20_160))),
};

export const SiteSettings = v.object({
  name: Name,
  /** Hosts whose pages may report; each stands for its subdomains too. */
  hosts: v.pipe(v.array(Host), v.minLength(1), v.maxLength(50)),
  /** IANA time zone: days begin here. */
  timeZone: v.pipe(v.string(), v.check(knownTimeZone, 'is not an IANA time zone')),
  /** ISO 4217 code of every amount in reports. */
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as UAH')),
  /** ISO 3166 code by which national phone numbers are read. */
  country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'must be an ISO 3166 code such as UA')),
  /** A person's next contact within this many days belongs to the same lead. */
  leadWindowDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(365)),
  /** How far back a touch may lie to be a lead's last non-direct one. */
  lookBackDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(400)),
  /** `required`: nothing is stored or sent before `whichhalf('consent', true)`. */
  consent: v.picklist(['notNeeded', 'required']),
  /** What the site's own banner speaks, if its answers are to be taken; until it has one, consent is `required`. */
  consentSignal: v.picklist(['none', 'consentMode', 'tcf']),
  /** Hosts of payment and sign-in pages: coming back from them is no new touch. */
  ignoredReferrers: v.pipe(v.array(Host), v.maxLength(200)),
  /** Other spellings of a source, in lower case: `{ fb: 'facebook' }`. */
  sourceAliases: v.record(Name, Name),
  channelRules: v.pipe(v.array(ChannelRule), v.maxLength(200)),
  /** Where the privacy policy is; shown beside the consent box. */
  policyUrl: v.optional(WebAddress),
  /** Which version of the policy and of the consent's words stands now; stored with what visitors agree to. */
  consentVersion: v.optional(Name),
  /**
   * The forms' language; `auto` takes the page's, then the browser's. Any other than ours speaks by the words that the
   * forms are given for it.
   */
  language: v.union([v.literal('auto'), Tag]),
  /** Main colour of buttons. */
  color: Color,
  /** Of buttons and fields; 10 px if left out. */
  radius: v.optional(Radius),
  /** Business hours; without them somebody is always there. */
  hours: v.optional(Hours),
  forms: Forms,
  /** The site's own forms that are watched. */
  watch: Watch,
  /** Tracking numbers: what stands on the pages, the pools, and the rules that say who sees which. */
  numbers: NumberSettings,
  calls: CallSettings,
  spam: SpamSettings,
  /** How long what is known of people is kept. */
  privacy: PrivacySettings,
  /** How leads are looked after, and what is counted of them. */
  leads: LeadSettings,
  /** How the CRM's exports are read. */
  crm: CrmSettings,
  /** What one outcome may cost, by which ads are judged; null where nothing is set. `romi` is a fraction, all others money. */
  target: v.nullable(
    v.pipe(
      v.object({
        metric: v.picklist(['costPerLead', 'costPerSql', 'cac', 'romi']),
        value: v.pipe(v.number(), v.finite(), v.maxValue(1e9)),
      }),
      v.forward(
        v.check(
          ({ metric, value }) => (metric === 'romi' ? value > -1 : value > 0),
          'must be money above 0, of romi above -1',
        ),
        ['value'],
      ),
    ),
  ),
  /** Rates of other currencies, each from its day on: units of the site's currency for one of the other. */
  rates: v.pipe(
    v.array(
      v.object({
        currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD')),
        from: Day,
        rate: Rate,
      }),
    ),
    v.maxLength(2_000),
  ),
  /** Whether reports' spend holds value added tax, and at what percent; null where amounts stand as they come. */
  vat: v.nullable(
    v.object({ percent: v.pipe(v.number(), v.minValue(0), v.maxValue(100)), spend: v.picklist(['with', 'without']) }),
  ),
  /** Where news of contacts and leads is told. Secrets are write-only: reading shows whether they are set. */
  notify: v.object({
    webhooks: v.pipe(
      v.array(
        v.object({
          url: WebAddress,
          /** Standard Webhooks secret: `whsec_` and base64. */
          secret: v.pipe(v.string(), v.regex(/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/, 'must be whsec_ and base64')),
          ...takes,
        }),
      ),
      v.maxLength(10),
    ),
    telegram: v.pipe(
      v.array(
        v.object({
          token: v.pipe(v.string(), v.regex(/^\d+:[\w-]{20,}$/, 'must be a bot token')),
          chat: v.pipe(v.string(), v.regex(/^(-?\d+|@\w+)$/, 'must be a chat id or @channel')),
          ...takes,
        }),
      ),
      v.maxLength(10),
    ),
  }),
});

export type ChannelRule = v.InferOutput<typeof ChannelRule>;
export { type FormSettings, LANGUAGES, type Language } from './forms.ts';
export type SiteSettings = v.InferOutput<typeof SiteSettings>;

/** What a new site has until its owner says otherwise. */
export const DEFAULT_SETTINGS: Omit<SiteSettings, 'name' | 'hosts'> = {
  timeZone: 'Europe/Kyiv',
  currency: 'UAH',
  country: 'UA',
  leadWindowDays: 30,
  lookBackDays: 90,
  consent: 'notNeeded',
  consentSignal: 'none',
  ignoredReferrers: [
    'liqpay.ua',
    'wayforpay.com',
    'portmone.com.ua',
    'fondy.eu',
    'monobank.ua',
    'privatbank.ua',
    'paypal.com',
    'stripe.com',
    'accounts.google.com',
    'appleid.apple.com',
    'id.bank.gov.ua',
  ],
  sourceAliases: {},
  channelRules: [],
  language: 'auto',
  color: '#1a56db',
  forms: [
    { id: 'callback', kind: 'callback' },
    { id: 'lead', kind: 'lead' },
  ],
  watch: [],
  numbers: NO_NUMBERS,
  calls: DEFAULT_CALLS,
  spam: DEFAULT_SPAM,
  privacy: DEFAULT_PRIVACY,
  leads: DEFAULT_LEADS,
  crm: DEFAULT_CRM,
  target: null,
  rates: [],
  vat: null,
  notify: { webhooks: [], telegram: [] },
};

/** A new site: a name and its hosts, and whatever else is to differ from the defaults. */
export const NewSite = v.object({
  ...v.partial(SiteSettings).entries,
  name: SiteSettings.entries.name,
  hosts: SiteSettings.entries.hosts,
});

/** A change of settings: the named ones are replaced whole. */
export const SettingsChange = v.partial(SiteSettings);

/** What the script carries. */
export interface WidgetSettings {
  /** The site's key, as in the script's address. */
  site: string;
  consent: SiteSettings['consent'];
  ignoredReferrers: string[];
  policyUrl?: string;
  consentVersion?: string;
  language: SiteSettings['language'];
  color: string;
  radius?: number;
  forms: FormSettings[];
  /** Absent where none is watched. */
  watch?: WatchedForm[];
  /** Some form is not plain, see `isPlain`. */
  choose?: true;
  /** Where a form offers times to be called at: the site's business hours and its time zone. */
  hours?: Hours;
  timeZone?: string;
  numbers?: WidgetNumbers;
  /** Turnstile's site key, where forms are to ask it for a token. */
  turnstile?: string;
}

export const widgetSettings = (site: string, settings: SiteSettings, numbers?: WidgetNumbers): WidgetSettings => ({
  site,
  consent: settings.consentSignal === 'none' ? settings.consent : 'required',
  ignoredReferrers: settings.ignoredReferrers,
  ...(settings.policyUrl && { policyUrl: settings.policyUrl }),
  ...(settings.consentVersion && { consentVersion: settings.consentVersion }),
  language: settings.language,
  color: settings.color,
  ...(settings.radius !== undefined && { radius: settings.radius }),
  forms: settings.forms,
  ...(settings.watch[0] && { watch: settings.watch }),
  ...(!settings.forms.every(isPlain) && { choose: true }),
  ...(settings.hours &&
    settings.forms.some((form) => form.kind === 'callback' && form.slots) && {
      hours: settings.hours,
      timeZone: settings.timeZone,
    }),
  ...(numbers && { numbers }),
  ...(settings.spam.turnstile && { turnstile: settings.spam.turnstile.siteKey }),
});
