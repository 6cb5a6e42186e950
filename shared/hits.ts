import * as v from 'valibot';
import { ID_PATTERN, idTime } from './ids.ts';
import { MAX_FIELD_NAME, MAX_HITS, MAX_LINES, MAX_NAME, MAX_PATH, MAX_URL, VISIT_LENGTH } from './limits.ts';

/** What the widget reports of one visit: `POST /w/{site}/hits`. The page's core imports the types alone. */

export const Moment = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2_821_109_907_455));
export const Id = v.pipe(v.string(), v.regex(ID_PATTERN, 'must be 20 characters of 0-9 and a-z'));
export const Name = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_NAME));

/**
 * The visit that hits and contacts belong to, the same in every batch, so that whichever arrives first can create it.
 * Its start is the moment its id begins with, by the visitor's clock.
 */
export const Visit = v.object({
  id: Id,
  /** The browser's own id; where nothing may be stored, one that lives as long as the page. */
  visitor: Id,
  /** Landing URL: origin, path and the kept parameters. */
  url: v.pipe(v.string(), v.maxLength(MAX_URL), v.regex(/^https?:\/\//i, 'must begin with http:// or https://')),
  /** `document.referrer`, reduced likewise; '' where there was none. */
  referrer: v.pipe(v.string(), v.maxLength(MAX_URL)),
  /** BCP 47 tag of the browser. */
  language: v.pipe(v.string(), v.maxLength(35)),
  /** IANA name of the browser's time zone, '' if unknown: the country is told from it where the network is silent. */
  zone: v.pipe(v.string(), v.maxLength(64)),
});

/** How far into the visit something happened, in ms. */
const Offset = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 * VISIT_LENGTH));

/** A page seen. Its key is (visit, `at`): several tabs need agree on nothing. */
export const PageHit = v.object({
  kind: v.literal('page'),
  at: Offset,
  path: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_PATH)),
});

export const FORM_STAGES = ['seen', 'started', 'submitted'] as const;
export type FormStage = (typeof FORM_STAGES)[number];

/** A stage a form reached. Its key is (visit, form, stage). */
export const FormHit = v.object({
  kind: v.literal('form'),
  at: Offset,
  form: Name,
  variant: v.optional(Name),
  stage: v.picklist(FORM_STAGES),
});

/** A `tel:` link tapped. Its key is (visit, `at`, number). */
export const TapHit = v.object({
  kind: v.literal('tap'),
  at: Offset,
  /** As the link states it, reduced to digits and a leading plus. */
  number: v.pipe(v.string(), v.regex(/^\+?\d{3,20}$/, 'must be digits, with a + before them or not')),
});

/**
 * What became of one field of a form, never what stands in it. Its key is (visit, form, field): told once when the field
 * stands on the page with its form, and again whenever it was left, or refused. What is told merges in any order: the
 * earliest and the latest moment, the longest time, and whatever has ever been so.
 */
export const FieldHit = v.object({
  kind: v.literal('field'),
  /** When it was left, or the page was. */
  at: Offset,
  form: Name,
  variant: v.optional(Name),
  /** Its name, or its place where it has none. */
  field: v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(MAX_FIELD_NAME),
    v.regex(/^\P{C}+$/u, 'may have no control characters'),
  ),
  /** For how long it has been in use on this page by then, all its uses together; absent where it was not touched. */
  ms: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(VISIT_LENGTH))),
  /** It was changed after it had been left or refused. */
  corrected: v.optional(v.literal(true)),
  /** An error was shown at it. */
  refused: v.optional(v.literal(true)),
});

export const Hit = v.variant('kind', [PageHit, FormHit, TapHit, FieldHit]);

const batchOf = <T>(hit: v.GenericSchema<unknown, T>) =>
  v.pipe(
    v.object({
      /** The visitor's clock when this request was sent. */
      sentAt: Moment,
      visit: Visit,
      /** None where the request only asks for numbers, or says that their page still lives. */
      hits: v.pipe(v.array(hit), v.maxLength(MAX_HITS)),
      /** Lines whose number stands on the page, and is to be another by the site's rules. Stated afresh at each sending. */
      lines: v.optional(v.pipe(v.array(Name), v.maxLength(MAX_LINES))),
    }),
    v.forward(
      v.check(({ hits, lines }) => hits.length > 0 || (lines?.length ?? 0) > 0, 'at least one, unless lines are asked'),
      ['hits'],
    ),
  );

/** One request: hits of one visit. */
export const HitsBatch = batchOf(Hit);
/** The same with its hits unread: each is judged for itself, so that a bad one does not take the others with it. */
export const HitsEnvelope = batchOf(v.unknown());

export type Visit = v.InferOutput<typeof Visit>;
export type PageHit = v.InferOutput<typeof PageHit>;
export type FormHit = v.InferOutput<typeof FormHit>;
export type TapHit = v.InferOutput<typeof TapHit>;
export type FieldHit = v.InferOutput<typeof FieldHit>;
export type Hit = v.InferOutput<typeof Hit>;
export type HitsBatch = v.InferOutput<typeof HitsBatch>;

/** Why a request was answered without being counted. */
export type Ignored = 'bot' | 'prefetch';

/** 202: what of the batch stands, and what was refused and why. */
export interface HitsAnswer {
  /** Hits that stand, those that were known already included. */
  accepted: number;
  refused: { index: number; field: string; detail: string }[];
  ignored?: Ignored;
  /** By line asked: the pool's number (E.164) to show from now on, null for the page's own. Static numbers are not told. */
  numbers?: Record<string, string | null>;
  /** Ms for which they stay this visitor's without a further sign of life. */
  hold?: number;
}

/** Start of a visit by the visitor's clock, in ms since 1970. */
export const visitStart = (visit: Pick<Visit, 'id'>): number => idTime(visit.id);
