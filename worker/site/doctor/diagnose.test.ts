import { describe, expect, test } from 'vitest';
import type { CheckName } from '../../../shared/doctor.ts';
import { DEFAULT_SETTINGS, type SiteSettings } from '../../../shared/settings.ts';
import { diagnose } from './diagnose.ts';
import type { Facts } from './facts.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;

const NOTHING: Facts = {
  sightings: [],
  lastVisit: null,
  lastContact: null,
  hasSuspects: false,
  lastLease: null,
  lastCall: null,
  lastTold: null,
  failing: null,
};
const SITE: SiteSettings = { ...DEFAULT_SETTINGS, name: 'Shop', hosts: ['shop.example'] };
const script = (host: string, ago: number) =>
  ({ kind: 'script', host, firstAt: NOW - ago, lastAt: NOW - ago }) as const;

const found = (facts: Partial<Facts>, settings: Partial<SiteSettings> = {}) => {
  const { checks } = diagnose({ ...NOTHING, ...facts }, { ...SITE, ...settings }, NOW);
  return (name: CheckName) => {
    const { state, finding } = checks.find(({ check }) => check === name) ?? {};
    return `${state} ${finding}`;
  };
};

test('of a new site all is waited for, and nothing is wrong', () => {
  const of = found({});
  expect(['script', 'hosts', 'visits', 'leads'].map((name) => of(name as CheckName))).toEqual([
    'waiting notSeen',
    'waiting notSeen',
    'waiting none',
    'waiting none',
  ]);
  expect(['consent', 'numbers', 'calls', 'notify'].map((name) => of(name as CheckName))).toEqual([
    'off notNeeded',
    'off none',
    'off none',
    'off none',
  ]);
});

describe('the script', () => {
  test('was seen where its page asked for it, or where a visit proves it', () => {
    expect(found({ sightings: [script('www.shop.example', MINUTE)] })('script')).toBe('done seen');
    expect(found({ lastVisit: NOW - DAY })('script')).toBe('done seen');
  });
  test('is gone where nobody has asked for it for days', () => {
    expect(found({ sightings: [script('shop.example', 5 * DAY)], lastVisit: NOW - 4 * DAY })('script')).toBe(
      'wrong gone',
    );
  });
  test('that was fetched and tells of no visit was kept from it', () => {
    const loaded = { sightings: [script('shop.example', 10 * MINUTE)] };
    expect(found(loaded)('visits')).toBe('wrong silent');
    expect(found({ sightings: [script('shop.example', MINUTE / 2)] })('visits')).toBe('waiting none');
    expect(found(loaded, { consent: 'required' })('visits')).toBe('waiting consent');
  });
});

test('a host that is not the site’s is named, for a week', () => {
  const { checks } = diagnose(
    { ...NOTHING, sightings: [script('shop.test', MINUTE), { ...script('shop.test', MINUTE), kind: 'refused' }] },
    SITE,
    NOW,
  );
  expect(checks.find(({ check }) => check === 'hosts')).toMatchObject({ state: 'wrong', hosts: ['shop.test'] });
  expect(found({ sightings: [script('old.test', 8 * DAY)] })('hosts')).toBe('done own');
});

test('consent is answered once there is a visit', () => {
  const required = { consent: 'required' } as const;
  expect(found({}, required)('consent')).toBe('waiting notSeen');
  expect(found({ sightings: [script('shop.example', MINUTE)] }, required)('consent')).toBe('waiting unanswered');
  expect(found({ lastVisit: NOW }, { consentSignal: 'tcf' })('consent')).toBe('done answered');
});

test('notifications fail as long as the latest one has not been taken', () => {
  const notify = { webhooks: [{ url: 'https://crm.example', secret: 'whsec_x' }], telegram: [] };
  const failing = { at: NOW - MINUTE, error: 'HTTP 500' };
  expect(found({}, { notify })('notify')).toBe('waiting nothing');
  expect(found({ failing }, { notify })('notify')).toBe('wrong failing');
  expect(found({ failing, lastTold: NOW }, { notify })('notify')).toBe('done told');
});

test('numbers of a pool are seen when they are lent; static ones are the page’s own affair', () => {
  const line = { id: 'sales', number: '+380441234567' };
  const rule = (show: object) => ({
    numbers: { lines: [line], pools: [], rules: [{ line: 'sales', when: [], show }] },
  });
  expect(found({}, rule({ number: '+380442000001' }) as never)('numbers')).toBe('off static');
  expect(found({}, rule({ pool: 'ads' }) as never)('numbers')).toBe('waiting notLent');
  expect(found({ lastLease: NOW }, rule({ pool: 'ads' }) as never)('numbers')).toBe('done lent');
});
