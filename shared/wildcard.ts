/**
 * A text against a pattern in which `*` stands for any run of characters. Pieces are looked for from left to right,
 * which takes linear steps where a regular expression made of a hostile pattern would take for ever.
 */
export const wildcard = (pattern: string): ((text: string) => boolean) => {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  return (text) => {
    if (last === undefined) return text === first;
    let from = first.length;
    return (
      text.startsWith(first) &&
      rest.every((piece) => (from = text.indexOf(piece, from) + piece.length) >= piece.length) &&
      text.endsWith(last) &&
      from <= text.length - last.length
    );
  };
};
