/** The token, kept for this tab until it closes: never in an address, where history and logs would have it. */

const KEY = 'whichhalf.token';

export const looksLikeToken = (text: string): boolean => /^wh_\S{8,}$/.test(text);

/** Storage can be refused by the browser's settings: signing in then lasts as long as the page. */
export const keptToken = (): string => {
  try {
    return sessionStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
};

export const keepToken = (token: string): void => {
  try {
    if (token) sessionStorage.setItem(KEY, token);
    else sessionStorage.removeItem(KEY);
  } catch {
    // As above.
  }
};
