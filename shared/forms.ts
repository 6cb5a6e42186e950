import * as v from 'valibot';
import { FieldName, STARTING_STAGES } from './contacts.ts';
import { Name } from './hits.ts';

/** The forms that the widget shows, as a site's owner sets them. Labels and words are given by language. */

/** Those we have all words of. */
export const LANGUAGES = ['uk', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** BCP 47, such as `pl` or `pt-BR`. */
export const Tag = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i, 'must be a language tag such as uk or pt-BR'),
);

/** `#rrggbb`. */
export const Color = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #1a56db'));

/** Of corners, px. */
export const Radius = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(28));

const Text = v.pipe(v.string(), v.maxLength(500));

/** Words of a form, by language; what is left out stays as it comes, in English where the language is none of ours. */
const Words = v.record(Tag, v.optional(v.record(v.string(), Text)));

/** One text by language. Without the visitor's language the first one stands. */
const Label = v.pipe(
  v.record(Tag, Text),
  v.check((texts) => Object.keys(texts).length > 0, 'needs a text in at least one language'),
);

/** What a visitor may choose: `value` is what the contact carries, whatever language it was shown in. */
const Options = v.pipe(
  v.array(v.object({ value: v.pipe(Name, v.trim()), label: v.optional(Label) })),
  v.minLength(1),
  v.maxLength(30),
);

/** What the form calls things of its own, and what nobody sees. */
const RESERVED = ['consent', 'form', 'website', 'wanted'];

/** Common to own fields and questions. */
const asked = {
  /** What the contact's field is called. `name`, `phone`, `email` and `message` have their meaning. */
  name: v.pipe(
    FieldName,
    v.check((name) => !(name in {}) && !RESERVED.includes(name), 'is a name that the form itself uses'),
  ),
  label: Label,
  required: v.optional(v.boolean()),
};

/** A field of a lead form. */
export const OwnField = v.variant('type', [
  v.object({ type: v.picklist(['text', 'email', 'phone', 'long']), ...asked }),
  v.object({ type: v.literal('choice'), ...asked, options: Options }),
]);

/** A question of a quiz: one at a time. `several` are sent as one text, joined by `, `. */
export const QuizStep = v.variant('type', [
  v.object({ type: v.picklist(['text', 'long']), ...asked }),
  v.object({ type: v.picklist(['choice', 'several']), ...asked, options: Options }),
]);

const differ = (fields: readonly { name: string }[]): boolean =>
  new Set(fields.map(({ name }) => name)).size === fields.length;

const OwnFields = v.pipe(
  v.array(OwnField),
  v.minLength(1),
  v.maxLength(20),
  v.check((fields) => differ(fields), 'two fields have the same name'),
);

/** Paths of pages, `*` standing for any run of characters: `/catalogue/*`. */
const Pages = v.pipe(v.array(Name), v.maxLength(50));

/** How many days a visitor is left alone after it was shown; 7 if left out, 0 for once on each page. */
const EveryDays = v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(400)));

/** What opens a form's dialog by itself. */
export const Trigger = v.variant('on', [
  /** The pointer leaves the page upwards; on a touch screen, a quick scroll back up. */
  v.object({ on: v.literal('exit'), everyDays: EveryDays }),
  v.object({
    on: v.literal('scroll'),
    /** Percent of the page. */
    depth: v.pipe(v.number(), v.minValue(1), v.maxValue(100)),
    everyDays: EveryDays,
  }),
  v.object({
    on: v.literal('time'),
    /** On one page. */
    seconds: v.pipe(v.number(), v.minValue(1), v.maxValue(3_600)),
    everyDays: EveryDays,
  }),
]);

/** One arm of an A/B test: what it changes of the form, and its share among the weights. */
export const Variant = v.object({
  id: Name,
  weight: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000)),
  words: v.optional(Words),
  color: v.optional(Color),
});

