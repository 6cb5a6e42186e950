import { HEARTBEAT, VISIT_IDLE } from '../../../shared/limits.ts';
import { type NumberRule, type RuleTouch, ruleFor } from '../../../shared/numberRules.ts';
import type { WidgetNumbers } from '../../../shared/numbers.ts';
import { envelope, flush, hasCollected } from '../batch.ts';
import { all, guard, listen, type Stop } from '../guard.ts';
import { type Asking, askWith, post } from '../post.ts';
import { settings } from '../site.ts';
import { load, may, save } from '../state.ts';
import type { VisitState } from '../visit.ts';
import { whenLoaded } from '../when.ts';
import { type Swapping, swapOn } from './page.ts';

/** Which number the visit sees: by the rules alone, or leased to the visitor for as long as the site's pages live. */

/** How often (ms) is looked whether a lease has run out, a heartbeat is due, or another tab has begun a visit. */
const LOOK = 5_000;

/** By line; its own number where no other is shown. */
type Numbers = Record<string, string>;
type Listener = (numbers: Numbers) => void;

const { lines, rules } = settings.numbers as WidgetNumbers;

/** Lines whose number stands on the page. */
const found = new Set<string>();
/** The page's own code, which wants all lines, and what it was told last. */
const listeners = new Map<Listener, string>();
/** What became of asking for a line in this visit, the latest word. */
const asked = new Map<string, 'asked' | 'failed' | 'answered'>();
let askedAt = Date.now();
let answeredAt = askedAt;

let visit: string | undefined;
/** How it came; stays when consent is taken back. */
let touch: RuleTouch;

/** One request may go before the page has loaded, and no more. */
let early = true;
let loaded = false;

let swapping: Swapping | undefined;
let shown = '';

const isWanted = (line: string): boolean => listeners.size > 0 || found.has(line);

const showOf = (line: string): NumberRule['show'] => ruleFor(rules, line, touch)?.show ?? 'own';

const poolOf = (line: string): string | undefined => {
  const show = showOf(line);
  return show !== 'own' && 'pool' in show && may() ? show.pool : undefined;
};

const request = (): void => {
  if (hasCollected()) flush();
  else void post({ key: 'hits/', body: { visit: envelope(load() as VisitState), hits: [] } });
};

const tell = (numbers: string, known: boolean): void => {
  for (const [listener, last] of listeners) {
    if (last === numbers || !(known || last)) continue;
    listeners.set(listener, numbers);
    guard(() => listener(JSON.parse(numbers)));
  }
};

/** Shows what is right by now, and asks for what is not known yet. */
export const refresh = (): void => {
  if (!swapping) return;
  const state = load();
  if (state.id && state.id !== visit) {
    visit = state.id;
    touch = state as VisitState;
    asked.clear();
  }
  const numbers: Numbers = {};
  let known = true;
  let ask = false;
  for (const { id, number } of lines) {
    const show = showOf(id);
    numbers[id] = show !== 'own' && 'number' in show ? show.number : number;
    const pool = poolOf(id);
    if (!pool) continue;
    const lease = state.leases?.[pool];
    if (lease && lease.until > Date.now()) numbers[id] = lease.number;
    else if (isWanted(id)) {
      const outcome = asked.get(id);
      ask ||= !outcome;
      known &&= !!outcome && outcome !== 'asked';
    }
  }
  const text = JSON.stringify(numbers);
  if (text !== shown) swapping.show(numbers);
  shown = text;
  tell(text, known);
  if (ask && (early || loaded)) {
    early = false;
    request();
  }
};

/** Says that the page lives, if it shows a leased number and nothing was heard for so long. */
const beat = (last: number): void => {
  refresh();
  const { seen = 0, leases } = load();
  const now = Date.now();
  if (
    now - last >= HEARTBEAT &&
    (!document.hidden || now - seen < VISIT_IDLE) &&
    lines.some(({ id }) => {
      const pool = isWanted(id) && poolOf(id);
      return pool && (leases?.[pool] || asked.get(id) !== 'answered');
    })
  )
    request();
};

const asking: Asking = {
  lines: ({ id }) => {
    const names =
      id === visit && may() ? lines.flatMap(({ id }) => (isWanted(id) && showOf(id) !== 'own' ? id : [])) : [];
    for (const name of names) if (!asked.has(name)) asked.set(name, 'asked');
    if (names[0]) askedAt = Date.now();
    return names;
  },
  told: ({ id }, names, answer) => {
    if (id !== visit || !may()) return;
    const now = Date.now();
    const leases = { ...load().leases };
    for (const name of names) {
      asked.set(name, answer ? 'answered' : 'failed');
      const pool = poolOf(name);
      const number = answer?.numbers?.[name];
      if (pool && number) leases[pool] = { number, until: now + (answer.hold ?? 0) };
      else if (pool && answer) delete leases[pool];
    }
    if (answer) answeredAt = now;
    save({ ...load(), leases });
    refresh();
  },
};

/** `whichhalf('numbers', …)`: tells what is shown once that is known, and whenever it changes. */
export const tellNumbers = (listener: unknown): void => {
  listeners.set(listener as Listener, '');
  refresh();
};

export const startNumbers = (): Stop => {
  askWith(asking);
  swapping = swapOn(lines, (line) => {
    if (found.has(line)) return;
    found.add(line);
    queueMicrotask(() => guard(refresh));
  });
  refresh();
  const timer = setInterval(() => guard(() => beat(askedAt)), LOOK);
  const back = (): void => beat(answeredAt);
  return all([
    listen(document, 'visibilitychange', back),
    listen(window, 'pageshow', back),
    whenLoaded(() => {
      loaded = true;
      refresh();
    }),
    () => {
      clearInterval(timer);
      swapping?.stop();
      swapping = undefined;
      tell(JSON.stringify(Object.fromEntries(lines.map(({ id, number }) => [id, number]))), false);
    },
  ]);
};
