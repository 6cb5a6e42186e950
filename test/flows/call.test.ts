import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MetricName } from '../../shared/metrics/catalogue.ts';
import { type Dialled, type Pbx, type Placed, startPbx } from '../sip/pbx.ts';
import { OWN_NUMBER } from './companySite.ts';
import type { Owner } from './owner.ts';
import { openScene, type Scene } from './scene.ts';
import { DAYS, TODAY } from './spend.ts';
import { numberShown } from './telephone.ts';
import { until } from './until.ts';
import { newVisitor, type Visitor } from './visitor.ts';

/**
 * From the click on an ad to the call it brought: a browser comes by the ad, reads a number off the page, a telephone
 * dials exactly that, the exchange puts it through and tells the product by its signed hook. After every call the whole
 * report is held against what the telephones themselves know.
 */

const CAMPAIGN = '20011223344';
/** What each ad cost today. Who came by the last comes by another before they call. */
const ADS = {
  'answered twice': { id: '690011220001', cost: 100 },
  busy: { id: '690011220002', cost: 35.5 },
  'given up': { id: '690011220003', cost: 20 },
  'nobody there': { id: '690011220004', cost: 61.07 },
  'hook down': { id: '690011220005', cost: 12.34 },
  'crowd of seven': { id: '690011220006', cost: 500 },
  'crowd of six': { id: '690011220007', cost: 100 },
  'crowd of four': { id: '690011220008', cost: 99.99 },
  'crowd of three': { id: '690011220009', cost: 10 },
  'no call': { id: '690011220010', cost: 7 },
} as const;
type Ad = keyof typeof ADS;

const landing = (ad: Ad): string =>
  `/telephone?utm_source=google&utm_medium=cpc&utm_campaign=${CAMPAIGN}&utm_content=${ADS[ad].id}`;

/** Numbers whose desks do not answer stand in pools of their own, shown to those who come by these ads. */
const SPECIAL = {
  busy: '+380442300901',
  'given up': '+380442300902',
  'nobody there': '+380442300903',
} as const satisfies Partial<Record<Ad, string>>;
const SALES = Array.from({ length: 24 }, (_, index) => `+3804423001${String(index + 10)}`);

const SECRET = `whsec_${Buffer.from('the secret of a telephone exchange').toString('base64')}`;

/** Minutes within which a missed call is to be called back. */
const CALL_BACK = 25;
/** So many browsers come at once. */
const AT_ONCE = 4;

let scene: Scene;
let owner: Owner;
let pbx: Pbx;

beforeAll(async () => {
  scene = await openScene();
  owner = await scene.newSite();
  const pool = (id: string) => ({ id, holdMinutes: 60, coolDownMinutes: 60, whenEmpty: 'own' as const });
  await owner.change({
    numbers: {
      lines: [{ id: 'sales', number: OWN_NUMBER }],
      pools: [pool('sales'), ...Object.keys(SPECIAL).map(pool)],
      rules: [
        ...(Object.keys(SPECIAL) as (keyof typeof SPECIAL)[]).map((ad) => ({
          line: 'sales',
          when: [{ parameter: 'utm_content', is: ADS[ad].id }],
          show: { pool: ad },
        })),
        { line: 'sales', when: [{ parameter: 'utm_medium', is: 'cpc' }], show: { pool: 'sales' } },
      ],
    },
    calls: {
      providers: [{ provider: 'generic', secret: SECRET, rotation: 0 }],
      leadSeconds: 1,
      callBackMinutes: CALL_BACK,
    },
  });
  await owner.addNumbers([
    ...SALES.map((number) => ({ number, pool: 'sales' })),
    ...Object.entries(SPECIAL).map(([id, number]) => ({ number, pool: id })),
  ]);
  await owner.upload({
    origin: 'google',
    rows: Object.values(ADS).map(({ id, cost }) => ({
      ...{ day: TODAY, system: 'google', campaign: 'Вікна, пошук', campaignId: CAMPAIGN, adId: id },
      ...{ cost, clicks: 10 },
    })),
  });
  pbx = await startPbx({
    hook: await owner.hook('generic'),
    secret: SECRET,
    busy: [SPECIAL.busy],
    rings: [SPECIAL['given up']],
    dead: [SPECIAL['nobody there']],
  });
}, 120_000);

