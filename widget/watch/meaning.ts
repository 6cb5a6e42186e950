/** What an input is for, by what the page says of it. */

/** As the page states them; '' where it does not. */
export interface Described {
  type: string;
  autocomplete: string;
  /** Its name, or its id. */
  name: string;
}

/** Passwords, also while they are shown, payment cards, and what the visitor does not see. */
const PRIVATE =
  /^(password|hidden|file|submit|button|image|reset) |\b(cc-|one-time)|pass(word|wd|code)|\bpwd|card.?n|\bcv[cv]/i;

export const isPrivate = ({ type, autocomplete, name }: Described): boolean =>
  PRIVATE.test(`${type} ${autocomplete} ${name}`);

/** `your-name`, `form[first_name]`, `firstName`, `FNAME`; not `username` or `company_name`. */
const NAME =
  /(^|[^a-z])((full|first|last|middle|sur|f|l|your|contact|client|customer)?[-_ ]?name|fio|pib|\[(first|last))([^a-z]|$)|ім.?я|піб|имя|фио/i;
const NOT_NAME = /company|organi[sz]ation|org[-_]|user|nick|domain|file|product|event/i;
const PHONE = /phone|mobile|(^|[^a-z])tel([^a-z]|$)|телефон/i;
const EMAIL = /e-?mail|пошт|почт/i;

export const meaningOf = ({ type, autocomplete, name }: Described): 'name' | 'phone' | 'email' | undefined => {
  // `shipping given-name`: the last word says what, those before it whose.
  const said = autocomplete.split(/\s/).pop() ?? '';
  if (type === 'tel' || /^tel(-national)?$/.test(said)) return 'phone';
  if (type === 'email' || said === 'email') return 'email';
  if (!/^(text|number)$/.test(type)) return undefined;
  if (/^((given|additional|family)-)?name$/.test(said)) return 'name';
  if (PHONE.test(name)) return 'phone';
  if (EMAIL.test(name)) return 'email';
  return NAME.test(name) && !NOT_NAME.test(name) ? 'name' : undefined;
};
