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

export const start = (host: Host): (() => void) => {
  const places = watchPlaces(slots, openForm);
  const stops = [places.stop];
  if (host.settings.choose) {
    forms = import('./chooser.ts').then(({ choose }) => choose({ host, show: places.show, open: openForm, stops }));
    // Whoever opens a form is told.
    forms.catch(() => {});
  } else places.show((forms = host.settings.forms.map((form) => ({ host, form }))));
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
