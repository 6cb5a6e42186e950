import { HEAD, TAIL } from './find.ts';
import { original } from './kept.ts';

/** Text that stands in one line though its nodes lie in several elements. */

/** Where no number is looked for, and through which none goes on. Of scripts, JSON-LD alone is looked into. */
export const isOff = (element: Element | null): boolean =>
  element?.closest(
    'style,script:not([type*=ld]),textarea,[contenteditable]:not([contenteditable=false]),noscript,[data-whichhalf-keep]',
  ) !== null;

const INLINE = /^([abisu]|em|font|small|span|strong|su[bp]|wbr)$/;

const isInline = (node: Node | null): node is Element =>
  INLINE.test((node as Element | null)?.localName as string) && !isOff(node as Element);

const blockOf = (node: Node): Node | null => {
  const above = node.parentNode;
  return isInline(above) ? blockOf(above) : above;
};

/** `NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT`, in fewer bytes. */
export const SHOWN = 5;

const walker = document.createTreeWalker(document, SHOWN);

/** The text before or after, up to what breaks the line. Two links beside each other are two texts. */
export const beside = (text: Node, way: 'previousNode' | 'nextNode'): Text | undefined => {
  walker.currentNode = text;
  for (let node: Node | null; (node = walker[way]()); ) {
    if (node.nodeType === 3) return blockOf(node) === blockOf(text) ? (node as Text) : undefined;
    if (!isInline(node) || (node.localName === 'a' && text.parentElement?.closest('a'))) break;
  }
  return undefined;
};

/** A number has no more pieces before or after the one that is looked at. */
const MOST = 32;

/** The texts that a number in this one may stretch over, in their order. */
export const runAround = (text: Text): Text[] => {
  const run = [text];
  for (const [way, here, there, add] of [
    ['previousNode', HEAD, TAIL, 'unshift'],
    ['nextNode', TAIL, HEAD, 'push'],
  ] as const) {
    let next: Text | undefined = text;
    for (let count = 0; count < MOST; count += 1) {
      if (!here.test(original(next)) || !(next = beside(next, way)) || !there.test(original(next))) break;
      run[add](next);
    }
  }
  return run;
};
