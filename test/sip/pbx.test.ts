import { createServer, type Server } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hangUp, listen } from '../flows/listen.ts';
import { bodyOf } from '../flows/receiver.ts';
import { until } from '../flows/until.ts';
import { type Pbx, startPbx } from './pbx.ts';

/** The telephone exchange itself, without the product: every call is told, once, with what the caller heard of it. */

interface Told {
  event?: 'call.ringing' | 'call.end';
  call_id: string;
  from: string;
  to: string;
  status?: 'answered' | 'missed';
  sip_code?: string;
  billsec?: number;
  duration?: string;
}

const SECRET = `whsec_${Buffer.from('the secret of a telephone exchange').toString('base64')}`;
const [BUSY, RINGS, DEAD, ANSWERED] = ['380442300486', '380442300487', '380442300408', '+380442300200'] as const;
const CALLER = '380501112233';

let hook: Server;
let port: number;
/** By `webhook-id`: what was told, once it was believed. */
let told: Map<string, Told>;
/** Postings with a valid signature, repetitions too. */
let posts: number;
let rejected: string[];
/** Answers to come, in order; then 204. */
let answers: number[];
let pbx: Pbx;

const openHook = (): Server =>
  createServer(async (request, response) => {
    const body = await bodyOf(request);
    let status = 401;
    try {
      const event = new Webhook(SECRET).verify(body, request.headers as Record<string, string>) as Told;
      posts += 1;
      status = answers.shift() ?? 204;
      if (status < 300) told.set(request.headers['webhook-id'] as string, event);
    } catch (error) {
      rejected.push(String(error));
    }
    response.writeHead(status).end();
  });

beforeEach(async () => {
  [told, posts, rejected, answers] = [new Map(), 0, [], []];
  hook = openHook();
  port = await listen(hook);
  pbx = await startPbx({
    hook: `http://127.0.0.1:${port}/hooks/site/generic/secret`,
    secret: SECRET,
    busy: [BUSY],
    rings: [RINGS],
    dead: [DEAD],
  });
});

afterEach(async () => {
  await pbx?.stop();
  if (hook?.listening) await hangUp(hook);
});

/** What was told of a call, once all three tellings have come: ringing, end, and its record. */
const story = async (id: string): Promise<{ ringing: Told; end: Told; record: Told }> => {
  const mine = await until(`all of call ${id}`, () => {
    const events = [...told.values()].filter(({ call_id }) => call_id === id);
    return events.length >= 3 && events;
  });
  expect(mine).toHaveLength(3);
  const [ringing, end, record] = (['call.ringing', 'call.end', undefined] as const).map((kind) =>
    mine.find(({ event }) => event === kind),
  );
  return { ringing, end, record } as { ringing: Told; end: Told; record: Told };
};

test('answered: it rings, it ends with the time that was talked', async () => {
  const [call] = await pbx.call([{ from: CALLER, to: ANSWERED }], { talk: 2_000 });
  expect(call).toMatchObject({ from: CALLER, to: ANSWERED, heard: 200 });
  const { ringing, end, record } = await story(call?.id as string);
  expect(ringing).toMatchObject({ from: CALLER, to: ANSWERED });
  expect(end).toMatchObject({ from: CALLER, to: ANSWERED, status: 'answered' });
  expect(end.billsec).toBeGreaterThanOrEqual(2);
  expect(Number(record.duration)).toBeGreaterThanOrEqual(2);
  expect(rejected).toEqual([]);
});

test('busy, given up by the caller, nobody there: each is told as missed, with its code', async () => {
  const [[busy], given, [dead]] = await Promise.all([
    pbx.call([{ from: CALLER, to: BUSY }]),
    pbx.cancel({ from: CALLER, to: RINGS }),
    pbx.call([{ from: CALLER, to: DEAD }]),
  ]);
  const heard = [busy, given, dead];
  expect(heard.map((call) => [call?.to, call?.heard])).toEqual([
    [BUSY, 486],
    [RINGS, 487],
    [DEAD, 408],
  ]);
  for (const call of heard) {
    const { ringing, end } = await story(call?.id as string);
    expect(ringing).toMatchObject({ to: call?.to });
    expect(end).toMatchObject({ to: call?.to, status: 'missed', billsec: 0, sip_code: String(call?.heard) });
  }
  expect(rejected).toEqual([]);
});

test('the hook fails, then is down, then is back: all is told, each under one id', async () => {
  answers.push(503, 500);
  const [first] = await pbx.call([{ from: CALLER, to: ANSWERED }]);
  await story(first?.id as string);
  // Two were tried twice, or one of them three times.
  expect(posts).toBe(5);
  expect(told.size).toBe(3);

  await hangUp(hook);
  const [second] = await pbx.call([{ from: CALLER, to: ANSWERED }]);
  await until('two postings in vain', () => pbx.posted().filter(({ status }) => status < 200).length >= 2);
  hook = openHook();
  hook.listen(port, '127.0.0.1');
  await story(second?.id as string);
  expect(told.size).toBe(6);
  expect(rejected).toEqual([]);
});

test('twenty calls, ten a second: none lost, none doubled', async () => {
  const calls = Array.from({ length: 20 }, (_, index) => ({
    from: `3805011122${index + 10}`,
    to: `+3804423001${index + 10}`,
  }));
  const placed = await pbx.call(calls, { perSecond: 10 });
  expect(new Set(placed.map(({ id }) => id)).size).toBe(20);
  expect(placed.map(({ from, to, heard }) => `${from} ${to} ${heard}`).sort()).toEqual(
    calls.map(({ from, to }) => `${from} ${to} 200`).sort(),
  );
  for (const { id, from, to } of placed) expect((await story(id)).end).toMatchObject({ from, to, status: 'answered' });
  expect(told.size).toBe(60);
  expect(posts).toBe(60);
  expect(rejected).toEqual([]);
});
