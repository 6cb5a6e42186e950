/** How a person can be reached: light checks, the same on both sides of the wire. Free of dependencies: the forms import them. */

/** Telephone numbers have 7 to 15 digits (E.164); the widget checks no more than this, so what it lets through is never refused. */
export const hasPhoneDigits = (text: string): boolean => {
  const digits = text.replace(/\D/g, '').length;
  return digits >= 7 && digits <= 15;
};

/** Something, an @, something with a dot: a mailbox is proved by writing to it, not by a pattern. */
export const looksLikeEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
