import parsePhoneNumber, { type CountryCode, Metadata, type NumberingPlan } from 'libphonenumber-js/min';

/** Telephone numbers as people write them, and as they are kept. */

/** E.164, national numbers read by the country (ISO 3166); '' where it is not a possible number. */
export const phoneOf = (text: string | undefined, country: string): string => {
  if (!text) return '';
  const parsed = parsePhoneNumber(text, country as CountryCode);
  return parsed?.isPossible() ? parsed.number : '';
};

/** The same of a number as telephony providers state it: a foreign one often without its plus. */
export const statedPhoneOf = (text: string, country: string): string =>
  phoneOf(text, country) || (/^[1-9]\d{7,14}$/.test(text) ? phoneOf(`+${text}`, country) : '');

/** The library has it and does not declare it. */
type WithPrefix = NumberingPlan & { nationalPrefix(): string | undefined };

/**
 * How a number may be spelt at home: its calling code, without plus, and what is dialled before a national number in its
 * country, '' where that is nothing.
 *
 * @param number E.164
 */
export const diallingOf = (number: string): { code: string; trunk: string } => {
  const parsed = parsePhoneNumber(number);
  if (!parsed) return { code: '', trunk: '' };
  const { country, countryCallingCode: code } = parsed;
  // A number of no country, such as +800, is dialled in full everywhere.
  if (!country) return { code, trunk: '' };
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  return { code, trunk: (metadata.numberingPlan as WithPrefix | undefined)?.nationalPrefix() ?? '' };
};
