import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WidgetLine } from '../../../shared/numbers.ts';
import { wanted } from './find.ts';
import { respell } from './respell.ts';

const KYIV: WidgetLine = { id: 'kyiv', number: '+380441234567', code: '380', trunk: '0' };
const LONDON: WidgetLine = { id: 'london', number: '+442079460958', code: '44', trunk: '0' };
const NEW_YORK: WidgetLine = { id: 'newYork', number: '+12125550123', code: '1', trunk: '' };
const BUDAPEST: WidgetLine = { id: 'budapest', number: '+3612345678', code: '36', trunk: '06' };

/** The texts with a number shown in a line's place; nothing where the line's own is not in them. */
const swap = (text: string | string[], number: string, line = KYIV, plain = false) =>
  respell([text].flat(), [wanted(line)], { show: () => number, plain });

const MOBILE = '+380509876543';

describe('a number of the same shape', () => {
  test.each([
    ['+380441234567', '+380509876543'],
    ['+38 (044) 123-45-67', '+38 (050) 987-65-43'],
    ['(044) 123 45 67', '(050) 987 65 43'],
    ['044/123.45.67', '050/987.65.43'],
    ['044\u00a0123\u202f45\u200967', '050\u00a0987\u202f65\u200943'],
    ['0-44-123-45-67', '0-50-987-65-43'],
    ['044–123—45‑67', '050–987—65‑43'],
    ['044 123−45−67', '050 987−65−43'],
    ['00380 44 1234567', '00380 50 9876543'],
    ['00 380 (44) 1234567', '00 380 (50) 9876543'],
    ['380441234567', '380509876543'],
    ['+380 (0)44 123 45 67', '+380 (0)50 987 65 43'],
    ['+380 [44] 123 45 67', '+380 [50] 987 65 43'],
    ['\u202a+380441234567\u202c', '\u202a+380509876543\u202c'],
    ['04\u00ad41234567', '05\u00ad09876543'],
    ['Тел.: 044 123-45-67, пн–пт 9–18', 'Тел.: 050 987-65-43, пн–пт 9–18'],
    ['тел.044 123-45-67 9-18', 'тел.050 987-65-43 9-18'],
    ['044 765-43-21 / 044 123-45-67', '044 765-43-21 / 050 987-65-43'],
    ['24/7 +380 44 123-45-67.', '24/7 +380 50 987-65-43.'],
    ['24/7+380 44 123-45-67', '24/7+380 50 987-65-43'],
    ['{"telephone":"+380-44-123-45-67"}', '{"telephone":"+380-50-987-65-43"}'],
    ['044 123-45-67\n044 123-45-67', '050 987-65-43\n050 987-65-43'],
  ])('%j becomes %j', (text, expected) => {
    expect(swap(text, MOBILE)).toEqual([expected]);
  });

  test('keeps what its country writes before it', () => {
    expect(swap('+44 (0)20 7946 0958 or 020 7946 0958', '+441618500123', LONDON)).toEqual([
      '+44 (0)16 1850 0123 or 016 1850 0123',
    ]);
    expect(swap('(212) 555-0123, 1-212-555-0123, +1.212.555.0123', '+16465550199', NEW_YORK)).toEqual([
      '(646) 555-0199, 1-646-555-0199, +1.646.555.0199',
    ]);
    expect(swap('06 1 234 5678', '+3618765432', BUDAPEST)).toEqual(['06 1 876 5432']);
  });

  test('is exchanged where it stands, over several texts', () => {
    expect(swap(['Tel. +38 ', '(0', '44) ', '', '123', '-45-', '67 now'], MOBILE)).toEqual([
      'Tel. +38 ',
      '(0',
      '50) ',
      '',
      '987',
      '-65-',
      '43 now',
    ]);
  });
});

describe("another country's number", () => {
  test('is exchanged where it stands too if it is as long', () => {
    expect(swap(['Tel. +38 ', '(044) ', '123-45-67'], '+442079460958')).toEqual(['Tel. +44 ', '(207) ', '946-09-58']);
    expect(swap('+380441234567', '+442079460958')).toEqual(['+442079460958']);
  });
});

describe('a number of another shape stands whole where the old one began', () => {
  test.each([
    ['Call (044) 123-45-67!', '+442079460958', 'Call +442079460958!'],
    ['(+38 044 123-45-67)', '+12125550123', '(+12125550123)'],
    ['380441234567', '+442079460958', '+442079460958'],
    ['044 123-45-67', '+380800500', '+380800500'],
    ['+380 44 123-45-67', '+380800500', '+380800500'],
  ])('%j with %j becomes %j', (text, number, expected) => {
    expect(swap(text, number)).toEqual([expected]);
  });

  test('and nothing of it in the others', () => {
    expect(swap(['Tel. ', '(044) ', '123-45', '-67 now'], '+442079460958')).toEqual([
      'Tel. ',
      '+442079460958',
      '',
      ' now',
    ]);
  });

  test('plain in an address', () => {
    expect(swap('tel:044 123-45-67;ext=5', MOBILE, KYIV, true)).toEqual(['tel:+380509876543;ext=5']);
    expect(swap('tel:380441234567', '+442079460958', KYIV, true)).toEqual(['tel:+442079460958']);
    expect(swap('tel://+38044.123.45.67', MOBILE, KYIV, true)).toEqual(['tel://+380509876543']);
  });
});

