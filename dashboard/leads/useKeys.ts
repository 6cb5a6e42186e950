import { useEffect, useState } from 'preact/hooks';

/**
 * Single keys for inbox work. They are told by their letter, or where the keyboard has another alphabet by their place; no
 * key counts while something is written or a dialog is open, and all of them can be turned off (WCAG 2.1.4).
 */

export const KEYS = {
  next: 'J',
  previous: 'K',
  open: 'Enter',
  back: 'Esc',
  stage: 'S',
  owner: 'A',
  note: 'N',
  sale: 'M',
  undo: 'U',
  search: '/',
  help: '?',
} as const;
export type Command = keyof typeof KEYS;

const LETTERS = new Map<string, Command>(
  (Object.entries(KEYS) as [Command, string][])
    .filter(([, key]) => /^[A-Z]$/.test(key))
    .map(([name, key]) => [key, name]),
);

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches('input, textarea, select, [contenteditable]');

const commandOf = ({ key, code, shiftKey }: KeyboardEvent): Command | undefined => {
  if (key === '?') return 'help';
  if (key === '/') return 'search';
  if (key === 'Escape') return 'back';
  if (shiftKey) return undefined;
  const letter = /^[a-z]$/i.test(key) ? key.toUpperCase() : code.replace(/^Key/, '');
  return LETTERS.get(letter);
};

/** In the list they are what a list has anyway, and no single letters: they always work. */
const IN_LIST: Readonly<Record<string, Command>> = { ArrowDown: 'next', ArrowUp: 'previous', Enter: 'open' };

const inListCommand = ({ key, shiftKey, target }: KeyboardEvent): Command | undefined =>
  !shiftKey && target instanceof Element && target.closest('.leadList-rows') ? IN_LIST[key] : undefined;

/** @param run whether it did something */
export const useKeys = (isOn: boolean, run: (command: Command) => boolean): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('dialog[open]')) return;
      const inList = inListCommand(event);
      const command = inList ?? commandOf(event);
      if (!command || isWriting(event.target)) return;
      // Escape is no letter either.
      if (!isOn && !inList && command !== 'back') return;
      if (run(command)) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
};

const KEPT = 'whichhalf.keys';

/** Whether single keys are wanted; storage can be refused, the choice then lasts as long as the page. */
export const useKeysWanted = (): [boolean, (wanted: boolean) => void] => {
  const [wanted, setWanted] = useState(() => {
    try {
      return localStorage.getItem(KEPT) !== 'off';
    } catch {
      return true;
    }
  });
  const choose = (next: boolean): void => {
    setWanted(next);
    try {
      localStorage.setItem(KEPT, next ? 'on' : 'off');
    } catch {
      // As above.
    }
  };
  return [wanted, choose];
};
