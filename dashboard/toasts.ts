/** What was done, and how to take it back: said at the window's edge, so that nobody is asked "are you sure". */

export interface Toast {
  text: string;
  /** Takes back what was done. */
  undo?: () => void;
  /** Called once it is gone and was not taken back: for what, once done, cannot be undone. */
  gone?: () => void;
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

const MOST = 3;

/** At most three stand at once: the oldest gives way. */
export const toast = (said: Toast): void => {
  show([...shown, { ...said, id: (made += 1) }]);
  for (const { id } of shown.slice(0, -MOST)) dismiss(id);
};

/** Takes one away: as it stands, or because it was taken back. */
export const dismiss = (id: number, how?: 'undone'): void => {
  const one = shown.find((other) => other.id === id);
  show(shown.filter((other) => other.id !== id));
  if (how !== 'undone') one?.gone?.();
};

export const onToasts = (listener: Listener): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Takes back what was said last and can be taken back; whether there was such a thing. */
export const undoLast = (): boolean => {
  const last = shown.findLast(({ undo }) => undo !== undefined);
  if (!last) return false;
  dismiss(last.id, 'undone');
  last.undo?.();
  return true;
};
