import { describe, expect, test } from 'vitest';
import { kindOf, knownHost, sourceName, systemOf } from './hosts.ts';

describe('hosts', () => {
  test.each([
    ['google.com', 'google', 'search'],
    ['www.google.com', 'google', 'search'],
    ['google.com.ua', 'google', 'search'],
    ['google.pl', 'google', 'search'],
    ['images.google.com', 'google', 'search'],
    ['yandex.kz', 'yandex', 'search'],
    ['m.yandex.ru', 'yandex', 'search'],
    ['r.search.yahoo.com', 'yahoo', 'search'],
    ['search.yahoo.com', 'yahoo', 'search'],
    ['go.mail.ru', 'mail.ru', 'search'],
    ['e.mail.ru', 'e.mail.ru', 'mail'],
    ['my.mail.ru', 'my.mail.ru', 'social'],
    ['suche.web.de', 'suche.web.de', 'search'],
    ['away.vk.com', 'vk', 'social'],
    ['someone.livejournal.com', 'livejournal', 'social'],
    ['youtube.com', 'youtube', 'video'],
    ['amazon.com', 'amazon', 'shopping'],
    ['market.yandex.ru', 'yandex market', 'shopping'],
    ['meta.ua', 'meta.ua', 'search'],
    ['com.google.android.gm', 'gmail', 'mail'],
  ])('%s is %s, %s', (host, source, kind) => {
    expect(knownHost(host) ?? { source: host, kind: '' }).toMatchObject({ source, kind });
  });

  test.each([
    'docs.google.com',
    'accounts.google.com',
    'google.com.evil.example',
    'notgoogle.com',
    'com',
    'google',
    '',
    '.',
    '..',
    'login.live.com',
    'maps.yandex.ru',
  ])('%j is none of them', (host) => expect(knownHost(host)).toBeNull());

  test('a name, a spelling and a host all tell the kind', () => {
    expect(['google', 'adwords', 'www.google.de', 'suche.web.de', 'fb', 'Nobody', ''].map(kindOf)).toEqual([
      'search',
      'search',
      'search',
      'search',
      'social',
      '',
      '',
    ]);
  });

  test('a name is stable', () => {
    for (const source of ['fb', 'vk.com', 'yandex_direct', 'mail.yandex.ru', 'in.st', 'okna.example']) {
      expect(sourceName(sourceName(source))).toBe(sourceName(source));
    }
    expect(sourceName('in.st')).toBe('in.st');
  });

  test('who sells it', () =>
    expect(['google', 'yt', 'ig', 'yahoo', ''].map(systemOf)).toEqual(['google', 'google', 'meta', '', '']));
});
