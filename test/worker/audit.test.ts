import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AuditAnswer, SpendFinding, VisitFinding } from '../../shared/audit.ts';
import type { ReportAnswer } from '../../shared/report.ts';
import type { SpendRow } from '../../shared/spend.ts';
import { AD_SYSTEM_TITLES, TEMPLATE_SYSTEMS, type TemplatesAnswer } from '../../shared/templates.ts';
import { ask, asked, bearing, fromPage, newAccount, newSiteOf, problemOf } from './people.ts';
import { idAt } from './site.ts';

/** What of a site's spend finds its visits, and why the rest does not: all of it through the public routes. */

const DAY = 86_400_000;
const NOW = Date.now();
const dayAgo = (days: number): string => new Date(NOW - days * DAY).toISOString().slice(0, 10);
const FROM = dayAgo(20);
const TO = dayAgo(1);

let token: string;
let site: string;
let made: number;

beforeEach(async () => {
  ({ token } = await newAccount());
  site = await newSiteOf(token, { timeZone: 'UTC' });
  made = 0;
});

const audit = async (query = ''): Promise<AuditAnswer> => {
  const answer = await asked<AuditAnswer>(`/v1/sites/${site}/audit?from=${FROM}&to=${TO}${query}`, bearing(token));
  // Of what a sentence speaks there is evidence.
  expect(JSON.stringify(answer)).not.toMatch(/undefined|NaN|“”|«»|\(\)/);
  return answer;
};
const report = (by: string): Promise<ReportAnswer> =>
  asked(`/v1/sites/${site}/report?from=${FROM}&to=${TO}&by=${by}&metrics=spend,visits&limit=50000`, bearing(token));

/** So many visits by an address, some days ago. */
const visits = async (
  address: string,
  { count = 1, days = 5, referrer = '' }: { count?: number; days?: number; referrer?: string } = {},
): Promise<void> => {
  for (let one = 0; one < count; one += 1) {
    made += 1;
    const at = Date.parse(`${dayAgo(days)}T10:00:00Z`) + made * 1_000;
    const visit = {
      id: idAt(at, made),
      visitor: idAt(at, made),
      url: address.startsWith('http') ? address : `https://example.com/?${address}`,
      referrer,
      language: 'uk',
      zone: '',
    };
    const body = { sentAt: Date.now(), visit, hits: [{ kind: 'page', at: 0, path: '/' }] };
    const answer = await ask(`/w/${site}/hits`, fromPage(body));
    expect([answer.status, await answer.json()]).toMatchObject([202, { refused: [] }]);
  }
};

/** What ads cost five days ago, unless they say when. */
const spend = (...rows: Partial<SpendRow>[]): Promise<unknown> =>
  asked(
    `/v1/sites/${site}/spend`,
    bearing(token, { rows: rows.map((row) => ({ ...(row.from ? {} : { day: dayAgo(5) }), ...row })) }),
  );

const GOOGLE = { system: 'google', clicks: 100, impressions: 1_000 } as const;

const causes = ({ spend: findings }: AuditAnswer): Record<string, string> =>
  Object.fromEntries(
    findings.map(({ campaign, source, level, joins, cause }) => [
      campaign || source,
      joins === 'campaign' ? `${cause} (${level}, coarse)` : `${cause} (${level})`,
    ]),
  );
const visitCauses = ({ visits: findings }: AuditAnswer): Record<string, [string, number]> =>
  Object.fromEntries(
    findings.map(({ campaign, source, cause, visits: count }) => [campaign || source, [cause, count]]),
  );
const onlySpend = (answer: AuditAnswer): SpendFinding => {
  expect(answer.spendCount).toBe(1);
  return answer.spend[0] as SpendFinding;
};
const onlyVisits = (answer: AuditAnswer): VisitFinding => {
  expect(answer.visitCount).toBe(1);
  return answer.visits[0] as VisitFinding;
};
const stored = (money: number): number => Math.round(money * 10_000);

