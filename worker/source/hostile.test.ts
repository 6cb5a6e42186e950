import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../shared/settings.ts';
import { wildcard } from '../../shared/wildcard.ts';
import { ignoredReason } from './bots.ts';
import { countryOf, deviceOf } from './browser.ts';
import { channelOf } from './channels.ts';
import { CLICK_IDS } from './click-ids.ts';
import { normalise } from './normalise.ts';
import { type Ad, resolveTouch } from './resolve.ts';

/** What must hold whatever the bytes. */

const SITE = { ...DEFAULT_SETTINGS, hosts: ['okna.example'] };

/** Any text: lone surrogates, control characters, and the corners where case and composition meet. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  fc.string({
    unit: fc.constantFrom(
      'İ',
      'ı',
      'Σ',
      'ς',
      'K',
      'Å',
      'é',
      'e',
      '\u0301',
      '\u0345',
      '\u200d',
      '\ud83d',
      '\ude00',
      ' ',
      '\u00a0',
      '\u2028',
      '\0',
      '%',
      '+',
    ),
  }),
  fc.string({ unit: 'binary', minLength: 190, maxLength: 260 }),
);

const parameter = fc.oneof(
  fc.constantFrom(
    'utm_source',
    'utm_medium',
    'utm_campaign',
    'utm_content',
    'utm_term',
    'utm_id',
    'creative',
    ...CLICK_IDS.map((id) => id.parameter),
  ),
  text,
);
const value = fc.oneof(
  text,
  fc.constantFrom('google', 'fb', 'cpc', 'organic', '(direct)', '(none)', '12345', '', '__proto__', 'constructor'),
);
const query = fc.array(fc.tuple(parameter, value)).map((pairs) => new URLSearchParams(pairs).toString());
const address = fc.oneof(
  text,
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  query.map((given) => `https://okna.example/?${given}`),
  text.map((given) => `https://okna.example/?utm_source=${given}&${given}`),
  text.map((given) => `https://${given}/`),
  fc.constantFrom(
    'https://www.google.com/',
    'https://l.facebook.com/',
    'android-app://com.viber.voip/',
    'https://okna.example/?gclid=1',
  ),
);
const touch = fc.record({ url: address, referrer: address });
const rules = fc.array(
  fc.record(
    {
      channel: fc.constantFrom('A', 'B'),
      source: value,
      medium: value,
      campaign: fc.oneof(value, fc.constantFrom('*', '*a*', '**')),
    },
    { requiredKeys: ['channel'] },
  ),
  { maxLength: 4 },
);

const tagged = ({ source, medium, campaign, content, term }: Ad): string =>
  `https://okna.example/?${new URLSearchParams({
    utm_source: source,
    utm_medium: medium,
    utm_campaign: campaign,
    utm_content: content,
    utm_term: term,
  })}`;

test('any touch resolves to bounded, storable text, with a source, a medium and a channel', () => {
  fc.assert(
    fc.property(touch, rules, (given, channelRules) => {
      const ad = resolveTouch(given, { ...SITE, channelRules });
      for (const part of [ad.source, ad.medium, ad.campaign, ad.content, ad.term]) {
        expect(part.length).toBeLessThanOrEqual(200);
        expect(part).toBe(normalise(part));
        expect(part).not.toMatch(/[\p{Cc}\p{Cs}]/u);
      }
      for (const id of [ad.campaignId, ad.groupId, ad.adId]) expect(id).toMatch(/^\d{0,20}$/);
      for (const must of [ad.source, ad.medium, ad.channel, ad.rule]) expect(must).not.toBe('');
    }),
    { numRuns: 2_000 },
  );
});

test('the same touch gives the same ad, whatever was resolved before', () => {
  fc.assert(
    fc.property(touch, touch, (given, other) => {
      const before = resolveTouch(given, SITE);
      resolveTouch(other, SITE);
      expect(resolveTouch({ ...given }, structuredClone(SITE))).toEqual(before);
    }),
  );
});

test('a link tagged with the names that came out gives the same names and the same channel', () => {
  fc.assert(
    fc.property(touch, (given) => {
      const ad = resolveTouch(given, SITE);
      const { source, medium, campaign, content, term, channel, rule } = ad;
      expect(resolveTouch({ url: tagged(ad), referrer: '' }, SITE)).toMatchObject({
        source,
        medium,
        campaign,
        content,
        term,
        channel,
        rule,
      });
    }),
    { numRuns: 2_000 },
  );
});

test('history is classified again from source, medium and campaign alone', () => {
  fc.assert(
    fc.property(touch, rules, (given, channelRules) => {
      const ad = resolveTouch(given, { ...SITE, channelRules });
      expect(channelOf(ad, channelRules)).toEqual({ channel: ad.channel, rule: ad.rule });
    }),
  );
});

test('case never decides', () => {
  fc.assert(
    fc.property(value, value, value, (source, medium, campaign) => {
      const lower = { source: normalise(source), medium: normalise(medium), campaign: normalise(campaign) };
      expect(channelOf({ source, medium, campaign }, [])).toEqual(channelOf(lower, []));
    }),
  );
});

test('normalising twice is normalising once', () => {
  fc.assert(
    fc.property(text, (given) => {
      expect(normalise(normalise(given))).toBe(normalise(given));
    }),
    { numRuns: 5_000 },
  );
});

test('a wildcard agrees with the regular expression it stands for', () => {
  const letters = (...units: string[]) => fc.string({ unit: fc.constantFrom(...units), maxLength: 12 });
  fc.assert(
    fc.property(letters('a', 'b', '*'), letters('a', 'b'), (pattern, given) => {
      expect(wildcard(pattern)(given)).toBe(new RegExp(`^${pattern.replace(/\*+/g, '.*')}$`).test(given));
    }),
    { numRuns: 5_000 },
  );
});

test('a hostile rule and a hostile address cost no time', () => {
  const channelRules = [{ channel: 'A', source: `${'*a'.repeat(99)}*b`, campaign: `${'*a'.repeat(99)}*b` }];
  const long = 'a'.repeat(200);
  const started = performance.now();
  for (let round = 0; round < 100; round += 1) {
    channelOf({ source: long, medium: 'cp'.repeat(100), campaign: `${'shо'.repeat(60)}` }, channelRules);
    resolveTouch(
      { url: `https://okna.example/?${'utm_source=a&'.repeat(150)}`, referrer: `https://${'a.'.repeat(120)}example/` },
      SITE,
    );
  }
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('no user agent, purpose or time zone throws', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      deviceOf(one);
      ignoredReason({ userAgent: one, purpose: other });
      expect(countryOf(one)).toMatch(/^([A-Z]{2})?$/);
    }),
  );
});
