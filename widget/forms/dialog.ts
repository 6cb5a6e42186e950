import { el } from './element.ts';

/** The browser's own modal dialog: it keeps the focus, closes on Esc and gives the focus back. */
export const dialogOf = (label: string, close: string, form: Element): HTMLDialogElement => {
  const button = el('button', { type: 'button', class: 'close', 'aria-label': close }, '×');
  const dialog = el('dialog', { 'aria-label': label }, button, form);
  button.addEventListener('click', () => dialog.close());
  // Down, not click: a drag that began in a field and ends outside is no wish to close.
  dialog.addEventListener('mousedown', (event) => {
    if (event.target !== dialog) return;
    event.preventDefault();
    dialog.close();
  });
  // A soft keyboard covers the window without making it smaller: the dialog takes what is left, and what has the focus
  // stays in view. Zooming in by two fingers makes the viewport smaller too, but is no keyboard.
  const viewport = window.visualViewport;
  viewport?.addEventListener('resize', () => {
    if (!dialog.open) return;
    dialog.style.maxHeight = `${viewport.height * viewport.scale * 0.95 - 16}px`;
    form.querySelector(':focus')?.scrollIntoView({ block: 'nearest' });
  });
  return dialog;
};