describe('the sums', () => {
  test('nothing spent, nobody came', async () => {
    expect(await audit()).toMatchObject({
      totals: {
        spend: 0,
        joined: 0,
        coarse: 0,
        unjoined: 0,
        joinedShare: null,
        paidVisits: 0,
        explained: 0,
        coarseVisits: 0,
        unexplained: 0,
      },
      systems: [],
      spend: [],
      visits: [],
    });
  });

  test('joined, coarse and unjoined are the spend of the report; so are its systems, and its visits', async () => {
    await spend(
      { ...GOOGLE, campaign: 'Brand', campaignId: '11', ad: 'A', adId: '111', cost: '100.0001' },
      { ...GOOGLE, campaign: 'Brand', campaignId: '11', ad: 'B', adId: '112', cost: '50.0002' },
      { ...GOOGLE, campaign: 'Sale', campaignId: '12', ad: 'C', adId: '121', cost: '70.0004' },
      { ...GOOGLE, campaign: 'Lost', campaignId: '13', cost: '30.0008' },
      // A campaign's remainder beside its ads.
      { ...GOOGLE, campaign: 'Brand', campaignId: '11', cost: '160.0016' },
      { system: 'meta', campaign: 'Spring', cost: '20.0032', clicks: 60 },
      { source: 'leaflets', cost: '10.0064' },
      { source: 'agency', kind: 'marketing', cost: '500' },
    );
    await visits('utm_source=google&utm_medium=cpc&utm_campaign=11&utm_content=111', { count: 3 });
    await visits('utm_source=google&utm_medium=cpc&utm_campaign=12', { count: 2 });
    await visits('utm_source=facebook&utm_medium=cpc&utm_campaign=spring', { count: 2 });
    await visits('utm_source=bing&utm_medium=cpc&utm_campaign=x', { count: 4 });
    await visits('', { count: 5 });
    const answer = await audit();
    const { totals, systems } = answer;
    const { totals: reported } = await report('ad');
    expect(totals.spend).toBe(reported.spend);
    expect(totals).toMatchObject({
      joined: 125.004,
      coarse: 70.0004,
      unjoined: 95.008,
      joinedShare: 0.43103,
      paidVisits: 11,
      explained: 5,
      coarseVisits: 2,
      unexplained: 4,
    });
    expect(stored(totals.joined) + stored(totals.coarse) + stored(totals.unjoined)).toBe(stored(totals.spend));
    for (const name of ['spend', 'joined', 'coarse', 'unjoined'] as const)
      expect(systems.reduce((sum, system) => sum + stored(system[name]), 0)).toBe(stored(totals[name]));
    for (const name of ['paidVisits', 'explained', 'coarseVisits', 'unexplained'] as const)
      expect(systems.reduce((sum, system) => sum + system[name], 0)).toBe(totals[name]);
    expect(systems.map(({ system, source }) => system ?? source)).toEqual(['google', 'meta', 'leaflets', 'microsoft']);
    expect(answer.spend.reduce((sum, one) => sum + stored(one.spend), 0)).toBe(
      stored(totals.coarse) + stored(totals.unjoined),
    );
    expect(answer.visits.reduce((sum, one) => sum + one.visits, 0)).toBe(totals.unexplained);
  });

  test('add up whatever was spent and whoever came', { timeout: 60_000 }, async () => {
    const one = <T>(...of: T[]) => fc.constantFrom(...of);
    const name = one('', 'Brand', 'brand', 'Sale 1', 'sale_1', '11', '12', '{campaignid}');
    const cost = fc.integer({ min: 0, max: 99_999_999 }).map((amount) => (amount / 10_000).toFixed(4));
    const row = fc
      .record({
        paidTo: one<Partial<SpendRow>>({ system: 'google' }, { system: 'meta' }, { source: 'google', medium: 'cpc' }),
        campaign: name,
        campaignId: one('', '11', '12'),
        ad: name,
        adId: one('', '11', '12'),
        kind: one<'ad' | 'marketing'>('ad', 'ad', 'ad', 'marketing'),
        day: fc.integer({ min: 1, max: 15 }).map(dayAgo),
        cost,
        clicks: fc.nat(20),
      })
      .map(({ paidTo, kind, clicks, ...told }) => ({
        ...paidTo,
        kind,
        ...(kind === 'ad' && { clicks }),
        ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== '')),
      }));
    const click = fc.record({
      source: one('google', 'facebook', 'blog'),
      medium: one('cpc', 'social'),
      campaign: name,
      content: name,
      days: fc.integer({ min: 1, max: 15 }),
    });
    const history = fc.record({
      rows: fc.array(row, { minLength: 1, maxLength: 40 }),
      clicks: fc.array(click, { maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(history, async ({ rows, clicks }) => {
        site = await newSiteOf(token, { timeZone: 'UTC' });
        await spend(...(rows as Partial<SpendRow>[]));
        for (const { source, medium, campaign, content, days } of clicks) {
          await visits(
            `utm_source=${source}&utm_medium=${medium}&utm_campaign=${encodeURIComponent(campaign)}&utm_content=${encodeURIComponent(content)}`,
            { days },
          );
        }
        const { totals, spend: unjudged, visits: unexplained } = await audit('&limit=10000');
        expect(totals.spend).toBe((await report('ad')).totals.spend);
        expect(stored(totals.joined) + stored(totals.coarse) + stored(totals.unjoined)).toBe(stored(totals.spend));
        const missed = unjudged.reduce((sum, found) => sum + stored(found.spend), 0);
        expect(missed).toBe(stored(totals.coarse) + stored(totals.unjoined));
        expect(unexplained.reduce((sum, found) => sum + found.visits, 0)).toBe(totals.unexplained);
        const paid = clicks.filter(({ medium }) => medium === 'cpc').length;
        expect([totals.paidVisits, totals.explained + totals.coarseVisits + totals.unexplained]).toEqual([paid, paid]);
      }),
      { numRuns: 20 },
    );
  });

  test('the answer is in words, in three languages, and quotes what it speaks of', async () => {
    await spend({ ...GOOGLE, campaign: 'Весняний розпродаж', cost: 10 });
    await visits('utm_source=google&utm_medium=cpc&utm_campaign=vesnyanyi_rozprodazh', { count: 2 });
    const answer = await audit();
    expect(answer.meaning).toEqual({
      uk: 'Із 10 UAH витрат на рекламу 0 поєднано з її візитами, 0 — лише з візитами кампанії, а про 10 нічого сказати не можна. Із платних візитів (2) без витрат — 2.',
      ru: 'Из 10 UAH расходов на рекламу 0 соединены с её визитами, 0 — только с визитами кампании, а о 10 ничего сказать нельзя. Из платных визитов (2) без расходов — 2.',
      en: 'Of 10 UAH spent on ads, 0 found their visits, 0 those of their campaign alone, and 10 cannot be judged. Of 2 paid visits, 2 have no spend.',
    });
    const found = onlySpend(answer);
    expect(found).toMatchObject({ campaign: 'Весняний розпродаж', cause: 'spelling', joins: 'nothing', spend: 10 });
    expect(found.evidence).toEqual({ stated: 'Весняний розпродаж', seen: ['vesnyanyi_rozprodazh'], visits: 2 });
    for (const sentence of Object.values(found.why))
      expect(sentence).toMatch(/Весняний розпродаж.*vesnyanyi_rozprodazh.*2/);
    expect(onlyVisits(answer)).toMatchObject({ cause: 'spelling', evidence: found.evidence });
  });

  test('of many findings the weightiest are given, and all are counted', async () => {
    await spend(...[1, 2, 3].map((cost) => ({ ...GOOGLE, campaignId: `${cost}`, cost })));
    const answer = await audit('&limit=2');
    expect(answer.spend.map((one) => one.spend)).toEqual([3, 2]);
    expect(answer.spendCount).toBe(3);
    expect(answer.totals.unjoined).toBe(6);
  });
});

describe('why spend has no visits', () => {
  const BRAND = { ...GOOGLE, campaign: 'Brand search', cost: 10 };

  test.each<[cause: string, rows: Partial<SpendRow>[], seen: () => Promise<void>]>([
    ['noVisits (campaign)', [BRAND], async () => {}],
    ['fewClicks (campaign)', [{ ...BRAND, clicks: 4 }], async () => {}],
    ['noVisits (campaign)', [{ ...BRAND, clicks: 0, impressions: 0 }], async () => {}],
    ['spelling (campaign)', [BRAND], () => visits('utm_source=google&utm_medium=cpc&utm_campaign=Brand_Search')],
    ['macro (campaign)', [BRAND], () => visits('utm_source=google&utm_medium=cpc&utm_campaign={campaignid}')],
    ['idsForNames (campaign)', [BRAND], () => visits('utm_source=google&utm_medium=cpc&utm_campaign=4711')],
    [
      'namesForIds (campaign)',
      [{ ...GOOGLE, campaignId: '4711', cost: 10 }],
      () => visits('utm_source=google&utm_medium=cpc&utm_campaign=Brand'),
    ],
    ['noCampaign (campaign)', [BRAND], () => visits('gclid=abc')],
    ['otherSource (campaign)', [BRAND], () => visits('utm_source=adw&utm_medium=cpc&utm_campaign=brand+search')],
    ['otherNames (campaign)', [BRAND], () => visits('utm_source=google&utm_medium=cpc&utm_campaign=shoes')],
    ['untagged (campaign)', [BRAND], () => visits('', { count: 20, referrer: 'https://www.google.com/' })],
    // Of a hundred clicks more than nineteen would have come.
    ['noVisits (campaign)', [BRAND], () => visits('', { count: 19, referrer: 'https://www.google.com/' })],
    [
      'stopped (campaign)',
      [BRAND],
      () => visits('utm_source=google&utm_medium=cpc&utm_campaign=Brand+search', { days: 30 }),
    ],
  ])('%s', async (cause, rows, seen) => {
    await spend(...rows);
    await seen();
    expect(Object.values(causes(await audit()))).toEqual([cause]);
  });

  test('others of the system bring visits', async () => {
    await spend(BRAND, { ...GOOGLE, campaign: 'Shoes', cost: 5 });
    await visits('utm_source=google&utm_medium=cpc&utm_campaign=shoes');
    expect(causes(await audit())).toEqual({ 'Brand search': 'silent (campaign)' });
  });

  test('more Direct visits come on its days', async () => {
    for (const days of [4, 6, 8, 10, 12]) {
      await spend({ ...BRAND, day: dayAgo(days) });
      await visits('', { count: 12, days });
    }
    const found = onlySpend(await audit());
    expect(found).toMatchObject({ cause: 'direct', evidence: { perDay: { withSpend: 12, without: 0 } } });
  });

  test('sources of no ad system: another medium, another spelling, no ad at all', async () => {
    await spend(
      { source: 'newsletter', medium: 'email', campaign: 'spring', cost: 3, clicks: 50 },
      { source: 'olena blog', cost: 2, clicks: 50 },
      { source: 'radio', cost: 1 },
    );
    await visits('utm_source=newsletter&utm_medium=mail&utm_campaign=spring');
    await visits('utm_source=olena-blog&utm_medium=post');
    expect(causes(await audit())).toEqual({
      spring: 'otherMedium (campaign)',
      'olena blog': 'spelling (source)',
      radio: 'notAnAd (source)',
    });
  });

  describe('of ads, where their campaign has some', () => {
    const ad = (name: string, adId: string, more: Partial<SpendRow> = {}): Partial<SpendRow> => ({
      ...GOOGLE,
      campaign: 'Brand',
      campaignId: '11',
      ad: name,
      ...(adId && { adId }),
      cost: 10,
      ...more,
    });
    const CAMPAIGN = 'utm_source=google&utm_medium=cpc&utm_campaign=11';

    test.each<[cause: string, rows: Partial<SpendRow>[], content: string]>([
      ['campaignTags (ad, coarse)', [ad('A', '111'), ad('B', '112')], ''],
      ['macro (ad, coarse)', [ad('A', '111')], '{creative}'],
      ['idsForNames (ad, coarse)', [ad('Red banner', '')], '111'],
      ['spelling (ad, coarse)', [ad('Red banner', '')], 'red-banner'],
      ['otherNames (ad, coarse)', [ad('Red banner', '')], 'blue'],
      ['silent (ad)', [ad('A', '111'), ad('B', '112')], '111'],
      ['fewClicks (ad)', [ad('A', '111'), ad('B', '112', { clicks: 4 })], '111'],
      // Four clicks each, of two ads, are too many to have brought nothing.
      ['silent (ad)', [ad('A', '111'), ad('B', '112', { clicks: 4 }), ad('C', '113', { clicks: 4 })], '111'],
    ])('%s', async (cause, rows, content) => {
      await spend(...rows);
      await visits(`${CAMPAIGN}&utm_content=${content}`, { count: 2 });
      const answer = await audit();
      expect(causes(answer)).toEqual({ Brand: cause });
      // Visits of the campaign have its spend.
      expect(answer.visits).toEqual([]);
      const { joins, adCount, ads } = onlySpend(answer);
      expect(answer.totals[joins === 'campaign' ? 'coarse' : 'unjoined']).toBe(adCount * 10);
      expect(ads.map(({ spend: cost }) => cost)).toEqual(Array(adCount).fill(10));
    });
  });
});

describe('why paid visits have no spend', () => {
  const SHOES = 'utm_source=google&utm_medium=cpc&utm_campaign=shoes';
  const BRAND = { ...GOOGLE, campaign: 'Brand', cost: 10 };
  const comeToBrand = () => visits('utm_source=google&utm_medium=cpc&utm_campaign=brand');

  test('none of the system was ever uploaded', async () => {
    await visits(SHOES, { count: 3 });
    const answer = await audit();
    expect(visitCauses(answer)).toEqual({ shoes: ['noSpend', 3] });
    expect(onlyVisits(answer).why.en).toBe(
      `Paid visits came, and no spend of ${AD_SYSTEM_TITLES.google} was ever uploaded. Visits: 3.`,
    );
  });

  test('none was uploaded for their days, which are told', async () => {
    await spend(BRAND);
    await comeToBrand();
    await visits(SHOES, { days: 8 });
    await visits(SHOES, { days: 7, count: 2 });
    await visits(SHOES, { days: 3 });
    const answer = await audit();
    expect(onlyVisits(answer)).toMatchObject({
      cause: 'noSpendThoseDays',
      evidence: {
        days: [
          { from: dayAgo(8), to: dayAgo(7) },
          { from: dayAgo(3), to: dayAgo(3) },
        ],
        visits: 4,
      },
    });
    expect(answer.systems[0]?.missing).toEqual([
      { from: dayAgo(8), to: dayAgo(7), visits: 3 },
      { from: dayAgo(3), to: dayAgo(3), visits: 1 },
    ]);
  });

  test('today is not over: nothing is missing of it yet', async () => {
    await spend(BRAND);
    await comeToBrand();
    await visits('gclid=abc', { days: 0 });
    const { systems } = await asked<AuditAnswer>(
      `/v1/sites/${site}/audit?from=${FROM}&to=${dayAgo(0)}`,
      bearing(token),
    );
    expect(systems[0]).toMatchObject({ unexplained: 1, missing: [] });
  });

  test('the spend of those days names no such campaign, or it names none', async () => {
    await spend(BRAND);
    await comeToBrand();
    await visits(SHOES, { count: 2 });
    await visits('gclid=abc', { count: 3 });
    expect(visitCauses(await audit())).toEqual({ shoes: ['notInSpend', 2], google: ['noCampaign', 3] });
  });

  test('the ad cost nothing in these days', async () => {
    await spend(BRAND, { ...GOOGLE, campaign: 'Shoes', cost: 5, day: dayAgo(40) });
    await comeToBrand();
    await visits(SHOES, { count: 2 });
    expect(visitCauses(await audit())).toEqual({ Shoes: ['noCost', 2] });
  });

  test('what is not paid for needs no spend', async () => {
    await visits('', { referrer: 'https://www.google.com/' });
    await visits('utm_source=newsletter&utm_medium=email&utm_campaign=spring');
    expect(await audit()).toMatchObject({ totals: { paidVisits: 0 }, visits: [], systems: [] });
  });
});

describe('tracking templates', () => {
  const templates = (query = ''): Promise<TemplatesAnswer> =>
    asked(`/v1/sites/${site}/tracking-templates${query}`, bearing(token));

  test.each(TEMPLATE_SYSTEMS)('a click by the one of %s joins what its ad cost', async (system) => {
    const page = encodeURIComponent('https://example.com/windows?size=big&utm_source=old#prices');
    const answer = await templates(`?system=${system}&url=${page}`);
    expect(answer.foreignHost).toBeUndefined();
    const [template] = answer.templates as [TemplatesAnswer['templates'][number]];
    expect(template.address).toBe(`https://example.com/windows?size=big&${template.parameters}#prices`);
    expect(template.replaced).toEqual(['utm_source']);

    // What the ad system makes of it.
    const [campaignId, adId] = ['120253456789012345', '98765432101'];
    const clicked = (template.address as string)
      .replace(template.macros.campaign, campaignId)
      .replace(template.macros.ad, adId)
      .replace('{keyword}', 'вікна+київ');
    expect(clicked).not.toMatch(/[{}]|__/);
    await spend(
      { system, campaignId, campaign: 'Brand', adId, ad: 'Red', cost: '12.3456' },
      { system, campaignId, campaign: 'Brand', adId: '5', ad: 'Blue', cost: 1 },
    );
    await visits(clicked, { count: 2 });
    const { rows } = await report('ad');
    const { source, medium, channel } = template.resolved;
    expect(rows.find(({ values }) => (values.visits ?? 0) > 0)).toMatchObject({
      key: { ad: `${system}-${adId}` },
      ad: { system, source, medium, channel, campaign: 'Brand', content: 'Red', campaignId, adId },
      values: { spend: 12.3456, visits: 2 },
    });
    expect((await audit()).totals).toMatchObject({ joined: 12.3456, unexplained: 0 });
  });

  test("are told under this site's own names", async () => {
    await asked(
      `/v1/sites/${site}`,
      bearing(
        token,
        {
          sourceAliases: { facebook: 'Meta UA' },
          channelRules: [{ channel: 'Targeting', source: 'meta ua', medium: 'cpc' }],
        },
        'PATCH',
      ),
    );
    const { templates: all } = await templates();
    expect(all.map(({ system }) => system)).toEqual([...TEMPLATE_SYSTEMS]);
    expect(all.find(({ system }) => system === 'meta')).toMatchObject({
      parameters: 'utm_source=facebook&utm_medium=cpc&utm_campaign={{campaign.id}}&utm_content={{ad.id}}',
      resolved: { source: 'meta ua', medium: 'cpc', channel: 'Targeting' },
    });
    for (const { address, where } of all) {
      expect(address).toBeUndefined();
      expect(Object.keys(where).sort()).toEqual(['en', 'ru', 'uk']);
    }
  });

  test('an address that the site does not have is told', async () => {
    expect((await templates('?url=https://other.example/')).foreignHost).toBe(true);
    expect((await templates('?url=https://shop.example.com/')).foreignHost).toBeUndefined();
  });
});

test.each([
  ['audit?from=2026-13-01', 'from'],
  ['audit?from=2026-02-01&to=2026-01-01', 'to'],
  ['audit?from=2000-01-01&to=2026-01-01', 'from'],
  ['audit?limit=0', 'limit'],
  ['tracking-templates?system=yahoo', 'system'],
  ['tracking-templates?url=javascript:alert(1)', 'url'],
  ['tracking-templates?url=example.com', 'url'],
])('%s is refused for its %s', async (query, field) => {
  const answer = await ask(`/v1/sites/${site}/${query}`, bearing(token));
  expect(answer.status).toBe(422);
  expect((await problemOf(answer)).errors?.map((error) => error.field)).toContain(field);
});
