import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MetricName } from '../../shared/metrics/catalogue.ts';
import type { Dimension, ReportAnswer, SingleTouch } from '../../shared/report.ts';
import { byHand, ESTIMATED, type Figures, METRICS, TABLES, TOTAL_CREDITS, TOTAL_FIGURES } from './byHand.ts';
import type { Owner } from './owner.ts';
import { GOOGLE_1, GOOGLE_2, PERSONAL, STORIES, type Story } from './people.ts';
import { openScene, type Scene } from './scene.ts';
import { DAYS, DOLLARS, GOOGLE_ADS, INVOICE, META_ADS, metaFile, ROUBLES, TODAY, YANDEX_DIRECT } from './spend.ts';
import { yandexDirectFile } from './spendFiles.ts';
import { until } from './until.ts';
import { newVisitor } from './visitor.ts';

/**
 * From the click on an ad to what a lead cost. Fifteen people come to a company's site in real browsers, by two ads of
 * Google, one of Yandex, one of Meta, by a search and by themselves; some leave a number. What the advertising cost is
 * uploaded in the systems' own files, half of it before they come and half after. Every figure of every report is then
 * held against the one worked out by hand in byHand.ts.
 */

let scene: Scene;
let owner: Owner;
let began: number;

/** So many browsers at once: people do come at the same time. */
const AT_ONCE = 3;

