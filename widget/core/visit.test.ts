import { describe, expect, test } from 'vitest';
import { idFloor, idTime } from '../../shared/ids.ts';
import { VISIT_IDLE, VISIT_LENGTH } from '../../shared/limits.ts';
import type { Arrival } from './touch.ts';
import { begin, goesOn, type VisitState } from './visit.ts';

const START = Date.UTC(2026, 2, 29, 0, 59);
const newId = (now: number): string => `${idFloor(now)}aaaaaaaaaaaa`;

const visit = (change: Partial<VisitState> = {}): VisitState => ({
  visitor: newId(START - 1_000),
  id: newId(START),
  url: 'https://shop.ua/?utm_source=google&gclid=1',
  referrer: 'https://www.google.com/',
  seen: START,
  done: [],
  ...change,
});

const arrival = (url: string, change: Partial<Arrival> = {}): Arrival => ({
  url,
  referrer: '',
  again: false,
  ...change,
});

describe('goesOn', () => {
  test('on the next page, and until 30 idle minutes have passed', () => {
    expect(goesOn(visit(), arrival('https://shop.ua/about'), START + VISIT_IDLE)).toBe(true);
    expect(goesOn(visit(), arrival('https://shop.ua/about'), START + VISIT_IDLE + 1)).toBe(false);
  });

  test('no longer than 24 hours, however active', () => {
    const state = visit({ seen: START + VISIT_LENGTH });
    expect(goesOn(state, arrival('https://shop.ua/'), START + VISIT_LENGTH)).toBe(true);
    expect(goesOn(state, arrival('https://shop.ua/'), START + VISIT_LENGTH + 1)).toBe(false);
  });

  test('ends with another touch, not with the same one in another order, tab or page', () => {
    expect(goesOn(visit(), arrival('https://shop.ua/?utm_source=google&gclid=2'), START + 1)).toBe(false);
    expect(goesOn(visit(), arrival('https://shop.ua/?yclid=2'), START + 1)).toBe(false);
    expect(goesOn(visit(), arrival('https://shop.ua/x?gclid=1&utm_source=google'), START + 1)).toBe(true);
  });

  test('a reload or a step back to an older touch is none', () => {
    expect(goesOn(visit(), arrival('https://shop.ua/?gclid=0', { again: true }), START + 1)).toBe(true);
  });

  test('a referrer does not end it, nor does what the site searches for itself', () => {
    expect(goesOn(visit(), arrival('https://shop.ua/', { referrer: 'https://bing.com/' }), START + 1)).toBe(true);
    expect(goesOn(visit(), arrival('https://shop.ua/search?keyword=shoes'), START + 1)).toBe(true);
  });

  test('a touch that the referrer gave back is the same when its link is opened again', () => {
    const state = visit({ url: 'https://shop.ua/about', referrer: 'https://shop.ua/?gclid=1' });
    expect(goesOn(state, arrival('https://shop.ua/?gclid=1'), START + 1)).toBe(true);
  });

  test('nothing remembered is no visit; one seen in the far future neither', () => {
    expect(goesOn({}, arrival('https://shop.ua/'), START)).toBe(false);
    expect(goesOn(visit({ id: newId(START * 1.1), seen: START * 1.1 }), arrival('https://shop.ua/'), START)).toBe(
      false,
    );
  });
});

describe('begin', () => {
  const inner = ['shop.ua', 'liqpay.ua'];
  const visitor = newId(START - 5);
  const start = (before: Partial<VisitState>, came: Arrival) =>
    begin({ before, arrival: came, visitor, now: START, inner, newId });

  test('with the touch as it arrived', () => {
    expect(start({}, arrival('https://shop.ua/?gclid=1', { referrer: 'https://www.google.com/' }))).toEqual({
      visitor,
      id: newId(START),
      url: 'https://shop.ua/?gclid=1',
      referrer: 'https://www.google.com/',
      seen: START,
      done: [],
    });
    expect(idTime(start({}, arrival('https://shop.ua/')).id)).toBe(START);
  });

  test.each(['https://shop.ua/cart', 'https://pay.shop.ua/', 'https://www.liqpay.ua/done', 'https://shop.ua:8080/'])(
    'nobody comes from %s',
    (referrer) => {
      expect(start({}, arrival('https://shop.ua/', { referrer })).referrer).toBe('');
    },
  );

  test.each(['https://notshop.ua/', 'https://shop.ua.evil.com/', 'android-app://com.google.android.gm/'])(
    'but from %s',
    (referrer) => {
      expect(start({}, arrival('https://shop.ua/', { referrer })).referrer).toBe(referrer);
    },
  );

  test('a page of ours that still has the touch in its address gives it back', () => {
    const referrer = 'https://shop.ua/?utm_source=meta&utm_campaign=1';
    expect(start({}, arrival('https://shop.ua/about', { referrer })).referrer).toBe(referrer);
  });

  test('who reads on after lunch has not clicked the ad again', () => {
    const onward = (referrer: string) => arrival('https://shop.ua/about', { referrer });
    expect(start(visit(), onward('https://shop.ua/?gclid=1&utm_source=google')).referrer).toBe('');
    const givenBack = visit({ url: 'https://shop.ua/about', referrer: 'https://shop.ua/?gclid=1' });
    expect(start(givenBack, onward('https://shop.ua/?gclid=1')).referrer).toBe('');
    expect(start(visit(), onward('https://shop.ua/?gclid=2')).referrer).toBe('https://shop.ua/?gclid=2');
  });

  test('a tab restored the next day is no click on the ad, unless nothing is known of one', () => {
    const restored = arrival('https://shop.ua/?gclid=1', { referrer: 'https://www.google.com/', again: true });
    expect(start(visit(), restored)).toMatchObject({ url: 'https://shop.ua/', referrer: '' });
    expect(start({}, restored)).toMatchObject({ url: 'https://shop.ua/?gclid=1', referrer: 'https://www.google.com/' });
  });
});
