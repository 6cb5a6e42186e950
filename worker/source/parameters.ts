/** Parameters of one query by lower-cased name: the first value that says anything. */
export type Parameters = ReadonlyMap<string, string>;

/** Almost every text decodes at once; a URLSearchParams object for each would lie in the runtime's memory for a while. */
const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return new URLSearchParams(`text=${text}`).get('text') ?? '';
  }
};

/**
 * Reads a query the way URLSearchParams does (percent and plus decoding, broken sequences left standing), but from any
 * text at all: an address the URL parser refuses may still hold a touch.
 */
export const parametersOf = (url: string): Parameters => {
  const query = /^[^?#]*\?([^#]*)/.exec(url)?.[1] ?? '';
  const parameters = new Map<string, string>();
  for (const pair of query.split('&')) {
    const [, name = '', text = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
    const key = decode(name).trim().toLowerCase();
    const value = decode(text).trim();
    if (value !== '' && !parameters.has(key)) parameters.set(key, value);
  }
  return parameters;
};
