import { goesOn } from './find.ts';
import { original } from './kept.ts';

/** Text that stands in one line though its nodes lie in several elements. */

/** What no number is looked for in, and none goes on through. */
export const NEVER =
  'style,script:not([type="application/ld+json"]),textarea,[contenteditable]:not([contenteditable=false]),noscript,template,[data-whichhalf-keep]';

const INLINE =
  /^(a|abbr|b|bd[io]|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|nobr|q|s|samp|small|span|strike|strong|su[bp]|time|tt|u|var|wbr)$/;

export const isInline = (node: Node): boolean =>
  INLINE.test((node as Element).localName) && !(node as Element).matches(NEVER);

type Way = 'previousSibling' | 'nextSibling';

/** The text before or after, up to what breaks the line. Two links beside each other are two texts. */
export const beside = (text: Node, way: Way): Text | undefined => {
  let node: Node = text;
  let linked = false;
  for (;;) {
    let next = node[way];
    if (!next) {
      const parent = node.parentNode;
      if (!parent || !isInline(parent)) return undefined;
      linked ||= (parent as Element).localName === 'a';
      node = parent;
      continue;
    }
    for (let inner: Node | null = next; inner; inner = way === 'nextSibling' ? next.firstChild : next.lastChild) {
      next = inner as ChildNode;
      if (next.nodeType === 1 && (!isInline(next) || (linked && (next as Element).localName === 'a'))) return undefined;
    }
    if (next.nodeType === 3) return next as Text;
    node = next;
  }
};

/** The texts that a number in this one may stretch over, in their order. */
export const runAround = (text: Text): Text[] => {
  const run = [text];
  let other: Text | undefined;
  while ((other = beside(run[0] as Text, 'previousSibling')) && goesOn(original(other), original(run[0] as Text)))
    run.unshift(other);
  while (
    (other = beside(run[run.length - 1] as Text, 'nextSibling')) &&
    goesOn(original(run[run.length - 1] as Text), original(other))
  )
    run.push(other);
  return run;
};