const common = {
  id: Name,
  words: v.optional(Words),
  /** Not yet live: shown on pages whose address has `?whichhalf_preview=<id>`, and nothing of it is counted or sent. */
  live: v.optional(v.boolean()),
  /**
   * With a button in a corner of the window, or standing in the page, where a trigger or `whichhalf('open', id)` opens
   * it as a dialog too. Callbacks float at the end by themselves, all others are inline.
   */
  position: v.optional(v.picklist(['inline', 'floating', 'floating-start'])),
  /** CSS selector of the element that an inline form is put into; without one `[data-whichhalf="<id>"]`. */
  selector: v.optional(Name),
  pages: v.optional(v.object({ show: v.optional(Pages), hide: v.optional(Pages) })),
  trigger: v.optional(Trigger),
  /** In which its leads start. */
  stage: v.optional(v.picklist(STARTING_STAGES)),
  variants: v.optional(
    v.pipe(
      v.array(Variant),
      v.maxLength(10),
      v.check((arms) => new Set(arms.map(({ id }) => id)).size === arms.length, 'two variants have the same id'),
    ),
  ),
  color: v.optional(Color),
  radius: v.optional(Radius),
};

export const CallbackForm = v.object({
  ...common,
  kind: v.literal('callback'),
  /** Offers times inside the site's business hours, and asks for one outside them. */
  slots: v.optional(v.boolean()),
  /** Has the call ordered from the site's telephony provider (`calls.connect`), at once or when it was promised. */
  connect: v.optional(v.boolean()),
});

export const LeadForm = v.object({
  ...common,
  kind: v.literal('lead'),
  /** In place of name, phone and e-mail. */
  fields: v.optional(OwnFields),
});

export const QuizForm = v.object({
  ...common,
  kind: v.literal('quiz'),
  steps: v.pipe(
    v.array(QuizStep),
    v.minLength(1),
    v.maxLength(20),
    v.check((steps) => differ(steps), 'two questions have the same name'),
  ),
  /** Asked last; without them name, phone and e-mail. */
  fields: v.optional(OwnFields),
});

/** "How likely are you to recommend us?", 0–10 and why. Also opened by `?whichhalf_nps=<id>&whichhalf_ref=<customer>`. */
export const NpsForm = v.object({ ...common, kind: v.literal('nps') });

export const FormSettings = v.variant('kind', [CallbackForm, LeadForm, QuizForm, NpsForm]);

export const Forms = v.pipe(
  v.array(FormSettings),
  v.maxLength(30),
  v.check((forms) => new Set(forms.map((form) => form.id)).size === forms.length, 'two forms have the same id'),
);

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;
const Clock = v.pipe(v.string(), v.regex(CLOCK, 'must be a time such as 09:30'));
const OpenTimes = v.optional(
  v.pipe(
    v.array(
      v.pipe(
        v.object({ from: Clock, to: Clock }),
        v.check(({ from, to }) => from < to, 'must end after it begins'),
      ),
    ),
    v.maxLength(5),
  ),
);

/** When somebody is there to call back, in the site's time zone. */
export const Hours = v.object({
  /** By weekday, such as `{ from: '09:00', to: '18:00' }`; a day that is left out is closed. */
  weekly: v.object(
    Object.fromEntries(DAYS.map((day) => [day, OpenTimes])) as Record<(typeof DAYS)[number], typeof OpenTimes>,
  ),
  closed: v.optional(v.pipe(v.array(v.pipe(v.string(), v.isoDate())), v.maxLength(400))),
});

export type QuizForm = v.InferOutput<typeof QuizForm>;
export type FormSettings = v.InferOutput<typeof FormSettings>;
export type OwnField = v.InferOutput<typeof OwnField>;
export type QuizStep = v.InferOutput<typeof QuizStep>;
export type Trigger = v.InferOutput<typeof Trigger>;
export type Hours = v.InferOutput<typeof Hours>;
export type Label = v.InferOutput<typeof Label>;

/**
 * Whether the launcher knows by itself what to do with it. All else a form may be set to is `chooser.ts`'s, a chunk that
 * comes only where it is needed.
 */
export const isPlain = ({ kind, words = {}, ...form }: FormSettings): boolean =>
  (kind === 'callback' || kind === 'lead') &&
  Object.keys(words).every((tag) => (LANGUAGES as readonly string[]).includes(tag)) &&
  Object.keys(form).every((key) => ['id', 'selector', 'connect'].includes(key));
