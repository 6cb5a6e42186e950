/**
 * White where it reads at 4.5 : 1 or better on the colour (`#rrggbb`), else black, which then does. By relative
 * luminance (WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance), its curve taken as a plain power; ink.test.ts
 * shows that this never costs the ratio.
 */
export const inkOn = (color: string): string => {
  const [red, green, blue] = [1, 3, 5].map((at) => (Number.parseInt(color.slice(at, at + 2), 16) / 255) ** 2.2) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.18 ? '#fff' : '#000';
};
