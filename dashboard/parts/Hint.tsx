import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';

interface Props {
  /** What the button says to a screen reader; it begins with what is seen. */
  label: string;
  /** What is seen of the button. */
  text: string;
  children: ComponentChildren;
}

const EDGE = 8;

/**
 * A word that explains itself: on hover, on focus by keyboard, on tap. The explanation stands in the top layer, so no scroll
 * container cuts it off; it stays while the pointer is on it, and Escape closes it (WCAG 1.4.13).
 */
export const Hint = ({ label, text, children }: Props) => {
  const id = useId();
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (!open || !anchor.current || !box.current) return undefined;
    const place = box.current;
    place.showPopover?.();
    const by = anchor.current.getBoundingClientRect();
    const left = Math.max(EDGE, Math.min(by.left, innerWidth - place.offsetWidth - EDGE));
    const below = by.bottom + place.offsetHeight + EDGE < innerHeight;
    place.style.setProperty('left', `${left}px`);
    place.style.setProperty('top', `${below ? by.bottom : by.top - place.offsetHeight}px`);

    const close = (): void => setOpen(false);
    const closeOnEscape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close();
    };
    addEventListener('scroll', close, { capture: true, passive: true });
    addEventListener('keydown', closeOnEscape);
    return () => {
      removeEventListener('scroll', close, { capture: true });
      removeEventListener('keydown', closeOnEscape);
    };
  }, [open]);

  return (
    <span
      class="hint"
      onPointerEnter={(event) => event.pointerType === 'mouse' && setOpen(true)}
      onPointerLeave={() => setOpen(false)}
    >
      <button
        ref={anchor}
        type="button"
        class="hint-button"
        aria-label={label}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(true)}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && setOpen(true)}
        onBlur={() => setOpen(false)}
      >
        {text}
      </button>
      {open && (
        <div ref={box} id={id} class="hint-box" popover="manual">
          {children}
        </div>
      )}
    </span>
  );
};
