import { useRef } from 'preact/hooks';

/** Where the focus goes when a row of a list comes or goes: never lost, never far away. */
export const useRowFocus = () => {
  const list = useRef<HTMLFieldSetElement>(null);
  const find = (selector: string): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>(selector) ?? [])];
  // Once the change has been painted.
  const later = (look: () => HTMLElement | undefined): void => void requestAnimationFrame(() => look()?.focus());
  return {
    list,
    /** To the first field of the row that was added. */
    focusLast: () =>
      later(() => find('.settings-item').at(-1)?.querySelector<HTMLElement>('input, select') ?? undefined),
    focusAdd: () => later(() => find('.settings-add')[0]),
    /** To a button that has moved with its row. */
    focusButton: (label: string) => later(() => find('button').find((one) => one.getAttribute('aria-label') === label)),
  };
};
