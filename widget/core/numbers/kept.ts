/** What the page held where another number stands now, so that it can be given back as it was. */

/** Where a text stands: a text node, an attribute, what is in a field. */
export type Place = Text | Attr | HTMLInputElement;

/** What the page itself wants there, what was written instead and when, and how often that in quick succession. */
type Kept = [original: string, written: string, at: number, times: number];

/** A page that puts the same text back so often, each time within so many ms, will do so for ever. */
const PATIENCE = 20;
const QUICK = 50;

const kept = new WeakMap<Place, Kept>();

/** `nodeValue` of an element is nothing. */
const slot = (place: Place): 'nodeValue' => (place.nodeType === 1 ? 'value' : 'nodeValue') as 'nodeValue';

export const isKept = (place: Node): boolean => kept.has(place as Place);

/** What stands there but for us. A parser goes on with the text that we have changed meanwhile. */
export const original = (place: Place): string => {
  const now = place[slot(place)] as string;
  const [text, written] = kept.get(place) ?? [now, now];
  return (written || !now) && now.startsWith(written) ? text + now.slice(written.length) : now;
};

/** All places or none. */
export const write = (places: Place[], after: string[]): void => {
  const now = Date.now();
  if (places.some((place) => (kept.get(place)?.[3] as number) > PATIENCE)) return;
  for (const [index, place] of places.entries()) {
    const written = after[index] as string;
    if (place[slot(place)] === written) continue;
    const text = original(place);
    const before = kept.get(place);
    const times = before?.[0] === text && now < before[2] + QUICK ? before[3] + 1 : 1;
    kept.set(place, [text, written, now, times]);
    place[slot(place)] = written;
  }
};
