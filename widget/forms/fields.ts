import { hasPhoneDigits, looksLikeEmail } from '../../shared/reach.ts';
import type { FormSettings } from '../../shared/settings.ts';
import type { Entered, Problems } from './contract.ts';
import type { Words } from './words.ts';

/** What is wrong with what was entered, before and after the server has seen it. */

export const problemsOf = (words: Words, kind: FormSettings['kind'], { phone, email }: Entered): Problems => {
  const problems: Problems = {};
  if (phone) {
    if (!hasPhoneDigits(phone)) problems.phone = words.phoneWrong;
  } else if (!email) problems.phone = kind === 'callback' ? words.phoneMissing : words.reachMissing;
  if (email && !looksLikeEmail(email)) problems.email = words.emailWrong;
  return problems;
};

/** What the server refused, at the fields it named: `contact.fields.phone`, `phone`, `contact.consent.at`. */
export const refusalsOf = (words: Words, entered: Entered, errors: readonly { field: string }[]): Problems => {
  const problems: Problems = errors[0] ? {} : { form: words.formWrong };
  for (const { field } of errors) {
    const name = field.split('.').find((part) => part in entered);
    if (name) problems[name] = words.fieldWrong;
    else problems.form = words.formWrong;
  }
  return problems;
};