describe('another number stays', () => {
  test.each([
    '44 123-45-67',
    '123-45-67',
    '1044 123-45-67',
    '044 123-45-678',
    '044 123-45-67-8',
    '044 123-45-67/68',
    '044 123-45-67.5',
    '5-044-123-45-67',
    '3.0441234567',
    '+7 (044) 123-45-67',
    '+7 044 123 45 67',
    '+48044 123 45 67',
    '00 48 044 123 45 67',
    '+0441234567',
    '0 800 441 234 567',
    '+380 44 123-45-76',
    '044, 123-45-67',
    '044 123:45:67',
    '044 123 a 45 67',
    'https://wa.me/380441234567',
    '0441234567@shop.ua',
    '?phone=380441234567',
    '',
    'no number',
  ])('%j', (text) => {
    expect(swap(text, MOBILE)).toBeUndefined();
  });

  test.each(['+44 212 555 0123', '121255501234', '5 212-555-01234', '+52 (212) 555-0123'])(
    '%j where nothing is written before a national number',
    (text) => {
      expect(swap(text, '+16465550199', NEW_YORK)).toBeUndefined();
    },
  );

  test('its own number is left in its own spelling', () => {
    expect(swap('044 123 45 67', KYIV.number)).toBeUndefined();
  });
});

const digit = fc.integer({ min: 0, max: 9 });
const JOINS = ['', '', '', '-', '.', '/', '\u2011', '−'];
const GAPS = [...JOINS, ' ', '\u00a0', ' (', ') ', ' – ', '\u2009', '[', ']\n '];
const spelled = (digits: string, gaps: string[]) =>
  fc
    .array(fc.constantFrom(...gaps), { minLength: digits.length - 1, maxLength: digits.length - 1 })
    .map((between) => [...digits].map((one, index) => one + (between[index] ?? '')).join(''));

const lines = fc.constantFrom(KYIV, LONDON, BUDAPEST, NEW_YORK);
const nationalOf = ({ number, code }: WidgetLine) => number.slice(1 + code.length);

/** What may stand before a line's national number. */
const prefixes = ({ code, trunk }: WidgetLine) => [`+${code}`, `00${code}`, code, trunk, `+${code}${trunk}`];

/** A line, and its number in some spelling. */
const spellings = (gaps: string[]) =>
  lines.chain((line) =>
    fc.constantFrom(...prefixes(line)).chain((prefix) =>
      spelled(prefix.replace(/^(\+|00)/, '') + nationalOf(line), gaps).map((text) => ({
        line,
        text: (/^(\+|00)/.exec(prefix)?.[0] ?? '') + text,
      })),
    ),
  );
const around = fc.constantFrom('', ' ', 'Tel. ', 'тел:', ', ', ' 10 ', '(', '"', '\n');
const after = fc.constantFrom('', ' ', ', 9-18', ' 9-18', '.', ')', '"', ' – ');

const digitsOf = (text: string): string => text.replace(/\D/g, '');
const sameShape = (line: WidgetLine, digits: number[]) =>
  `+${line.code}${nationalOf(line).replace(/\d/g, () => String(digits.pop() ?? 1))}`;

describe('whatever the spelling', () => {
  const ten = fc.array(digit, { minLength: 12, maxLength: 12 });

  test('it is found, and only its digits change', () => {
    fc.assert(
      fc.property(spellings(GAPS), around, after, ten, ({ line, text }, before, behind, digits) => {
        const number = sameShape(line, digits);
        fc.pre(number !== line.number);
        const [swapped = ''] = swap(before + text + behind, number, line) ?? [];
        expect(swapped.replace(/\d/g, '0')).toBe((before + text + behind).replace(/\d/g, '0'));
        expect(digitsOf(swapped.slice(before.length, before.length + text.length))).toMatch(
          new RegExp(`${number.slice(1 + line.code.length)}$`),
        );
      }),
    );
  });

  test('it is found however it is cut, and the texts together are the same', () => {
    fc.assert(
      fc.property(spellings(GAPS), ten, fc.array(fc.nat(40), { maxLength: 6 }), ({ line, text }, digits, cuts) => {
        const number = sameShape(line, digits);
        fc.pre(number !== line.number);
        const edges = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
        const texts = edges.slice(1).map((edge, index) => text.slice(edges[index], edge));
        const swapped = swap(texts, number, line);
        expect(swapped?.map(({ length }) => length)).toEqual(texts.map(({ length }) => length));
        expect(swapped?.join('')).toBe(swap(text, number, line)?.[0]);
      }),
    );
  });

  test('no other number is taken for it', () => {
    fc.assert(
      fc.property(spellings(JOINS), fc.nat(20), digit, fc.boolean(), ({ line, text }, place, other, added) => {
        const places = [...text.matchAll(/\d/g)].map(({ index }) => index);
        const at = places[place % places.length] as number;
        const changed = text.slice(0, at) + other + text.slice(added ? at : at + 1);
        const own = [...prefixes(line), `${line.code}${line.trunk}`, `00${line.code}${line.trunk}`].map((prefix) =>
          digitsOf(prefix + nationalOf(line)),
        );
        fc.pre(!own.includes(digitsOf(changed)));
        expect(swap(changed, '+990000000000', line), changed).toBeUndefined();
      }),
    );
  });
});