afterAll(async () => {
  await pbx?.stop();
  await scene?.close();
});

/** The exchange tells whole seconds, rounded down: a visit of the call's own second looks later than the call. */
const aSecondPasses = async (): Promise<void> => {
  const second = Math.floor(Date.now() / 1_000);
  await until('the next second', () => Math.floor(Date.now() / 1_000) > second);
};

/** How many came by each ad. */
const came: Partial<Record<Ad, number>> = {};

/** Comes by the ad and reads the number; stays on the page. */
const comesBy = async (ad: Ad, known?: Visitor): Promise<string> => {
  const visitor = known ?? (await newVisitor(scene.browser, scene.company));
  await visitor.comes(landing(ad));
  const number = await numberShown(visitor.page);
  came[ad] = (came[ad] ?? 0) + 1;
  return number;
};

/** The calls there were, as the callers' telephones know them. */
const made: (Placed & { ad: Ad; talk: number })[] = [];
const note = (ad: Ad, placed: Placed | undefined, talk = 0): Placed => {
  if (!placed) throw new Error('no call was placed');
  made.push({ ...placed, ad, talk });
  return placed;
};

let callers = 0;
/** A telephone nobody has called from yet, as a network states it. */
const newCaller = (): string => `38050111${String(++callers).padStart(4, '0')}`;

const METRICS: MetricName[] = [
  ...(['spend', 'visits', 'contacts', 'calls', 'answeredCalls', 'missedCalls', 'firstTimeCallers'] as const),
  ...(['leads', 'costPerLead'] as const),
];

/** Every row of the report by ad, counted from `made`. A caller's calls are one lead. */
const counted = () =>
  Object.fromEntries(
    (Object.keys(ADS) as Ad[]).map((ad) => {
      const mine = made.filter((call) => call.ad === ad);
      const answered = mine.filter(({ heard }) => heard === 200).length;
      const people = new Set(mine.map(({ from }) => from)).size;
      const { id, cost } = ADS[ad];
      return [
        id,
        {
          spend: cost,
          visits: came[ad] ?? 0,
          contacts: mine.length,
          calls: mine.length,
          answeredCalls: answered,
          missedCalls: mine.length - answered,
          firstTimeCallers: people,
          leads: people,
          costPerLead: people === 0 ? null : Math.round((cost * 10_000) / people) / 10_000,
        },
      ];
    }),
  );

const sorted = <T extends { call: string }>(calls: T[]): T[] => calls.sort((a, b) => (a.call < b.call ? -1 : 1));

/** Once the exchange has been heard with all it had to say, everything stands: ad by ad … */
const allIsCounted = async (): Promise<void> => {
  // Of each call: that it rings, that it ended, and its record for the bill.
  await until('the hook to have taken every event', () => {
    const taken = new Set(pbx.posted().flatMap(({ id, status }) => (status >= 200 && status < 300 ? [id] : [])));
    return taken.size === 3 * made.length;
  });
  const { rows, totals } = await owner.report({ by: 'ad', metrics: [...METRICS, 'talkTime'].join(','), ...DAYS });
  const given = Object.fromEntries(rows.map(({ ad, values: { talkTime: _, ...values } }) => [ad?.content, values]));
  expect(given).toEqual(counted());

  // … call by call, each sure of whose it was …
  const told = await owner.calls();
  const calls = told.map(({ providerCall, phone, tracking, candidates }) => ({
    call: `${providerCall}: ${phone} → ${tracking}`,
    ads: candidates.map(({ probability, source }) => [probability, source.content]),
  }));
  const placed = made.map(({ id, from, to, ad }) => ({ call: `${id}: +${from} → ${to}`, ads: [[1, ADS[ad].id]] }));
  expect(sorted(calls)).toEqual(sorted(placed));

  // … with the time that was talked, which by the exchange's clock is rather longer …
  expect(totals.talkTime).toBeCloseTo(told.reduce((sum, { talkSeconds }) => sum + talkSeconds, 0));
  for (const { id, talk } of made)
    expect(told.find(({ providerCall }) => providerCall === id)?.talkSeconds).toBeGreaterThanOrEqual(talk / 1_000);

  // … and handed on, each under an id of its own.
  const receipts = () => new Map(scene.receiver.receipts.map(({ id, event }) => [id, event.data.contact.phone]));
  await until('every call to be handed on', () => receipts().size >= made.length);
  expect([...receipts().values()].sort()).toEqual(made.map(({ from }) => `+${from}`).sort());
};

