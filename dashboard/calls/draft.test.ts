import { expect, test } from 'vitest';
import type { NumberSettings } from '../../shared/numbers.ts';
import {
  addLine,
  addPool,
  addRule,
  changeLine,
  conditionOf,
  kindOf,
  moveRule,
  patternOf,
  removeLine,
  removePool,
} from './draft.ts';

const NUMBERS: NumberSettings = {
  lines: [
    { id: 'sales', number: '+380441111111' },
    { id: 'service', number: '+380442222222' },
  ],
  pools: [{ id: 'ads', holdMinutes: 10, coolDownMinutes: 30, whenEmpty: 'own' }],
  rules: [
    { line: 'sales', when: [{ parameter: 'utm_medium', is: 'cpc' }], show: { pool: 'ads' } },
    { line: 'service', when: [], show: 'own' },
  ],
};

test('a line that is renamed keeps its rules, one that goes takes them along', () => {
  const renamed = changeLine(NUMBERS, 0, { id: 'main', number: '+380441111111' });
  expect(renamed.rules.map(({ line }) => line)).toEqual(['main', 'service']);
  expect(removeLine(renamed, 0).rules).toEqual([{ line: 'service', when: [], show: 'own' }]);
});

test('a pool that goes takes its rules along', () => {
  expect(removePool(NUMBERS, 0)).toMatchObject({ pools: [], rules: [{ line: 'service' }] });
});

test('what is added has a name of its own', () => {
  expect(addLine(addLine(NUMBERS)).lines.map(({ id }) => id)).toEqual(['sales', 'service', 'main', 'main2']);
  expect(addPool(addPool(NUMBERS)).pools.map(({ id }) => id)).toEqual(['ads', 'pool', 'pool2']);
  expect(addRule(NUMBERS).rules.at(-1)).toEqual({ line: 'sales', when: [], show: 'own' });
});

test('a rule moves one place, and not beyond the ends', () => {
  expect(moveRule(NUMBERS, 1, -1).rules.map(({ line }) => line)).toEqual(['service', 'sales']);
  expect(moveRule(NUMBERS, 0, -1)).toBe(NUMBERS);
  expect(moveRule(NUMBERS, 1, 1)).toBe(NUMBERS);
});

test.each([{ parameter: 'gclid', is: '*' }, { referrer: '*google*' }, { landing: '/offer*' }])(
  '%o is what it was taken apart into',
  (condition) => {
    const parameter = 'parameter' in condition ? (condition.parameter ?? '') : '';
    expect(conditionOf(kindOf(condition as never), patternOf(condition as never), parameter)).toEqual(condition);
  },
);
