import { expect, test } from 'vitest';
import { inkOn } from './ink.ts';

/** WCAG's own formula, to the letter. */
const luminance = (color: number[]): number => {
  const [red, green, blue] = color.map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (color: number[], ink: string): number =>
  ink === '#fff' ? 1.05 / (luminance(color) + 0.05) : (luminance(color) + 0.05) / 0.05;

test('text is readable on every colour', () => {
  let worst = Number.POSITIVE_INFINITY;
  for (let red = 0; red < 256; red += 3) {
    for (let green = 0; green < 256; green += 3) {
      for (let blue = 0; blue < 256; blue += 5) {
        const color = [red, green, blue];
        const hex = `#${color.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
        worst = Math.min(worst, contrast(color, inkOn(hex)));
      }
    }
  }
  expect(worst).toBeGreaterThanOrEqual(4.5);
});

test.each([
  ['#1a56db', '#fff'],
  ['#FFD500', '#000'],
  ['#000000', '#fff'],
  ['#ffffff', '#000'],
])('%s has %s on it', (color, ink) => expect(inkOn(color)).toBe(ink));
