import { describe, expect, test } from 'vitest';
import { MAX_URL } from '../../shared/limits.ts';
import { reduce, touchOf } from './touch.ts';

describe('reduce', () => {
  test('keeps origin, path and the parameters that matter, byte for byte', () => {
    expect(reduce('https://shop.ua:8443/a%20b/?email=me%40x.ua&utm_source=Fb%20ads+1&gclid=Cj0-_a&token=1#pay')).toBe(
      'https://shop.ua:8443/a%20b/?utm_source=Fb%20ads+1&gclid=Cj0-_a',
    );
  });

  test('drops what tells nothing: other parameters, empty ones, credentials, the fragment', () => {
    expect(reduce('https://me:secret@shop.ua/?utm_source=&phone=1&utm_sourcex#utm')).toBe('https://shop.ua/');
  });

  test.each([
    ['#utm_source=x&utm_medium=cpc', '?utm_source=x&utm_medium=cpc'],
    ['#/route?utm_source=x', '?utm_source=x'],
    ['#!/route?a=b&yclid=7', '?yclid=7'],
    ['?gclid=1#utm_source=x', '?gclid=1&utm_source=x'],
    ['#section', ''],
  ])('reads the fragment too: %s', (end, kept) => {
    expect(reduce(`https://shop.ua/${end}`)).toBe(`https://shop.ua/${kept}`);
  });

  test('an app is a referrer, none is none, and so is what no browser would say', () => {
    expect(reduce('(none)')).toBe('');
    expect(reduce('android-app://com.google.android.gm/')).toBe('android-app://com.google.android.gm/');
    expect(reduce('')).toBe('');
  });

  test('is never longer than the worker takes, whatever the path', () => {
    const url = reduce(`https://shop.ua/${'p'.repeat(5_000)}?gclid=abc&utm_term=${'t'.repeat(5_000)}`);
    expect(url).toHaveLength(MAX_URL);
    expect(url).toContain('?gclid=abc&');
  });
});

describe('touchOf', () => {
  test('is one for one link, in whatever order', () => {
    expect(touchOf('https://a.ua/?utm_source=x&gclid=1')).toBe(touchOf('https://a.ua/other?gclid=1&utm_source=x'));
    expect(touchOf('https://a.ua/?gclid=1')).not.toBe(touchOf('https://a.ua/?gclid=2'));
  });

  test('there is none without UTM or a click id', () => {
    expect(touchOf('https://a.ua/')).toBe('');
    expect(touchOf(undefined)).toBe('');
    expect(
      touchOf(
        'https://a.ua/?keyword=shoes&campaign_id=1&adgroupid=2&ad_id=3&adid=4&gbid=5&creative=6&adset_id=7&banner_id=8',
      ),
    ).toBe('');
  });

  test.each([
    'gclid',
    'adclickid',
    'gbraid',
    'wbraid',
    'dclid',
    'fbclid',
    'yclid',
    'msclkid',
    'ttclid',
    'irclickid',
    'gad_source',
    'awc',
    '_kx',
    'utm_id',
  ])('%s makes one', (name) => {
    expect(touchOf(reduce(`https://a.ua/?${name}=1`))).toBe(`${name}=1`);
  });
});
