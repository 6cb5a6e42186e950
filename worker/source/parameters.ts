/** Parameters of one query by lower-cased name: the first value that says anything. */
export type Parameters = ReadonlyMap<string, string>;

/**
 * Reads a query the way URLSearchParams does (percent and plus decoding, broken sequences left standing), but from any
 * text at all: an address the URL parser refuses may still hold a touch.
 */
export const parametersOf = (url: string): Parameters => {
  const query = /^[^?#]*\?([^#]*)/.exec(url)?.[1] ?? '';
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const key = name.trim().toLowerCase();
    if (value.trim() !== '' && !parameters.has(key)) parameters.set(key, value.trim());
  }
  return parameters;
};