const live = async (stories: readonly Story[]): Promise<void> => {
  const waiting = [...stories];
  const lane = async (): Promise<void> => {
    for (let story = waiting.shift(); story; story = waiting.shift()) {
      const visitor = await newVisitor(scene.browser, scene.company);
      await story(visitor);
      await visitor.leaves();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
};

const keyOf = (by: keyof typeof TABLES, row: ReportAnswer['rows'][number]): string =>
  by === 'ad' ? [row.ad?.channel, row.ad?.campaign, row.ad?.content].join(' / ') : (row.key[by as Dimension] as string);

const sorted = <T extends { key: string }>(rows: T[]): T[] => rows.sort((a, b) => (a.key < b.key ? -1 : 1));

beforeAll(async () => {
  scene = await openScene();
  owner = await scene.newSite();
  // Half of the spend before anybody has come …
  await owner.upload(GOOGLE_ADS);
  await owner.upload(YANDEX_DIRECT, ROUBLES);
  began = Date.now();
  await live(Object.values(STORIES));
  // What a page sends as it is left may still be under way.
  await until('every page to be recorded', async () => {
    const late: MetricName[] = ['pages', 'formSeen', 'formStarted', 'formSubmitted'];
    const { totals } = await owner.report({ by: 'ad', metrics: late.join(','), ...DAYS });
    return late.every((metric) => totals[metric] === TOTAL_FIGURES[metric]);
  });
  // … and half of it after.
  await owner.upload(META_ADS, DOLLARS);
  await owner.upload(INVOICE);
}, 300_000);

afterAll(() => scene?.close());

const models: SingleTouch[] = ['lastNonDirect', 'lastClick', 'firstClick'];
const cases = models.flatMap((model) => (['ad', 'campaign', 'channel'] as const).map((by) => ({ model, by })));

test.each(cases)('the report by $by, $model, is the table worked out by hand', async ({ model, by }) => {
  const query = { by, model, metrics: METRICS.join(','), ...DAYS };
  const answer = await owner.report(query);
  const given = answer.rows.map((row) => ({
    key: keyOf(by, row),
    values: row.values,
    ...(row.unmatched && { unmatched: row.unmatched }),
    ...(row.estimated && { estimated: row.estimated }),
  }));
  const expected = TABLES[by].map(({ key, figures, credits, unmatched, estimated }) => ({
    key,
    values: byHand(figures, credits, model, METRICS),
    ...(unmatched && { unmatched }),
    ...(estimated && { estimated: ESTIMATED }),
  }));
  expect(sorted(given)).toEqual(sorted(expected));
  expect(answer.totals).toEqual(byHand(TOTAL_FIGURES, TOTAL_CREDITS, model, METRICS));
  expect(answer).toMatchObject({
    currency: 'UAH',
    timeZone: 'Europe/Kyiv',
    models: [model],
    rowCount: TABLES[by].length,
    ...DAYS,
  });
});

test.each(cases)('the CSV by $by, $model, says the same', async ({ model, by }) => {
  const rows = await owner.csv({ by, model, metrics: METRICS.join(','), ...DAYS });
  // A cell that a spreadsheet would take for a formula is made plain text.
  const safe = (text: string): string => (/^[-=+@]/.test(text) ? `'${text}` : text);
  const cells = (values: Figures) =>
    Object.fromEntries(METRICS.map((metric) => [metric, String(values[metric] ?? '')]));
  const given = rows.map((row) => ({
    key: by === 'ad' && row.ad !== 'total' ? [row.channel, row.campaign, row.content].join(' / ') : (row[by] as string),
    note: row.note,
    ...Object.fromEntries(METRICS.map((metric) => [metric, row[metric]])),
  }));
  const expected = TABLES[by].map(({ key, figures, credits, unmatched, estimated }) => ({
    key: key.split(' / ').map(safe).join(' / '),
    note: unmatched ? 'unmatched' : estimated ? `estimated: ${ESTIMATED.join(' ')}` : '',
    ...cells(byHand(figures, credits, model, METRICS)),
  }));
  expected.push({ key: 'total', note: '', ...cells(byHand(TOTAL_FIGURES, TOTAL_CREDITS, model, METRICS)) });
  expect(given.at(-1)?.key).toBe('total');
  expect(sorted(given)).toEqual(sorted(expected));
});

test('visitors, who do not add up, are counted, and the visits read one by one say what the cube says', async () => {
  const metrics: MetricName[] = [...METRICS, 'visitors'];
  for (const by of ['ad', 'campaign', 'channel'] as const) {
    const answer = await owner.report({ by, metrics: metrics.join(','), ...DAYS });
    expect(sorted(answer.rows.map((row) => ({ key: keyOf(by, row), values: row.values })))).toEqual(
      sorted(
        TABLES[by].map(({ key, figures, credits }) => ({
          key,
          values: byHand(figures, credits, 'lastNonDirect', metrics),
        })),
      ),
    );
    expect(answer.totals).toEqual(byHand(TOTAL_FIGURES, TOTAL_CREDITS, 'lastNonDirect', metrics));
  }
});

test('rows by ad carry the ad systems’ names and ids', async () => {
  const { rows, withoutLead } = await owner.report({ by: 'ad', metrics: 'spend,leads,visits', ...DAYS });
  const rule = expect.any(String);
  const google = {
    channel: 'Paid Search',
    rule,
    source: 'google',
    medium: 'cpc',
    campaign: 'Вікна, пошук',
    system: 'google',
    campaignId: '20011223344',
  };
  const yandex = { channel: 'Paid Search', rule, source: 'yandex', medium: 'cpc', system: 'yandex' };
  expect(rows.map(({ ad }) => ad)).toEqual(
    expect.arrayContaining([
      { ...google, content: GOOGLE_1, adId: GOOGLE_1 },
      { ...google, content: GOOGLE_2, adId: GOOGLE_2 },
      { ...yandex, campaign: 'Поиск "Окна"', content: '1600112233', campaignId: '70011223', adId: '1600112233' },
      { ...yandex, campaign: '-50% Ретаргетинг', content: '1600999999', campaignId: '70099999', adId: '1600999999' },
      {
        channel: 'Paid Social',
        rule,
        source: 'facebook',
        medium: 'paid_social',
        campaign: 'Весна',
        content: 'Відео',
        system: 'meta',
        campaignId: '120253000000000011',
        adId: '120253000000000033',
      },
      { channel: 'Organic Search', rule, source: 'google', medium: 'organic', campaign: '', content: '' },
      { channel: 'Direct', rule, source: '(direct)', medium: '(none)', campaign: '', content: '' },
    ]),
  );
  // Google 2 and Yandex's campaign that nobody came by: 361.61 + 43.21
  expect(withoutLead).toEqual({ spend: 404.82, ads: 2 });
});

test('forms: each visit counts once in each form it met', async () => {
  const { rows } = await owner.report({
    by: 'form',
    metrics: 'formSeen,formStarted,formSubmitted,contacts,leads',
    ...DAYS,
  });
  expect(Object.fromEntries(rows.map(({ key, values }) => [key.form, values]))).toEqual({
    // olha, petro, iryna, taras, larysa, dmytro, nadia, oleh, vira; dmytro's second contact is in his first one's lead
    lead: { formSeen: 9, formStarted: 7, formSubmitted: 5, contacts: 5, leads: 4 },
    // hanna, dmytro, yana
    callback: { formSeen: 3, formStarted: 2, formSubmitted: 2, contacts: 2, leads: 2 },
  });
});

test('the inbox: six leads, one of them with two contacts', async () => {
  const leads = await owner.leads();
  const inbox = leads.map(({ contacts, source }) => ({
    who: contacts.map(({ fields, phoneNumber }) => fields.name ?? (phoneNumber || fields.email)),
    phones: [...new Set(contacts.map(({ phoneNumber }) => phoneNumber))],
    channel: source.channel,
  }));
  expect(inbox.sort((a, b) => ((a.who[0] as string) < (b.who[0] as string) ? -1 : 1))).toEqual([
    { who: ['Taras@Example.com'], phones: [''], channel: 'Paid Search' },
    { who: ['Віра'], phones: ['+380501234506'], channel: 'Organic Search' },
    { who: ['Ганна'], phones: ['+380441234503'], channel: 'Paid Search' },
    { who: ['Дмитро', 'Дмитро Бойко'], phones: ['+380671234505'], channel: 'Paid Search' },
    { who: ['Лариса'], phones: ['+380671234504'], channel: 'Paid Social' },
    { who: ['Ольга Коваль'], phones: ['+380441234501'], channel: 'Paid Search' },
  ]);
  for (const { contacts } of leads) {
    for (const { consent } of contacts) expect(consent?.text).toMatch(/конфіденційності/);
  }
});

test('every contact was told within 5 s, signed, to the webhook and to Telegram', async () => {
  const { receiver, telegram } = scene;
  const told = receiver.receipts.filter(({ event }) => event.data.site.key === owner.site);
  expect(receiver.rejected).toEqual([]);
  expect(told.map(({ event }) => event.type).sort()).toEqual([
    ...Array(1).fill('lead.contacted'),
    ...Array(6).fill('lead.created'),
  ]);
  expect(new Set(told.map(({ id }) => id)).size).toBe(7);
  for (const { at, event } of told) {
    expect(event.data.contact.at).toBeGreaterThan(began);
    expect(at - event.data.contact.at).toBeLessThan(5_000);
  }
  const again = told.find(({ event }) => event.type === 'lead.contacted')?.event.data;
  expect(again?.contact.fields.name).toBe('Дмитро Бойко');
  expect(told.find(({ event }) => event.data.contact.id === again?.lead)?.event.data.contact.fields.name).toBe(
    'Дмитро',
  );

  expect(telegram.calls.map(({ status }) => status)).toEqual(Array(7).fill(200));
  for (const { event } of told) {
    const { phone, fields, at } = event.data.contact;
    const message = telegram.messages.find(({ text }) => text.includes(phone || (fields.email as string)));
    expect((message?.at as number) - at).toBeLessThan(5_000);
  }
  expect(telegram.messages.find(({ text }) => text.includes('+380441234501'))?.text).toContain('Ольга Коваль');
});

/** The finest report there is: whatever changes shows in it. */
const perDay = (): Promise<ReportAnswer> => owner.report({ by: 'ad,day', metrics: METRICS.join(','), ...DAYS });

test('a dry run says what would change and changes nothing; the same file twice changes nothing', async () => {
  const before = await perDay();

  const dearer = yandexDirectFile([
    {
      day: TODAY,
      campaign: 'Поиск "Окна"',
      campaignId: '70011223',
      adId: '1600112233',
      impressions: '640',
      clicks: '7',
      cost: '2000.00',
    },
    {
      day: TODAY,
      campaign: 'Новая',
      campaignId: '70055555',
      adId: '1600555555',
      impressions: '1',
      clicks: '1',
      cost: '1.00',
    },
  ]);
  expect(await owner.upload(dearer, { ...ROUBLES, dryRun: '1' })).toMatchObject({
    dryRun: true,
    origin: 'yandex-direct',
    added: 1,
    changed: 1,
    unchanged: 0,
    missingCount: 1,
    removed: 0,
    missing: [{ day: TODAY, campaign: '-50% Ретаргетинг', ad: '1600999999', cost: 43.21 }],
  });
  expect(await perDay()).toEqual(before);

  expect(await owner.upload(GOOGLE_ADS)).toMatchObject({
    added: 0,
    changed: 0,
    unchanged: 4,
    cost: 2310.09,
    clicks: 24,
    impressions: 3724,
  });
  expect(await owner.upload(YANDEX_DIRECT, ROUBLES)).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
  expect(await owner.upload(META_ADS, DOLLARS)).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
  expect(await owner.upload(INVOICE)).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
  expect(await perDay()).toEqual(before);
});

test('a wrong row names its line, a missing rate is asked for, and nothing is changed', async () => {
  const before = await perDay();
  expect(await owner.refusedUpload(metaFile('1.20253E+17'), DOLLARS)).toMatchObject({
    status: 422,
    errors: [{ field: 'row 2: Ad ID', detail: expect.stringContaining('digits of the id are lost') }],
  });
  expect(await owner.refusedUpload(META_ADS)).toMatchObject({ status: 422, errors: [{ field: 'row 2.rate' }] });
  expect(await owner.refusedUpload(YANDEX_DIRECT, { currency: 'RUB' })).toMatchObject({
    status: 422,
    errors: [{ field: 'row 3.rate' }, { field: 'row 4.rate' }],
  });
  expect(await perDay()).toEqual(before);
});

test('spend that is taken out with replace is gone, and put back makes the same report', async () => {
  const query = { by: 'ad', metrics: METRICS.join(','), ...DAYS };
  const before = await owner.report(query);
  const away = yandexDirectFile([
    { day: TODAY, campaign: 'x', campaignId: '1', adId: '2', impressions: '0', clicks: '0', cost: '0.00' },
  ]);
  expect(await owner.upload(away, { ...ROUBLES, replace: '1' })).toMatchObject({ removed: 2 });
  expect((await owner.report(query)).totals.spend).toBe(3453.8196); // 4030.4873 − 533.4577 − 43.21 = 3453.8196
  expect(await owner.upload(YANDEX_DIRECT, { ...ROUBLES, replace: '1' })).toMatchObject({ removed: 1, added: 2 });
  expect(await owner.report(query)).toEqual(before);
});

test('spend by ad over days adds up to spend by ad', async () => {
  const sums = new Map<string, number>();
  for (const { key, values } of (await perDay()).rows) {
    sums.set(key.ad as string, (sums.get(key.ad as string) ?? 0) + Math.round((values.spend as number) * 10_000));
  }
  const whole = await owner.report({ by: 'ad', metrics: 'spend', ...DAYS });
  for (const { key, values } of whole.rows) expect((sums.get(key.ad as string) ?? 0) / 10_000).toBe(values.spend);
});

test('the server’s own log says nothing personal', () => {
  for (const word of PERSONAL) expect(scene.server.log()).not.toContain(word);
});
