import * as v from 'valibot';
import { Day } from './spend.ts';

/** What is told of a site's forms: `GET /v1/sites/{site}/forms`, `…/forms/{form}/variants`, `…/forms/{form}/fields`. */

const period = {
  /** First and last day at the site, both included; by default the last 30, of variants the last 90. */
  from: v.optional(Day),
  to: v.optional(Day),
};

export const FormsQuery = v.object(period);
export const FieldsQuery = v.object({
  ...period,
  /** The same of each variant, besides. */
  by: v.optional(v.picklist(['variant'])),
});

/** With the days settled. */
export interface Period {
  from: string;
  to: string;
}

/** Visits that saw a form, began to fill it in, submitted it. */
export interface FormVisits {
  seen: number;
  started: number;
  submitted: number;
}

/** Of answers that rest on single visits. */
export interface OfVisits {
  /** Visits of days before this one are kept as sums alone: the answer lacks theirs. */
  sealedBefore?: string;
}

export interface FormRow extends FormVisits {
  form: string;
  /** Whether it is among the site's settings; else it is one that was, or one of the site's own that is watched. */
  set: boolean;
  /** submitted / seen; null where it was not seen. */
  conversion: number | null;
}

export interface FormsAnswer extends Period {
  timeZone: string;
  forms: FormRow[];
}

/**
 * A variant of a form. Visitors are what is compared, for they are what chance assigned: each counts once, for the variant
 * that he saw first in the period, and as converted if he submitted that one in any visit of it.
 */
export interface VariantRow {
  variant: string;
  /** Its share in the settings; 0 where it ended. */
  weight: number;
  /** It gets no more visitors; what is told of it stays. */
  ended: boolean;
  visits: FormVisits;
  visitors: { seen: number; converted: number };
  /** Visitors: converted / seen; null where none saw it. */
  conversion: number | null;
  /** 95 %: that it ever leaves out the true conversion has a probability of 5 % at most, at whatever times one looks. */
  interval: { low: number; high: number };
  /**
   * That its conversion is the greatest: a degree of belief, from nothing but these visitors. The verdict does not rest on
   * it, and who waits for it to grow large will be deceived more often than it says. Null of one that ended, while
   * others run.
   */
  probabilityBest: number | null;
}

export interface ComparedVariant {
  variant: string;
  /** Pairs in which only this one's visitor converted. */
  won: number;
  /**
   * The evidence that it is better than the other: the most that has been made of 1 by betting on its pairs at even odds.
   * 20 or more comes about by chance in one of 20 cases at most, N or more in one of N.
   */
  eValue: number;
}

/**
 * Two variants, over the time in which both ran. Each visitor of one is paired with the latest of the other that has no
 * partner yet, once both have had a day to convert; what came later is not in the pairs.
 */
export interface VariantComparison {
  first: ComparedVariant;
  second: ComparedVariant;
  /** Pairs in which both converted, or neither: they tell nothing. */
  even: number;
  /** The e-value that is enough, given how many are compared. */
  needed: number;
  /** The better one; null while it is not known. */
  better: string | null;
}

export interface VariantsAnswer extends Period, OfVisits {
  form: string;
  timeZone: string;
  variants: VariantRow[];
  comparisons: VariantComparison[];
  verdict: {
    /** Better than every other variant that runs (if fewer than two run: than every other); null while that is not known. */
    best: string | null;
    /** What that means, in a sentence or two. */
    meaning: string;
  };
}

/** One field. Figures are visits: each counts once, however often it came back to the field. */
export interface FieldRow {
  field: string;
  seen: number;
  touched: number;
  /** Changed after having been left or refused. */
  corrected: number;
  /** An error was shown at it. */
  refused: number;
  /** The form was not submitted, and this is the field that was left last. */
  abandoned: number;
  /** Its place among the fields a visit touched, by when each was first left: the mean, from 1; null where none touched it. */
  place: number | null;
  /** For how long it was in use, ms: of half the visits that touched it, and of nine in ten, no longer. */
  time: { median: number; p90: number } | null;
}

export interface FieldsOf {
  visits: FormVisits;
  /** In order of their places; those nobody touched at the end. */
  fields: FieldRow[];
}

export interface FieldsAnswer extends Period, OfVisits, FieldsOf {
  form: string;
  timeZone: string;
  /** Asked by `by=variant`; '' stands for visits without one. */
  variants?: (FieldsOf & { variant: string })[];
}
