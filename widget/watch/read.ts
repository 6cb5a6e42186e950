import type { Contact } from '../../shared/contacts.ts';
import { MAX_TEXT } from '../../shared/limits.ts';
import { hasPhoneDigits, looksLikeEmail } from '../../shared/reach.ts';
import type { WatchedForm } from '../../shared/watch.ts';
import type { Control, Named } from './controls.ts';
import { type Described, isPrivate, meaningOf } from './meaning.ts';

/** The fields of a contact, as the visitor has filled the form in. */

type Fields = Contact['fields'];

const describe = ({ control, name }: Named): Described => ({
  type: control.type,
  autocomplete: control.getAttribute('autocomplete') ?? '',
  name,
});

const textOf = (control: Control): string => {
  if ('selectedOptions' in control) return [...control.selectedOptions].map(({ value }) => value).join(', ');
  return /^(checkbox|radio)$/.test(control.type) && !(control as HTMLInputElement).checked ? '' : control.value;
};

/** What the worker would refuse must not cost the rest: it goes under a name that promises nothing. */
const sound = (fields: Fields): Fields => {
  const { phone, email, ...rest } = fields;
  return {
    ...rest,
    ...(phone && { [hasPhoneDigits(phone) ? 'phone' : 'phone as written']: phone }),
    ...(email && { [looksLikeEmail(email) ? 'email' : 'email as written']: email }),
  };
};

/** Nothing where nothing was filled in that may be read. */
export const readFields = (
  controls: Named[],
  wanted: NonNullable<WatchedForm['contact']>['fields'],
): Fields | undefined => {
  const fields: Fields = {};
  const add = (name: string, text: string, glue: string): void => {
    if (text) fields[name] = (fields[name] ? fields[name] + glue + text : text).slice(0, MAX_TEXT);
  };
  for (const named of controls) {
    const { control } = named;
    const described = describe(named);
    const text = textOf(control).trim();
    if (isPrivate(described) || control.closest('[data-whichhalf-keep]')) continue;
    if (wanted === 'auto') {
      const meaning = meaningOf(described);
      // A name may be in parts; of several phones or addresses the first is meant.
      if (meaning && (meaning === 'name' || !fields[meaning])) add(meaning, text, ' ');
    } else {
      for (const name in wanted) if (wanted[name] === described.name) add(name, text, ', ');
    }
  }
  return Object.keys(fields)[0] ? sound(fields) : undefined;
};
