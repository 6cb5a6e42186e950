import { describe, expect, test } from 'vitest';
import { busiestHour, type DayOfHours, loadOf, typicalDay } from './load.ts';

const hours = (of: Record<number, number>): number[] => Array.from({ length: 24 }, (_, hour) => of[hour] ?? 0);
const steady = Array<number>(24).fill(6);

describe('the load of an hour', () => {
  test.each([0.25, 1, 7.5, 24, 100])('of a steady stream is rate times holding time (%f h)', (holding) => {
    for (const erlangs of loadOf(steady, holding)) expect(erlangs).toBeCloseTo(6 * holding, 9);
  });

  test('is of those who came shortly before, where they stay short', () => {
    const load = loadOf(hours({ 10: 60 }), 0.1);
    expect(load[10]).toBeGreaterThan(5);
    expect(load[11]).toBeLessThan(1);
    expect(load[9]).toBe(0);
  });

  test('grows past a short peak where a visitor keeps a number for hours', () => {
    const load = loadOf(hours({ 10: 12, 11: 12 }), 3);
    expect(busiestHour(load)).toBe(12);
    expect(load[12]).toBeCloseTo(24, 9);
  });

  test('reaches over midnight', () => {
    expect(loadOf(hours({ 23: 10 }), 2)[0]).toBeCloseTo(10, 9);
  });

  test('of a holding time of whole days is every day’s arrivals, at every hour', () => {
    for (const erlangs of loadOf(hours({ 10: 5, 15: 7 }), 48)) expect(erlangs).toBeCloseTo(24, 9);
  });
});

describe('the typical day', () => {
  const at = (day: number, hour: number, arrivals: number, misses = 0): DayOfHours => ({ day, hour, arrivals, misses });

  test('is nothing without arrivals', () => {
    expect(typicalDay([])).toBeNull();
    expect(typicalDay([at(1, 1, 0)])).toBeNull();
  });

  test('averages the same hour over the days', () => {
    const typical = typicalDay([at(1, 10, 20, 2), at(2, 10, 10), at(2, 11, 30), at(3, 10, 30, 1)]);
    expect(typical?.days).toBe(3);
    expect(typical?.arrivals[10]).toBe(20);
    expect(typical?.arrivals[11]).toBe(10);
    expect(typical?.misses[10]).toBe(1);
  });

  test('leaves quiet days out', () => {
    const week = [1, 2, 3, 4, 5].map((day) => at(day, 10, 100)).concat(at(6, 10, 20), at(7, 10, 10));
    expect(typicalDay(week)).toMatchObject({ days: 5 });
    expect(typicalDay(week)?.arrivals[10]).toBe(100);
  });
});
