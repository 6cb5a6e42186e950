/**
 * A text against a pattern in which `*` stands for any run of characters. Pieces are looked for from left to right,
 * which takes linear steps where a regular expression made of a hostile pattern would take for ever.
 */
export const wildcard = (pattern: string): ((text: string) => boolean) => {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    let from = first.length;
    for (const piece of rest) {
      const at = text.indexOf(piece, from);
      if (at < 0) return false;
      from = at + piece.length;
    }
    return from <= text.length - last.length;
  };
};
