import { describe, expect, test } from 'vitest';
import { holds, type NumberCondition, type NumberRule, type RuleTouch, ruleFor } from './numberRules.ts';

const touch: RuleTouch = {
  url: 'https://shop.example/Kyiv/offer?utm_source=Google&gclid=a%2Bb&utm_term=%D0%B2%D1%96%D0%BA%D0%BD%D0%B0+pvc',
  referrer: 'https://www.google.com/search',
};

describe('a condition', () => {
  test.each<[NumberCondition, boolean]>([
    [{ parameter: 'utm_source', is: 'google' }, true],
    [{ parameter: 'UTM_Source', is: 'goo*' }, true],
    [{ parameter: 'utm_source', is: 'goo' }, false],
    [{ parameter: 'gclid', is: '*' }, true],
    [{ parameter: 'gclid', is: 'a+b' }, true],
    [{ parameter: 'utm_term', is: 'ВІКНА *' }, true],
    [{ parameter: 'utm_medium', is: '' }, true],
    [{ parameter: 'utm_medium', is: '?*' }, false],
    [{ referrer: '*.google.com' }, true],
    [{ referrer: 'google.com' }, false],
    [{ referrer: '' }, false],
    [{ landing: '/kyiv/*' }, true],
    [{ landing: '/' }, false],
  ])('%o: %s', (condition, expected) => {
    expect(holds(condition, touch)).toBe(expected);
  });

  test('nobody comes from anywhere where there is no referrer, and lands on / where there is no path', () => {
    expect(holds({ referrer: '' }, { url: 'https://shop.example', referrer: '' })).toBe(true);
    expect(holds({ landing: '/' }, { url: 'https://shop.example', referrer: '' })).toBe(true);
  });

  test('a touch that a page of the site handed on stands in the referrer', () => {
    const inner = { url: 'https://shop.example/price', referrer: 'https://shop.example/?utm_source=google' };
    expect(holds({ parameter: 'utm_source', is: 'google' }, inner)).toBe(true);
  });

  test('an address that is none holds nothing', () => {
    expect(holds({ parameter: 'utm_source', is: '*a*' }, { url: 'nonsense?utm_source=a', referrer: '' })).toBe(false);
  });
});

test('of the rules for a line the first one counts whose conditions all hold', () => {
  const rules: NumberRule[] = [
    { line: 'service', when: [], show: 'own' },
    { line: 'sales', when: [{ parameter: 'utm_source', is: 'google' }, { landing: '/lviv/*' }], show: { pool: 'a' } },
    { line: 'sales', when: [{ parameter: 'utm_source', is: 'google' }], show: { pool: 'b' } },
    { line: 'sales', when: [], show: { pool: 'c' } },
  ];
  expect(ruleFor(rules, 'sales', touch)?.show).toEqual({ pool: 'b' });
  expect(ruleFor(rules, 'sales', { url: 'https://shop.example/', referrer: '' })?.show).toEqual({ pool: 'c' });
  expect(ruleFor(rules, 'city', touch)).toBeUndefined();
});
