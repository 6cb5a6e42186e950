import type { Trigger } from '../../shared/forms.ts';
import type { Placed } from './contract.ts';

/** Opens a form by itself: once on a page, and not again for some days. */

const DAY = 86_400_000;
const USUAL_DAYS = 7;

/** Nobody is interrupted who writes, or has another of our dialogs before them. */
const isBusy = (): boolean => {
  const active = document.activeElement;
  return !!active?.shadowRoot || !!active?.matches('input, textarea, select, [contenteditable]');
};

/** Whether the visitor was left alone for long enough. */
const isDue = ({ host, form }: Placed, days: number, now: number): boolean => {
  const { shown, done } = host.load();
  return !done?.includes(`${form.id}:submitted`) && now - (shown?.[form.id] ?? 0) >= days * DAY;
};

type Watch = (fire: () => void) => () => void;

const on = (target: EventTarget, type: string, run: (event: Event) => void): (() => void) => {
  target.addEventListener(type, run, { passive: true });
  return () => target.removeEventListener(type, run);
};

/** Pixels a finger drags the page up within a moment, as to reach the address bar. */
const QUICK = 300;
const MOMENT = 200;

const watchExit: Watch = (fire) => {
  let turn = { y: scrollY, at: 0 };
  const stops = [
    on(document.documentElement, 'mouseleave', (event) => (event as MouseEvent).clientY <= 0 && fire()),
    on(window, 'scroll', ({ timeStamp }) => {
      if (timeStamp - turn.at > MOMENT || scrollY > turn.y) turn = { y: scrollY, at: timeStamp };
      else if (matchMedia('(pointer: coarse)').matches && turn.y - scrollY > QUICK) fire();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
};

const watchDepth =
  (depth: number): Watch =>
  (fire) => {
    const look = () => {
      const { scrollHeight } = document.documentElement;
      if (((scrollY + innerHeight) / scrollHeight) * 100 >= depth && scrollY > 0) fire();
    };
    look();
    return on(window, 'scroll', look);
  };

/** Seconds that the page is looked at. */
const watchTime =
  (seconds: number): Watch =>
  (fire) => {
    let { pathname } = location;
    let seen = 0;
    const timer = setInterval(() => {
      if (pathname !== location.pathname) {
        pathname = location.pathname;
        seen = 0;
      }
      if (!document.hidden) seen += 1;
      if (seen >= seconds) fire();
    }, 1_000);
    return () => clearInterval(timer);
  };

const watchOf = (trigger: Trigger): Watch => {
  switch (trigger.on) {
    case 'exit':
      return watchExit;
    case 'scroll':
      return watchDepth(trigger.depth);
    case 'time':
      return watchTime(trigger.seconds);
  }
};

export const watchTrigger = (
  trigger: Trigger,
  placed: Placed,
  open: (placed: Placed) => Promise<void>,
): (() => void) => {
  const { host, form } = placed;
  let over = false;
  const stop = watchOf(trigger)(() => {
    if (over || placed.away?.() || isBusy()) return;
    const now = Date.now();
    over = true;
    if (!isDue(placed, trigger.everyDays ?? USUAL_DAYS, now)) return;
    const state = host.load();
    host.save({ ...state, shown: { ...state.shown, [form.id]: now } });
    // Offline: it opens another day.
    void open(placed).catch(() => {});
  });
  return stop;
};
