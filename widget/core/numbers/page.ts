import type { WidgetLine } from '../../../shared/numbers.ts';
import { guard } from '../guard.ts';
import { wanted } from './find.ts';
import { isKept, original, type Place, write } from './kept.ts';
import { respell } from './respell.ts';
import { beside, isOff, runAround, SHOWN } from './run.ts';

/** Shows other numbers on the page in the place of the lines' own, and goes on doing so as the page changes. */

/** A field whose value and placeholder are numbers. */
const MARKED = 'input[data-whichhalf-number]';

/** Attributes with numbers in them, and the elements whose are looked at. */
const ATTRIBUTES = [
  ['href', '[href^="tel:"i],[href^="callto:"i]'],
  ['aria-label', '*'],
  ['title', '*'],
  ['value', MARKED],
  ['placeholder', MARKED],
  ['content', '[itemprop=telephone]'],
] as const;

/** A pass that takes longer (ms) goes on in another task: a page of ten thousand texts must not stand still. */
const SLICE = 5;
/** So many nodes are looked at even if the machine was busy otherwise: most pages are done in one pass. */
const AT_LEAST = 200;

/** More passes than this within a second are a quarrel with the page's own code: the next comes a second later. */
const MOST_PASSES = 500;

/**
 * Shows these numbers (E.164, by line) from now on, a line's own in the page's own spelling. Without any it gives the page
 * back at once, and later on what was taken out of it meanwhile and comes back.
 */
export type Show = (numbers?: Record<string, string>) => void;

/** Lines whose number stands on the page are added to `found`, which is told by `more`. */
export const swapOn = (lines: WidgetLine[], found: Set<string>, more: () => void): Show => {
  const all = lines.map(wanted);
  let shown: Record<string, string> = {};
  /** Parts of the page that are still to be looked through, the next one last. */
  const open: (Node | TreeWalker)[] = [];
  /** The text that was looked at last, with what it goes on in. */
  let run: Place[] = [];
  /** In the present second, which begins with the first of them. */
  let passes = 0;
  let slice = SLICE;

  const treat = (owner: Element | null, places: Place[]): void => {
    const before = places.map(original);
    const plain = places[0]?.nodeName === 'href';
    const show = (line: string): string | undefined => {
      if (isOff(owner)) return undefined;
      found.add(line);
      return shown[line];
    };
    const texts = plain ? before.map((text) => text.replace(/%../g, '')) : before;
    write(places, respell(texts, all, { show, plain }) ?? before);
  };

  const look = (node: Node): void => {
    if (node.nodeType === 1) {
      const element = node as HTMLInputElement;
      for (const [name, selector] of ATTRIBUTES) {
        const attribute = element.getAttributeNode(name);
        if (attribute && element.matches(selector)) treat(element, [attribute]);
      }
      // What was typed or set since, which the attribute knows nothing of.
      if (element.matches(MARKED)) treat(element, [element]);
    } else if (node.nodeType === 3 && !run.includes(node as Text) && /\d/.test(original(node as Text))) {
      run = runAround(node as Text);
      treat(node.parentElement, run);
    }
  };

  const follow = (records: MutationRecord[]): void => {
    const roots = new Set<Node | undefined>();
    for (const { type, target, addedNodes } of records) {
      if (type === 'attributes') look(target);
      for (const node of addedNodes) roots.add(node);
      if (type !== 'characterData') continue;
      roots.add(target);
      // What a number went on in may have to be given back.
      if (isKept(target)) roots.add(beside(target, 'previousNode')).add(beside(target, 'nextNode'));
    }
    // Parsers add every element for itself, those within it once more.
    for (const root of [...roots].reverse()) if (root && !roots.has(root.parentNode as Node)) open.push(root);
  };

  const pass = (records = observer.takeRecords()): void => {
    guard(() => {
      const { size } = found;
      follow(records);
      run = [];
      if (!passes++)
        setTimeout(() => {
          passes = 0;
        }, 1_000);
      const end = performance.now() + slice;
      let count = 0;
      for (let next: Node | TreeWalker | undefined; (next = open.pop()); ) {
        if (passes > MOST_PASSES || (!(++count % AT_LEAST) && performance.now() > end)) {
          open.push(next);
          // What is no quarrel goes on without much delay.
          setTimeout(pass, passes);
          break;
        }
        const walker = 'root' in next ? next : document.createTreeWalker(next, SHOWN);
        const node = walker.currentNode;
        if (walker.nextNode()) open.push(walker);
        // The page has taken it away before the rest was looked at.
        else if (!node.isConnected && walker.root.isConnected) open.push(walker.root);
        look(node);
      }
      // What we changed is no news.
      observer.takeRecords();
      if (found.size > size) more();
    });
  };

  const observer = new MutationObserver(pass);
  observer.observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ATTRIBUTES.map(([name]) => name),
  });

  return (numbers) => {
    shown = numbers ?? {};
    open.push(document);
    if (!numbers) slice = Number.POSITIVE_INFINITY;
    pass();
  };
};
