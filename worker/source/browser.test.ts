import { describe, expect, test } from 'vitest';
import { countryOf, deviceOf } from './browser.ts';

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('device', () => {
  test.each([
    ['desktop', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36`],
    [
      'desktop',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
    ],
    ['desktop', 'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'],
    ['desktop', `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36`],
    ['mobile', `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/141.0.0.0 Mobile Safari/537.36`],
    [
      'mobile',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    ],
    [
      'mobile',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/440.0]',
    ],
    ['mobile', 'Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0'],
    ['mobile', 'Opera/9.80 (J2ME/MIDP; Opera Mini/4.5; U; uk) Presto/2.12 Version/12.16'],
    [
      'tablet',
      'Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1 Mobile/15E148 Safari/604.1',
    ],
    ['tablet', `Mozilla/5.0 (Linux; Android 13; SM-X700) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36`],
    ['tablet', `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36`],
    ['tablet', 'Mozilla/5.0 (Android 14; Tablet; rv:140.0) Gecko/140.0 Firefox/140.0'],
    ['tablet', `Mozilla/5.0 (Linux; Android 9; KFMAWI) ${WEBKIT} Silk/120.0 like Chrome/120.0 Safari/537.36`],
    ['tv', `Mozilla/5.0 (SMART-TV; Linux; Tizen 7.0) ${WEBKIT} SamsungBrowser/2.1 TV Safari/537.36`],
    ['tv', `Mozilla/5.0 (Web0S; Linux/SmartTV) ${WEBKIT} Chrome/94.0 Safari/537.36`],
    ['tv', `Mozilla/5.0 (Linux; Android 9; AFTMM Build/PS7633) ${WEBKIT} Chrome/141.0 Safari/537.36`],
    ['tv', `Mozilla/5.0 (Linux; Android 12; BRAVIA 4K VH2) ${WEBKIT} Chrome/141.0 Safari/537.36`],
    [
      'tv',
      'Mozilla/5.0 (PlayStation; PlayStation 5/9.00) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
    ],
    ['other', ''],
    ['other', 'curl/8.9'],
  ] as const)('%s: %s', (device, userAgent) => expect(deviceOf(userAgent)).toBe(device));
});

describe('country of a time zone', () => {
  test.each([
    ['UA', 'Europe/Kyiv'],
    ['UA', 'Europe/Kiev'],
    ['UA', 'Europe/Uzhgorod'],
    ['UA', 'Europe/Zaporozhye'],
    ['UA', 'Europe/Simferopol'],
    ['PL', 'Europe/Warsaw'],
    ['PL', 'Poland'],
    ['GB', 'Europe/London'],
    ['CH', 'Europe/Zurich'],
    ['US', 'America/New_York'],
    ['US', 'US/Pacific'],
    ['AR', 'America/Argentina/Buenos_Aires'],
    ['IN', 'Asia/Calcutta'],
    ['VN', 'Asia/Saigon'],
    ['MM', 'Asia/Rangoon'],
    ['', 'UTC'],
    ['', 'Etc/GMT+3'],
    ['', ''],
    ['', 'Mars/Olympus'],
    ['', '__proto__'],
    ['', 'constructor'],
  ])('%j: %s', (country, zone) => expect(countryOf(zone)).toBe(country));

  test('every zone this runtime knows has one', () => {
    const without = Intl.supportedValuesOf('timeZone').filter(
      (zone) => !/^(UTC|Etc\/)/.test(zone) && countryOf(zone) === '',
    );
    expect(without).toEqual([]);
  });
});
