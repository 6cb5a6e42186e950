import type { FormSettings } from '../../shared/settings.ts';
import type { Host } from '../core/host.ts';
import { floatingButton } from './button.ts';
import { watchPlaces } from './places.ts';
import { addSlot, type Slot } from './slots.ts';

/**
 * The light part of the forms, `Launcher` of widget/core/host.ts: the callback button, and the room for forms that
 * stand in the page. Preact comes when a form is wanted.
 */

/** By the element of the page that an inline form stands in; a dialog by its form: closed, it opens as it was left. */
const slots = new Map<unknown, Slot>();

const openForm = async (host: Host, form: FormSettings): Promise<void> => {
  let slot = [...slots.values()].find((one) => one.form === form);
  if (!slot) slots.set(form, (slot = addSlot(host, form, document.body, 'position:fixed!important}')));
  (await slot.load()).show();
};

export const start = (host: Host): (() => void) => {
  const form = host.settings.forms.find(({ kind }) => kind === 'callback');
  const button = form && floatingButton(host.settings, form, () => openForm(host, form));
  const stopWatching = watchPlaces(host, slots, button);
  return () => {
    stopWatching();
    button?.remove();
    for (const { stop } of slots.values()) stop();
    slots.clear();
  };
};

export const open = (host: Host, id: string): void => {
  const form = host.settings.forms.find((one) => one.id === id);
  // The page's own code asked; nobody is there to be told of a failure, and the next call tries again.
  if (form) void openForm(host, form).catch(() => {});
};
