import { describe, expect, it } from 'vitest';
import { areRounded, readId } from './ids.ts';

describe('a cell with an id', () => {
  it.each([
    ['20011223344', '20011223344'],
    [' 120253000000000033 ', '120253000000000033'],
    ["'120253000000000033", '120253000000000033'],
    ['="120253000000000033"', '120253000000000033'],
    ['20011223344.0', '20011223344'],
    ['20011223344,00', '20011223344'],
    ['', undefined],
    [' --', undefined],
    ['0', undefined],
  ])('%j is %s', (cell, id) => {
    expect(readId(cell)).toEqual(id === undefined ? {} : { id });
  });

  it.each([
    ['1.20253E+17', /rounded number/],
    ['1,20253e17', /rounded number/],
    // A float has lost the last digits of so long an id.
    ['120253000000000033.0', /rounding program/],
    ['12 345', /not the digits/],
    ['abc', /not the digits/],
    ['M-123', /not the digits/],
    ['1'.repeat(21), /not the digits/],
    ['-5', /not the digits/],
  ])('%j is refused', (cell, reason) => {
    expect(readId(cell)).toEqual({ refused: expect.stringMatching(reason) });
  });

  it('may have a prefix where the system writes one', () => {
    expect(readId('М-123', /^[MМ]-/)).toEqual({ id: '123' });
  });
});

describe('a column of ids', () => {
  it.each([
    ['two long ids that end in zeros', ['120253111111111000', '120253222222222000'], true],
    ['one, which chance can do', ['120253111111111000', '120253111111111000'], false],
    ['one of them whole', ['120253111111111000', '120253222222222001'], false],
    ['short ids', ['20011220000', '20011230000'], false],
    ['none', [], false],
  ])('%s: rounded is %s', (_, ids, rounded) => {
    expect(areRounded(ids)).toBe(rounded);
  });
});