const one = async (ad: Ad, call: Dialled, talk: number): Promise<Placed> => {
  const [placed] = await pbx.call([call], { talk });
  return note(ad, placed, talk);
};

test('answered: the call is its ad’s, and so is its cost; the same person’s second call is no second lead', async () => {
  const visitor = await newVisitor(scene.browser, scene.company);
  const before = await comesBy('no call', visitor);
  const number = await comesBy('answered twice', visitor);
  expect(SALES).toContain(number);
  expect(number).toBe(before);
  await aSecondPasses();
  const caller = newCaller();
  expect(await one('answered twice', { from: caller, to: number }, 2_000)).toMatchObject({ to: number, heard: 200 });
  await allIsCounted();
  await one('answered twice', { from: caller, to: number }, 3_000);
  await allIsCounted();
});

const missed = [
  { ad: 'busy', heard: 486, dials: async (call: Dialled) => (await pbx.call([call]))[0] },
  { ad: 'given up', heard: 487, dials: (call: Dialled) => pbx.cancel(call) },
  { ad: 'nobody there', heard: 408, dials: async (call: Dialled) => (await pbx.call([call]))[0] },
] as const;

test.each(missed)('$ad: the missed call is its ad’s, is told, and is to be called back in time', async (how) => {
  const { ad, heard, dials } = how;
  const number = await comesBy(ad);
  expect(number).toBe(SPECIAL[ad]);
  const from = newCaller();
  expect(note(ad, await dials({ from, to: number }))).toMatchObject({ to: number, heard });
  await allIsCounted();

  const [call] = (await owner.calls()).filter(({ phone }) => phone === `+${from}`);
  const due = new Date(Date.parse(call?.ringingTime as string) + CALL_BACK * 60_000).toISOString();
  const lead = (await owner.leads()).find(({ contacts }) =>
    contacts.some(({ phoneNumber }) => phoneNumber === `+${from}`),
  );
  expect(lead).toMatchObject({
    source: { content: ADS[ad].id },
    callBack: { call: call?.call, due, doneTime: null },
  });
  const event = scene.receiver.receipts.map((receipt) => receipt.event).find(({ data }) => data.lead === lead?.lead);
  expect(event).toMatchObject({
    type: 'lead.created',
    data: {
      contact: { kind: 'call', phone: `+${from}`, call: { tracking: number, answered: false, callBackDue: due } },
    },
  });
});

test('the hook is down while the call is made: it is told again until it is heard, and counts once', async () => {
  const number = await comesBy('hook down');
  const inVain = () => pbx.posted().filter(({ status }) => status < 200).length;
  expect(inVain()).toBe(0);
  await scene.server.kill();
  await one('hook down', { from: newCaller(), to: number }, 1_000);
  await until('the exchange to have posted in vain', () => inVain() >= 2);
  await scene.server.restart();
  await allIsCounted();
});

test('twenty calls to twenty numbers, ten a second: none lost, none doubled, each its ad’s', async () => {
  const crowd = (['crowd of seven', 'crowd of six', 'crowd of four', 'crowd of three'] as const).flatMap((ad, index) =>
    Array.from({ length: [7, 6, 4, 3][index] as number }, () => ad),
  );
  // They come in no order of their ads, several at a time.
  const waiting = crowd.map((ad, index) => ({ ad, turn: (index * 7) % crowd.length })).sort((a, b) => a.turn - b.turn);
  const shown: { ad: Ad; from: string; to: string }[] = [];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      shown.push({ ad: next.ad, from: newCaller(), to: await comesBy(next.ad) });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  expect(new Set(shown.map(({ to }) => to)).size).toBe(20);

  for (const placed of await pbx.call(shown, { talk: 2_000, perSecond: 10 })) {
    expect(placed.heard).toBe(200);
    note(shown.find(({ to }) => to === placed.to)?.ad as Ad, placed, 2_000);
  }
  await allIsCounted();
});
