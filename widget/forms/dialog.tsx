/* @jsxRuntime classic */
/* @jsx h */
import { type ComponentChildren, h, type TargetedEvent } from 'preact';

interface Props {
  label: string;
  close: string;
  children: ComponentChildren;
}

const closeAround = ({ currentTarget }: TargetedEvent<HTMLElement>) => currentTarget.closest('dialog')?.close();

/** The browser's own modal dialog: it keeps the focus, closes on Esc and gives the focus back. */
export const Dialog = ({ label, close, children }: Props) => (
  <dialog
    aria-label={label}
    // Down, not click: a drag that began in a field and ends outside is no wish to close.
    onMouseDown={(event) => {
      if (event.target === event.currentTarget) {
        event.preventDefault();
        closeAround(event);
      }
    }}
  >
    <button type="button" class="close" aria-label={close} onClick={closeAround}>
      ×
    </button>
    {children}
  </dialog>
);
