import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countIn, decideStyles, decimalIn, fromMillionths, type NumberStyle, readNumberCell } from './numbers.ts';

describe('a cell with a number', () => {
  it.each([
    ['2447', '2447', undefined],
    ['', '0', undefined],
    [' --', '0', undefined],
    ['—', '0', undefined],
    ['1\u00A0234,56', '1 234,56', undefined],
    ['1\u202F234,56', '1 234,56', undefined],
    ['1’234.56', "1'234.56", undefined],
    ['$0.24', '0.24', 'USD'],
    ['167,52\u00A0$', '167,52', 'USD'],
    ['CA$5.00', '5.00', 'CAD'],
    ['1 234,56 ₴', '1 234,56', 'UAH'],
    ['12 грн.', '12', 'UAH'],
    ['12,50 р.', '12,50', 'RUB'],
    ['12,50 руб.', '12,50', 'RUB'],
    ['₽12', '12', 'RUB'],
    ['12,50 zł', '12,50', 'PLN'],
    ['PLN 12,50', '12,50', 'PLN'],
    ['+5', '5', undefined],
  ])('%j has the digits %j, currency %s', (cell, digits, code) => {
    const read = readNumberCell(cell);
    expect(read).toMatchObject({ digits });
    expect('currency' in read ? read.currency?.code : undefined).toBe(code);
  });

  it.each([
    ['-5.00', 'is negative'],
    ['−5,00 ₴', 'is negative'],
    ['(5.00)', 'is negative'],
    ['$-5', 'is negative'],
    ['1.2E+3', /rounded number/],
    ['1,2e5', /rounded number/],
    ['abc', 'is not a number'],
    ['5%', 'is not a number'],
    ['5 apples', 'is not a number'],
    ['1-2', 'is not a number'],
    ['.5', 'is not a number'],
    ['∞', 'is not a number'],
    ['1'.repeat(101), 'is not a number'],
  ])('%j is refused', (cell, refused) => {
    expect(readNumberCell(cell)).toEqual({
      refused: typeof refused === 'string' ? refused : expect.stringMatching(refused),
    });
  });
});

describe('digits in a style', () => {
  it.each([
    ['1,234.56', '1234.56', undefined],
    ['1.234,56', undefined, '1234.56'],
    ['1 234,56', undefined, '1234.56'],
    ['1 234.56', '1234.56', undefined],
    ["1'234.56", '1234.56', undefined],
    ['1,234', '1234', '1.234'],
    ['1.234', '1.234', '1234'],
    ['1,234,567', '1234567', undefined],
    ['1.234.567', undefined, '1234567'],
    ['1 234 567', '1234567', '1234567'],
    ['12,34', undefined, '12.34'],
    ['0,500', undefined, '0.5'],
    ['1,2345', undefined, '1.2345'],
    ['12,34,567', undefined, undefined],
    ['1,23,456.00', undefined, undefined],
    ['1 23', undefined, undefined],
    ['1,234 567', undefined, undefined],
    ['1234,567.5', undefined, undefined],
    ['007', '7', '7'],
    ['5.10', '5.1', undefined],
    ['0.00', '0', undefined],
  ])('%s is %s with a point, %s with a comma', (digits, point, comma) => {
    expect([decimalIn(digits, 'point'), decimalIn(digits, 'comma')]).toEqual([point, comma]);
  });

  it.each([
    ['1,234', '1234', undefined],
    ['1.234', undefined, '1234'],
    ['1,000', '1000', undefined],
    ['12.0', '12', undefined],
    ['12,00', undefined, '12'],
    ['12.5', undefined, undefined],
    ['1 024', '1024', '1024'],
  ])('as a count %s is %s with a point, %s with a comma', (digits, point, comma) => {
    expect([countIn(digits, 'point'), countIn(digits, 'comma')]).toEqual([point, comma]);
  });
});

describe('the style of a file', () => {
  const styles = (cost: string[], clicks: string[], language: 'en' | 'ru'): (NumberStyle | undefined)[] => {
    const decided = decideStyles(
      [
        { key: 'cost', cells: cost, readIn: decimalIn },
        { key: 'clicks', cells: clicks, readIn: countIn },
      ],
      language,
    );
    return [decided.get('cost'), decided.get('clicks')];
  };

  it.each([
    ['the column decides', ['1,234', '2,447.00'], [], 'ru', 'point'],
    ['the column decides', ['1,234', '0,5'], [], 'en', 'comma'],
    ['then the file', ['1,234'], ['1,024'], 'ru', 'point'],
    ['then the file', ['1.234'], ['1.024'], 'en', 'comma'],
    ['then the language', ['1,234'], ['5'], 'en', 'point'],
    ['then the language', ['1,234'], ['5'], 'ru', 'comma'],
    ['one mistake does not outvote two', ['1.5', '2.5', '3,5'], [], 'ru', 'point'],
  ] as const)('%s: cost %j, clicks %j, %s → %s', (_, cost, clicks, language, style) => {
    expect(styles([...cost], [...clicks], language)[0]).toBe(style);
  });
});

describe('any amount, written in any style', () => {
  const amount = fc.record({
    whole: fc.bigInt({ min: 0n, max: 99_999_999_999n }).map(String),
    fraction: fc.stringMatching(/^\d{0,6}$/),
  });
  const grouping = { point: ['', ',', ' ', '\u00A0', '\u202F', "'"], comma: ['', '.', ' ', '\u00A0', '\u202F'] };

  it('reads back exactly', () => {
    fc.assert(
      fc.property(
        amount,
        fc.constantFrom('point', 'comma'),
        fc.nat(),
        fc.constantFrom('', '₴', 'USD'),
        (number, style, pick, sign) => {
          const separator = grouping[style][pick % grouping[style].length]!;
          const grouped = number.whole.replace(/\B(?=(\d{3})+$)/g, separator);
          const mark = style === 'point' ? '.' : ',';
          const cell = `${grouped}${number.fraction && mark}${number.fraction} ${sign}`;
          const read = readNumberCell(cell);
          const fraction = number.fraction.replace(/0+$/, '');
          expect(decimalIn('digits' in read ? read.digits : '', style)).toBe(
            `${number.whole}${fraction && '.'}${fraction}`,
          );
        },
      ),
    );
  });

  it('survives being millionths', () => {
    fc.assert(
      fc.property(amount, ({ whole, fraction }) => {
        const expected = decimalIn(`${whole}.${fraction.padEnd(1, '0')}`, 'point');
        expect(fromMillionths(BigInt(whole + fraction.padEnd(6, '0')).toString())).toBe(expected);
      }),
    );
  });
});
