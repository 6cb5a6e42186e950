import type { WidgetLine } from '../../../shared/numbers.ts';
import { guard } from '../guard.ts';
import { mayContain, wanted } from './find.ts';
import { giveBack, original, type Place, write } from './kept.ts';
import { respell } from './respell.ts';
import { beside, isInline, NEVER, runAround } from './run.ts';

/** Shows other numbers on the page in the place of the lines' own, and goes on doing so as the page changes. */

/** On a field whose value and placeholder are numbers. */
const MARK = 'data-whichhalf-number';
const MARKED = `[${MARK}]`;

/** Attributes with numbers in them, and the elements whose are looked at. */
const ATTRIBUTES: Record<string, string> = {
  href: '[href^="tel:"i],[href^="callto:"i]',
  'aria-label': '[aria-label]',
  title: '[title]',
  value: MARKED,
  placeholder: MARKED,
  content: 'meta[itemprop=telephone]',
};
const ELEMENTS = Object.values(ATTRIBUTES).join();

/** A pass that takes longer (ms) goes on in another task: a page of ten thousand texts must not stand still. */
const SLICE = 12;

/** More changes a second than this are a quarrel with the page's own code: the next one comes a second later. */
const MOST_CHANGES = 200;

export interface Swapping {
  /** Shows these numbers (E.164, by line) from now on; a line's own is its own spelling. */
  show(numbers: Record<string, string>): void;
  /** Gives the page back. */
  stop(): void;
}

/** `found` is told each line whose number stands on the page, each time it is seen. */
export const swapOn = (lines: WidgetLine[], found: (line: string) => void): Swapping => {
  const all = lines.map(wanted);
  let shown: Record<string, string> = {};
  /** Texts with digits and elements with attributes that are still to be looked at. */
  const open = new Set<Node>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let [second, changes] = [0, 0];

  /** True where something was changed. */
  const treat = (owner: Element | null, places: Place[], plain = false): boolean => {
    const before = places.map(original);
    const texts = plain ? before.map((text) => guard(() => decodeURIComponent(text)) ?? text) : before;
    const text = texts.join('');
    const show = (line: string): string | undefined => {
      found(line);
      return shown[line];
    };
    const after =
      owner && all.some((line) => mayContain(text, line)) && !owner.closest(NEVER)
        ? respell(texts, all, { show, plain })
        : undefined;
    return write(places, before, after ?? before, Date.now());
  };

  const treatAttributes = (element: Element): boolean => {
    let changed = false;
    for (const [name, selector] of Object.entries(ATTRIBUTES)) {
      const attribute = element.matches(selector) && element.getAttributeNode(name);
      if (attribute && treat(element, [attribute], name === 'href')) changed = true;
    }
    // What was typed or set since, which the attribute knows nothing of.
    if (element.matches(`input${MARKED}`) && treat(element, [element as HTMLInputElement])) changed = true;
    return changed;
  };

  const lookAtTexts = (root: Node): void => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node: Node | null = root; node; node = walker.nextNode())
      if (node.nodeType === 3 && /\d/.test(original(node as Text))) open.add(node);
  };

  const look = (root: Node): void => {
    if (root.nodeType !== 3) {
      const elements = [...(root as Element).querySelectorAll(ELEMENTS)];
      if (root.nodeType === 1) elements.unshift(root as Element);
      for (const element of elements) {
        open.add(element);
        // A link and its text are changed together.
        if (element.localName === 'a') lookAtTexts(element);
      }
    }
    lookAtTexts(root);
  };

  const work = (): void => {
    clearTimeout(timer);
    const end = performance.now() + SLICE;
    let changed = false;
    for (const node of open) {
      const run = node.nodeType === 3 ? runAround(node as Text) : [];
      if (run[0] ? treat(node.parentElement, run) : treatAttributes(node as Element)) changed = true;
      for (const other of [node, ...run]) open.delete(other);
      if (performance.now() > end) {
        timer = setTimeout(pass);
        break;
      }
    }
    if (changed) changes += 1;
    // What we changed is no news.
    observer.takeRecords();
  };

  const follow = (records: MutationRecord[]): void => {
    const roots = new Set<Node>();
    for (const { type, target, addedNodes, previousSibling, nextSibling } of records) {
      if (type === 'attributes') open.add(target);
      // What a number goes on in may have been changed with it.
      else if (type === 'characterData')
        for (const text of [target as Text, beside(target, 'previousSibling'), beside(target, 'nextSibling')])
          if (text) open.add(text);
      for (const node of addedNodes) roots.add(node);
      for (const node of [previousSibling, nextSibling])
        if (node && (node.nodeType === 3 || isInline(node))) roots.add(node);
    }
    for (const root of roots) {
      // Parsers add every element for itself, those within it once more.
      let above = root.parentNode;
      while (above && !roots.has(above)) above = above.parentNode;
      if (!above) look(root);
    }
  };

  const pass = (): void => {
    guard(() => {
      follow(observer.takeRecords());
      work();
    });
  };

  const observer = new MutationObserver((records) => {
    const now = Date.now();
    if (now - second > 1_000) [second, changes] = [now, 0];
    guard(() => follow(records));
    if (changes > MOST_CHANGES) timer ??= setTimeout(pass, 1_000);
    else pass();
  });
  observer.observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: [...Object.keys(ATTRIBUTES), MARK],
  });

  return {
    show: (numbers) => {
      shown = numbers;
      look(document);
      pass();
    },
    stop: () => {
      observer.disconnect();
      clearTimeout(timer);
      open.clear();
      giveBack();
    },
  };
};
