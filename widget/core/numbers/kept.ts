/** What the page held where another number stands now, so that it can be given back as it was. */

/** Where a text stands: a text node, an attribute, what is in a field. */
export type Place = Text | Attr | HTMLInputElement;

interface Kept {
  original: string;
  written: string;
  /** When the present second began, and how often was written since. */
  since: number;
  times: number;
}

/** A page that puts the old number back so often within a second will do so for ever. */
const PATIENCE = 20;

const kept = new WeakMap<Place, Kept>();
/** All of them, also what a page has taken out and may put back. */
let places: WeakRef<Place>[] = [];
/** Those that are gone are cleared away when there are so many. */
let most = 1_000;

const slot = (place: Place): 'nodeValue' => (place.nodeType === 1 ? 'value' : 'nodeValue') as 'nodeValue';

/** What the page itself wants to stand there. */
export const original = (place: Place): string => {
  const now = place[slot(place)] as string;
  const before = kept.get(place);
  return before?.written === now ? before.original : now;
};

/** True where the page was changed. */
export const write = (places: Place[], before: string[], after: string[], now: number): boolean => {
  const changes = places.map((place, index) => place[slot(place)] !== after[index]);
  if (!changes.includes(true) || places.some((place) => (kept.get(place)?.times ?? 0) > PATIENCE)) return false;
  places.forEach((place, index) => {
    if (changes[index]) put(place, before[index] as string, after[index] as string, now);
  });
  return true;
};

const put = (place: Place, original: string, written: string, now: number): void => {
  const { since, times } = kept.get(place) ?? keep(place);
  const anew = now - since > 1_000;
  kept.set(place, { original, written, since: anew ? now : since, times: anew ? 1 : times + 1 });
  place[slot(place)] = written;
};

const keep = (place: Place): { since: number; times: number } => {
  if (places.push(new WeakRef(place)) > most) {
    places = places.filter((ref) => ref.deref());
    most = 2 * places.length + 1_000;
  }
  return { since: 0, times: 0 };
};

/** What the page has changed since stays as it is. */
export const giveBack = (): void => {
  for (const ref of places.splice(0)) {
    const place = ref.deref();
    if (place && place[slot(place)] !== original(place)) place[slot(place)] = original(place);
  }
};
