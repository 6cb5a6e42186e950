import type { Host } from '../core/host.ts';
import type { Placed } from './contract.ts';
import { watchPlaces } from './places.ts';
import { addSlot, type Slot } from './slots.ts';

/**
 * The light part of the forms, `Launcher` of widget/core/host.ts: the callback button, and the room for forms that
 * stand in the page. The form itself comes when it is wanted.
 */

/** By the element of the page that an inline form stands in, or a button's corner; a dialog by its form: closed, it opens as it was left. */
const slots = new Map<unknown, Slot>();

/** All that may be opened, once it is known. */
let forms: Placed[] | Promise<Placed[]> = [];

const openForm = async (placed: Placed): Promise<void> => {
  let load = [...slots.values()].find((slot) => slot.placed === placed && slot.element.isConnected && slot.load)?.load;
  if (!load) {
    const slot = addSlot(placed, document.body, 'position:fixed!important}');
    slots.set(placed, slot);
    load = slot.load;
  }
  (await load()).show();
};

/** The site's own forms. Offline: once there is a connection. */
const loadWatch = async (host: Host, stops: (() => void)[]): Promise<void> => {
  try {
    const { watchForms }: typeof import('../watch/watch.ts') = await import(/* @vite-ignore */ __WATCH__);
    const isOurs = (element: Element) => [...slots.values()].some((slot) => slot.element === element);
    const stop = await watchForms(host, isOurs);
    // Empty if the page said stop while this was loading.
    if (stops[0]) stops.push(stop);
    else stop();
  } catch {
    addEventListener('online', () => loadWatch(host, stops), { once: true });
  }
};

export const start = (host: Host): (() => void) => {
  const places = watchPlaces(slots, openForm);
  const stops = [places.stop];
  if (host.settings.choose) {
    forms = import('./chooser.ts').then(({ choose }) => choose({ host, show: places.show, open: openForm, stops }));
    // Whoever opens a form is told.
    forms.catch(() => {});
  } else places.show((forms = host.settings.forms.map((form) => ({ host, form }))));
  if (host.settings.watch) void loadWatch(host, stops);
  return () => {
    for (const stop of stops.splice(0)) stop();
    for (const { stop } of slots.values()) stop();
    slots.clear();
  };
};

export const open = async (_host: Host, id: string): Promise<void> => {
  const placed = (await forms).find(({ form }) => form.id === id);
  if (placed) await openForm(placed);
};
