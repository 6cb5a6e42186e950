import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { usePage } from './page.ts';

/**
 * What is done seldom. It closes by a press elsewhere and by Escape; not when its dialog opens, for the focus comes back
 * to what opened that.
 */
export const MoreMenu = ({ children }: { children: ComponentChildren }) => {
  const { words } = usePage();
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event): void => {
      const isElsewhere = event.target instanceof Node && !menu.current?.contains(event.target);
      if (menu.current?.open && isElsewhere && !document.querySelector('dialog[open]')) menu.current.open = false;
    };
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !menu.current?.open || !menu.current.contains(event.target as Node)) return;
      event.preventDefault();
      menu.current.open = false;
      menu.current.querySelector('summary')?.focus();
    };
    addEventListener('pointerdown', close);
    // Before the page's own keys.
    addEventListener('keydown', press, { capture: true });
    return () => {
      removeEventListener('pointerdown', close);
      removeEventListener('keydown', press, { capture: true });
    };
  }, []);
  return (
    <details class="story-more" ref={menu}>
      <summary class="button">{words.moreActions}</summary>
      <div class="story-menu">{children}</div>
    </details>
  );
};
