/**
 * What stands for a withheld number. Twilio dials the words on the keys: 266696687 is ANONYMOUS, and so on [V]; Kamailio
 * writes `<null>` where SIP's From names nobody.
 */
const WITHHELD =
  /^(anonymous|restricted|unknown|unavailable|private|withheld|hidden|blocked|none|null|<null>|\+?266696687|\+7378742833|\+2562533|\+8656696|\+86282452253)$/i;

/** One side's number as the provider writes it, of a SIP address its user; '' where it is withheld. */
export const shownNumber = (text: string): string => {
  const bare = text.trim();
  const user = (/^(?:sips?|tel):([^@;]*)/i.exec(bare)?.[1] ?? bare).trim();
  return WITHHELD.test(user) ? '' : user;
};
