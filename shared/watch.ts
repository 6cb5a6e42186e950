import * as v from 'valibot';
import { FieldName } from './contacts.ts';
import { Name } from './hits.ts';
import { KEPT_PARAMETER } from './limits.ts';

/** The site's own forms that are watched, as its owner sets them. */

/** What an input is called in the page: its `name`, or its `id` where it has none. */
const InputName = Name;

/**
 * What a hidden input is filled with: the visit's id, the visitor's, the address of the page the visit landed on, the
 * one it came from, where it came from in a word (`utm_source`, else the referrer's host, else `(direct)`), or a
 * parameter it landed with, such as `utm_campaign` or `gclid`.
 */
const HiddenValue = v.union([
  v.picklist(['visit', 'visitor', 'url', 'referrer', 'source']),
  v.pipe(
    v.string(),
    v.toLowerCase(),
    v.regex(KEPT_PARAMETER, 'must be visit, visitor, url, referrer, source or utm_…'),
  ),
]);

const few = <T extends object>(most: number) =>
  v.check<T, string>((record) => Object.keys(record).length <= most, `at most ${most}`);

export const WatchedForm = v.object({
  /** Its id in reports; `*` for all that are marked: each is called what its `data-whichhalf-form` says. */
  form: Name,
  /** CSS selector of the form, or of what it stands in; without one `[data-whichhalf-form="<form>"]`. */
  selector: v.optional(Name),
  /** Its submissions are contacts, too. Without this what stands in its fields is not read. */
  contact: v.optional(
    v.object({
      kind: v.picklist(['lead', 'callback']),
      /** The input of each of the contact's fields; `auto` finds name, phone and e-mail. */
      fields: v.union([
        v.literal('auto'),
        v.pipe(
          v.record(
            v.pipe(
              FieldName,
              v.check((name) => !(name in {}), 'is no name for a field'),
            ),
            InputName,
          ),
          few(20),
        ),
      ]),
    }),
  ),
  /** What to put into which hidden input. One that is missing is not made: a server may refuse what it does not know. */
  hidden: v.optional(v.pipe(v.record(InputName, HiddenValue), few(20))),
});

/** The first that fits a form is the form's. */
export const Watch = v.pipe(v.array(WatchedForm), v.maxLength(30));

export type WatchedForm = v.InferOutput<typeof WatchedForm>;
