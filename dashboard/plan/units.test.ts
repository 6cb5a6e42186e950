import { expect, test } from 'vitest';
import { readTyped, typed } from './units.ts';

test('shares are typed in per cent and times in minutes, and come back as they were', () => {
  expect(readTyped('ratio', '12,5 %')).toBe(0.125);
  expect(readTyped('seconds', '15')).toBe(900);
  expect(readTyped('money', '1 200')).toBe(1200);
  expect(readTyped('count', 'багато')).toBeNull();
  for (const unit of ['ratio', 'seconds', 'money', 'count'] as const)
    expect(readTyped(unit, typed(unit, 0.29))).toBe(0.29);
  expect(readTyped('seconds', typed('seconds', 1234))).toBe(1234);
});
