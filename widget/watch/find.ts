import { guard, listen, type Stop } from '../core/guard.ts';

/** Finds the forms of a page, those in open shadow roots too, and those that come later. */

export interface Finder {
  /** Also again, if it was moved. */
  meet(form: HTMLFormElement): void;
  /** The document, or a shadow root. */
  enter(root: Document | ShadowRoot): Stop;
  /** Elements have come or gone. */
  changed(): void;
  /** Shadow roots of ours are nobody's business. */
  isOurs(host: Element): boolean;
}

/** Elements looked at in one go, so that a page of any size is never held up. */
const SLICE = 2_000;

export const findForms = ({ meet, enter, changed, isOurs }: Finder): Stop => {
  const roots = new Map<Document | ShadowRoot, Stop>();
  const queue: Iterator<Element>[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const enterRoot = (found: Document | ShadowRoot): void => {
    if (roots.has(found)) return;
    const changes = new MutationObserver((records) => {
      for (const { addedNodes } of records) {
        for (const node of addedNodes) if (node instanceof Element) add(node);
      }
      soon();
    });
    changes.observe(found, { childList: true, subtree: true });
    const stop = enter(found);
    roots.set(found, () => {
      changes.disconnect();
      stop();
    });
    queue.push(found.querySelectorAll('*').values());
  };
  const add = (element: Element): void => {
    queue.push([element].values(), element.querySelectorAll('*').values());
  };
  const enterShadow = (host: Element): void => {
    if (host.shadowRoot && host.isConnected && !isOurs(host)) enterRoot(host.shadowRoot);
  };
  const visit = (element: Element): void => {
    if (element.localName === 'form') {
      if (element.isConnected) meet(element as HTMLFormElement);
    } else if (element.shadowRoot) enterShadow(element);
    // A custom element that is written before it is defined gets its shadow root then, and nothing tells of that.
    else if (element.matches(':not(:defined)'))
      void customElements.whenDefined(element.localName).then(() => {
        if (stopped) return;
        enterShadow(element);
        soon();
      });
  };
  const look = (): void => {
    timer = undefined;
    for (const [found, stop] of roots) {
      if (!found.isConnected) {
        stop();
        roots.delete(found);
      }
    }
    changed();
    for (let left = SLICE; left > 0 && queue[0]; left -= 1) {
      const { value, done } = queue[0].next();
      if (done) queue.shift();
      else guard(() => visit(value));
    }
    if (queue[0]) soon();
  };
  const soon = (): void => {
    timer ??= setTimeout(look);
  };

  enterRoot(document);
  look();
  // An element may be given its shadow root at any time, and nothing tells of it: found once somebody reaches into it.
  const stopReaching = listen(window, 'pointerdown focusin', (event) => {
    for (const target of event.composedPath()) if (target instanceof Element) enterShadow(target);
    if (queue[0]) soon();
  });
  return () => {
    stopped = true;
    stopReaching();
    clearTimeout(timer);
    for (const stop of roots.values()) stop();
  };
};
