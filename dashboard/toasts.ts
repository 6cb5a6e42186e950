/** What was done, and how to take it back: said at the window's edge, so that nobody is asked "are you sure". */

export interface Toast {
  text: string;
  /** Takes back what was done. */
  undo?: () => void;
  failed?: boolean;
}

export interface Shown extends Toast {
  id: number;
}

type Listener = (shown: readonly Shown[]) => void;

let shown: readonly Shown[] = [];
let made = 0;
const listeners = new Set<Listener>();

const show = (next: readonly Shown[]): void => {
  shown = next;
  for (const listener of listeners) listener(shown);
};

/** At most three stand at once: the oldest gives way. */
export const toast = (said: Toast): void => show([...shown, { ...said, id: (made += 1) }].slice(-3));

export const dismiss = (id: number): void => show(shown.filter((one) => one.id !== id));

export const onToasts = (listener: Listener): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
