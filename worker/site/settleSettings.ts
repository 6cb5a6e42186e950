import type { CallSettings, NumberSettings, ProviderName } from '../../shared/numbers.ts';
import { DEFAULT_SETTINGS, knownTimeZone, type SiteSettings } from '../../shared/settings.ts';
import { phoneOf } from '../phones.ts';
import { settleConnect } from './callbacks/settleConnect.ts';
import type { FieldError } from './intake.ts';
import { HIDDEN, WEBHOOK_SECRET, withStoredSecrets } from './secrets.ts';

/** From stated settings to such as may be stored, or to the fields that no schema could judge by itself. Pure. */

export type SettingsResult = { state: 'changed'; settings: SiteSettings } | { state: 'invalid'; errors: FieldError[] };

/** All numbers as E.164, national ones read by the country. */
const settleNumbers = (
  { lines, pools, rules }: NumberSettings,
  country: string,
): { numbers: NumberSettings; errors: FieldError[] } => {
  const errors: FieldError[] = [];
  const read = (text: string, field: string): string => {
    const number = phoneOf(text, country);
    if (!number) errors.push({ field, detail: `"${text}" is not a possible telephone number in ${country}` });
    return number;
  };
  const numbers: NumberSettings = {
    lines: lines.map((line, index) => ({ ...line, number: read(line.number, `numbers.lines.${index}.number`) })),
    pools: pools.map((pool, index) => {
      if (typeof pool.whenEmpty === 'string') return pool;
      const field = `numbers.pools.${index}.whenEmpty.number`;
      return { ...pool, whenEmpty: { number: read(pool.whenEmpty.number, field) } };
    }),
    rules: rules.map((rule, index) => {
      if (rule.show === 'own' || !('number' in rule.show)) return rule;
      return { ...rule, show: { number: read(rule.show.number, `numbers.rules.${index}.show.number`) } };
    }),
  };
  const lineOf = new Map<string, string>();
  for (const [index, { id, number }] of numbers.lines.entries()) {
    const other = lineOf.get(number);
    if (number && other !== undefined)
      errors.push({ field: `numbers.lines.${index}.number`, detail: `is the number of the line "${other}" too` });
    lineOf.set(number, id);
  }
  return { numbers, errors };
};

/** What each provider's secret must look like; the others sign nothing. */
const SECRETS: Partial<Record<ProviderName, { pattern: RegExp; detail: string }>> = {
  twilio: { pattern: /\S/, detail: 'is needed: the auth token that Twilio signs with' },
  zadarma: { pattern: /\S/, detail: 'is needed: the secret that Zadarma signs with' },
  generic: {
    pattern: WEBHOOK_SECRET,
    detail: 'must be whsec_ and base64',
  },
};

const callErrors = ({ providers }: CallSettings): FieldError[] =>
  providers.flatMap(({ provider, secret, timeZone }, index) => {
    const errors: FieldError[] = [];
    const needed = SECRETS[provider];
    // A hidden one that is stored by now is of the right form.
    if (needed && secret !== HIDDEN && !needed.pattern.test(secret))
      errors.push({ field: `calls.providers.${index}.secret`, detail: needed.detail });
    if (timeZone !== undefined && !knownTimeZone(timeZone))
      errors.push({ field: `calls.providers.${index}.timeZone`, detail: 'is not an IANA time zone' });
    return errors;
  });

/** What is not stated stays as it is, numbers read by a former country included. */
export const settleChange = (before: SiteSettings, change: Partial<SiteSettings>): SettingsResult => {
  const stated = { ...before, ...change };
  const { notify, spam, errors, ...secrets } = withStoredSecrets(before, stated);
  let { calls } = secrets;
  let { numbers } = before;
  if (change.calls) {
    errors.push(...callErrors(change.calls));
    const connect = settleConnect(calls, stated.country);
    calls = connect.calls;
    // Of a hidden secret that is not there it was told already.
    errors.push(...connect.errors.filter(({ field }) => errors.every((error) => error.field !== field)));
  }
  if (change.numbers) {
    const settled = settleNumbers(change.numbers, stated.country);
    numbers = settled.numbers;
    errors.push(...settled.errors);
  }
  return errors.length > 0
    ? { state: 'invalid', errors }
    : { state: 'changed', settings: { ...stated, notify, calls, spam, numbers } };
};

/** A new site's settings. */
export const settleNew = ({
  name,
  hosts,
  ...rest
}: Partial<SiteSettings> & Pick<SiteSettings, 'name' | 'hosts'>): SettingsResult =>
  settleChange({ ...DEFAULT_SETTINGS, name, hosts }, rest);

/** Whether by other settings leads are promised something else, or customers return after another time. */
export const otherPromises = (before: SiteSettings, after: SiteSettings): boolean => {
  const told = ({ hours, leads, calls }: SiteSettings): string =>
    JSON.stringify([hours, leads.answerWithinMinutes, leads.lapseDays, calls.callBackMinutes]);
  return told(before) !== told(after);
};
