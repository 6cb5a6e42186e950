import type { HitsAnswer, Visit } from '../../../shared/hits.ts';
import { HEARTBEAT, VISIT_IDLE } from '../../../shared/limits.ts';
import { ruleFor } from '../../../shared/numberRules.ts';
import type { WidgetNumbers } from '../../../shared/numbers.ts';
import { envelope, flush, hasCollected, loaded } from '../batch.ts';
import { guard, type Stop } from '../guard.ts';
import { post } from '../post.ts';
import { settings } from '../site.ts';
import { load, may, save } from '../state.ts';
import type { VisitState } from '../visit.ts';
import { type Show, swapOn } from './page.ts';

/** Which numbers the visit sees: by the rules alone, or leased to the visitor for as long as the site's pages live. */

/** How often (ms) is looked whether a lease has run out, a heartbeat is due, or another tab has begun a visit. */
const LOOK = 5_000;

/** What the visit sees of a line. */
interface Plan {
  id: string;
  /** A static one, or else its own. */
  number: string;
  own?: string;
  /** Has a number for the visitor, or not. */
  pool?: string;
  /** What became of asking for it: on its way, no answer, an answer. */
  asked?: 1 | 2 | 3;
}

type Listener = (numbers: Record<string, string>) => void;

const { lines, rules } = settings.numbers as WidgetNumbers;

let plans: Plan[] = [];
/** The visit they are made for. */
let visit: string | undefined;

/** Lines whose number stands on the page. */
const found = new Set<string>();
/** The page's own code, which wants all lines. */
const listeners = new Set<Listener>();

let askedAt = Date.now();
/** One request may go before the page has loaded, and no more. */
let early = true;

let show: Show | undefined;
let shown = '';
/** What the listeners know. */
let told = '';

const isWanted = ({ id }: Plan): boolean => listeners.size > 0 || found.has(id);

/**
 * Shows what is right by now, tells it, and asks for what is not known yet; or for all that is leased, to say that the
 * page lives, if somebody is there and that was `last` done so long ago.
 */
export const refresh = (last = Number.POSITIVE_INFINITY): void => {
  if (!show) return;
  const state = load();
  const allowed = may();
  const now = Date.now();
  const due = now - last >= HEARTBEAT && (!document.hidden || now - (state.seen as number) < VISIT_IDLE);
  if (state.id && state.id !== visit) {
    visit = state.id;
    plans = lines.map((line) => ({
      ...line,
      own: line.number,
      // Of 'own' comes nothing of use.
      ...(ruleFor(rules, line.id, state as VisitState)?.show as object),
    }));
  }
  const numbers: Record<string, string> = {};
  let known = true;
  let ask = false;
  for (const plan of plans) {
    const { id, number, pool, asked = 0 } = plan;
    const lease = allowed && state.leases?.[pool as string];
    const isHeld = lease && lease.until > now;
    numbers[id] = isHeld ? lease.number : number;
    if (!allowed || !pool || !isWanted(plan)) continue;
    if (!isHeld && asked < 2) known = false;
    if (due ? lease || asked < 3 : !isHeld && !asked) ask = true;
  }
  const text = JSON.stringify(numbers);
  if (text !== shown) {
    shown = text;
    show(numbers);
  }
  if (known && text !== told) {
    told = text;
    for (const listener of listeners) guard(() => listener(numbers));
  }
  if (ask && (early || loaded)) {
    early = false;
    if (hasCollected()) flush();
    else void post({ key: 'hits/', body: { visit: envelope(state as VisitState), hits: [] } });
  }
};

/** The page is still looked at. */
export const beat = (): void => refresh(askedAt);

/** `whichhalf('numbers', …)`: tells what is shown once that is known, and whenever it changes. */
export const tellNumbers = (listener: unknown): void => {
  listeners.add(listener as Listener);
  told = '';
  refresh();
};

/** Names the lines that are wanted in what the visit sends, and hears which numbers are its own from now on. */
export const askWith = async (
  { id }: Visit,
  send: (lines?: string[]) => Promise<Response | undefined>,
): Promise<Response | undefined> => {
  const wanted =
    id === visit && may() ? plans.filter((plan) => isWanted(plan) && (plan.pool || plan.number !== plan.own)) : [];
  if (!wanted[0]) return send();
  for (const plan of wanted) plan.asked ??= 1;
  askedAt = Date.now();
  const response = await send(wanted.map((plan) => plan.id));
  // Nobody else reads the answer to hits.
  const answer: HitsAnswer | undefined = response?.ok ? await response.json().catch(() => {}) : undefined;
  if (id !== visit || !may()) return response;
  const state = load();
  const leases = { ...state.leases };
  for (const plan of wanted) {
    plan.asked = answer ? 3 : 2;
    if (!plan.pool || !answer) continue;
    const number = answer.numbers?.[plan.id];
    if (number) leases[plan.pool] = { number, until: Date.now() + (answer.hold ?? 0) };
    else delete leases[plan.pool];
  }
  save({ ...state, leases });
  refresh();
  return response;
};

export const startNumbers = (): Stop => {
  show = swapOn(lines, found, refresh);
  refresh();
  const timer = setInterval(() => guard(beat), LOOK);
  return () => {
    clearInterval(timer);
    plans = lines;
    refresh();
    show?.();
    show = undefined;
  };
};
