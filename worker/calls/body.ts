import type { HookRequest } from './call.ts';

/** The fields of a webhook: a form, the query of a GET, or an object of JSON. */
export interface Fields {
  /** By name; `a[b][c]=1` of a form stands in objects as PHP reads it. Of one name the last counts. */
  named: Record<string, unknown>;
  /** As they came, as JSON text of at most `MAX_RAW` characters: whole fields, those first that came first. */
  raw: string;
}

const MAX_RAW = 20_000;
/** Names nested deeper than this are kept in `raw` alone. */
const MAX_DEPTH = 10;

export type Pair = [name: string, value: string];

/** The pairs of a form or a query in the order they came. */
export const readPairs = (text: string): Pair[] => [...new URLSearchParams(text)];

export const queryOf = (url: string): string => (url.split('#')[0] as string).split('?').slice(1).join('?');

/** Objects without a prototype: names come from outside. */
const empty = (): Record<string, unknown> => Object.create(null);

const pathOf = (name: string): string[] => {
  const bracket = name.indexOf('[');
  return bracket <= 0
    ? [name]
    : [
        name.slice(0, bracket),
        ...name
          .slice(bracket + 1)
          .replace(/\]$/, '')
          .split(']['),
      ];
};

const nested = (pairs: readonly Pair[]): Record<string, unknown> => {
  const root = empty();
  for (const [name, value] of pairs) {
    const path = pathOf(name);
    if (path.length > MAX_DEPTH) continue;
    let node = root;
    for (const part of path.slice(0, -1)) {
      const next = node[part];
      node = typeof next === 'object' ? (next as Record<string, unknown>) : ((node[part] = empty()) as typeof node);
    }
    node[path.at(-1) as string] = value;
  }
  return root;
};

/** What fits, as JSON text. */
const rawOf = (entries: Iterable<[string, unknown]>): string => {
  const kept: string[] = [];
  let length = 1;
  for (const [name, value] of entries) {
    const entry = `${JSON.stringify(name)}:${JSON.stringify(value)}`;
    if (length + entry.length + 1 > MAX_RAW) continue;
    kept.push(entry);
    length += entry.length + 1;
  }
  return `{${kept.join(',')}}`;
};

export const formFields = (text: string): Fields => {
  const pairs = readPairs(text);
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const before = values.get(name);
    if (before) before.push(value);
    else values.set(name, [value]);
  }
  const kept = [...values].map(([name, all]): [string, unknown] => [name, all.length === 1 ? all[0] : all]);
  return { named: nested(pairs), raw: rawOf(kept) };
};

export const jsonFields = (text: string): Fields | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const named = json as Record<string, unknown>;
  if (text.length <= MAX_RAW) return { named, raw: text };
  // Of a longer one the plain fields: what is nested is what makes it long, and may be too deep to write out.
  return { named, raw: rawOf(Object.entries(named).filter(([, value]) => typeof value !== 'object')) };
};

/** By method and kind of body; undefined where it is neither a form nor an object of JSON. */
export const fieldsOf = ({ method, url, headers, body }: HookRequest): Fields | undefined => {
  if (method === 'GET') return formFields(queryOf(url));
  const isJson = /\bjson\b/i.test(headers.get('content-type') ?? '') || body.trimStart().startsWith('{');
  return isJson ? jsonFields(body) : formFields(body);
};
