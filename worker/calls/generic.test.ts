import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { eventIn, hook, RECEIVED, SETTING, wrongFields } from './fixtures/hooks.ts';
import { generic } from './generic.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLjSw';
const BODY = '{"call_id":"a","from":"380671112233","to":"380440000001","ts":1795168740}';

const headersOf = (body: string, { secret = SECRET, at = RECEIVED, id = 'msg_1' } = {}) => ({
  'content-type': 'application/json',
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at / 1_000)),
  'webhook-signature': new Webhook(secret).sign(id, new Date(at), body),
});
const verify = (headers: Record<string, string>, { body = BODY, secret = SECRET } = {}): Promise<boolean> =>
  generic.verify(hook(body, { headers }), { ...SETTING, secret });

describe('the signature', () => {
  test('holds, and so does the second of two', async () => {
    const headers = headersOf(BODY);
    expect(await verify(headers)).toBe(true);
    expect(await verify({ ...headers, 'webhook-signature': `v1a,xx v1,xx ${headers['webhook-signature']}` })).toBe(
      true,
    );
  });

  test('that Kamailio 5.6 made of its shared secret', async () => {
    const body =
      '{"event":"call.ringing","call_id":"1-4190@127.0.0.1","from":"380671112233","to":"380440000001","ts":1795307175}';
    const request = hook(body, {
      receivedAt: 1_795_307_180_000,
      headers: {
        'content-type': 'application/json',
        'webhook-id': 'msg_44c8fb39a942e122b295228dc726f8c7',
        'webhook-timestamp': '1795307176',
        'webhook-signature': 'v1,alfpq0boTP0a3l7MR7Gk1T3otTZdarmgsvcGTe04Hbk=',
      },
    });
    const secret = `whsec_${btoa('sip-test-secret-0123456789abcdef')}`;
    expect(await generic.verify(request, { ...SETTING, secret })).toBe(true);
    expect(await generic.verify({ ...request, body: body.replace('38067', '38068') }, { ...SETTING, secret })).toBe(
      false,
    );
  });

  const good = headersOf(BODY);
  test.each<[string, Record<string, string>, { body?: string; secret?: string }]>([
    ['another body', good, { body: BODY.replace('3806', '3805') }],
    ['another id', { ...good, 'webhook-id': 'msg_2' }, {}],
    ['another time', { ...good, 'webhook-timestamp': String(RECEIVED / 1_000 + 1) }, {}],
    ['a time that is none', { ...good, 'webhook-timestamp': `${good['webhook-timestamp']}.0` }, {}],
    ['another secret', good, { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLjSx' }],
    ['no secret', good, { secret: '' }],
    ['an empty secret', good, { secret: 'whsec_' }],
    ['a secret that is no base64', good, { secret: 'whsec_ключ' }],
    ['another version', { ...good, 'webhook-signature': good['webhook-signature'].replace('v1,', 'v2,') }, {}],
    ...['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
      (name): [string, Record<string, string>, object] => [`no ${name}`, { ...good, [name]: '' }, {}],
    ),
  ])('refused: %s', async (_, headers, parts) => {
    expect(await verify(headers, parts)).toBe(false);
  });

  test.each([
    [-300_000, true],
    [-301_000, false],
    [300_000, true],
    [301_000, false],
  ])('signed %d ms from now', async (ms, good) => {
    const at = Math.floor(RECEIVED / 1_000) * 1_000 + ms;
    expect(await verify(headersOf(BODY, { at }))).toBe(good);
  });
});

const SAID = { direction: 'in', tracking: '380440000001', other: '380671112233' };
const CALL = { call_id: 'a', from: '380671112233', to: '380440000001' };
const [RANG, ANSWERED, ENDED] = [1_795_168_740_000, 1_795_168_745_000, 1_795_168_783_000];

/** Bodies that Kamailio 5.6 with acc_json posted, moved in time. */
const RINGING_BODY =
  '{"event":"call.ringing","call_id":"1-4190@127.0.0.1","from":"380671112233","to":"380440000001","ts":1795168740}';
const END_BODY =
  '{"event":"call.end","call_id":"1-4190@127.0.0.1","from":"380671112233","to":"380440000001","ring_ts":1795168740,"answer_ts":1795168745,"end_ts":1795168783,"billsec":38,"status":"answered"}';
const CDR_BODY =
  '{"start_time": "1795168745.592", "end_time": "1795168783.596", "duration": "38.004", "call_id": "1-4190@127.0.0.1", "from": "380671112233", "to": "380440000001", "ring_ts": "1795168740", "answer_ts": "1795168745", "sip_code": "200"}';
const BUSY_BODY =
  '{"event":"call.end","call_id":"1-4245@127.0.0.1","from":"anonymous","to":"380440000009","ring_ts":1795168740,"end_ts":1795168742,"billsec":0,"sip_code":"486","status":"missed"}';
const BUSY_CDR_BODY =
  '{"start_time": "1795168740.705", "end_time": "1795168740.705", "duration": "0", "call_id": "1-4245@127.0.0.1", "from": "anonymous", "to": "380440000009", "ring_ts": "1795168740", "answer_ts": "", "sip_code": "486"}';

test.each<[string, string, object]>([
  ['it rings', RINGING_BODY, { ...SAID, id: '1-4190@127.0.0.1', ringingAt: RANG, status: 'ringing' }],
  [
    'it is over',
    END_BODY,
    {
      ...SAID,
      id: '1-4190@127.0.0.1',
      ringingAt: RANG,
      answeredAt: ANSWERED,
      endedAt: ENDED,
      talkSeconds: 38,
      status: 'answered',
    },
  ],
  [
    'its CDR says the same to the second',
    CDR_BODY,
    {
      ...SAID,
      id: '1-4190@127.0.0.1',
      ringingAt: RANG,
      answeredAt: ANSWERED,
      endedAt: ENDED + 596,
      talkSeconds: 38,
      status: 'answered',
    },
  ],
  [
    'it was busy, the caller withheld',
    BUSY_BODY,
    {
      id: '1-4245@127.0.0.1',
      direction: 'in',
      tracking: '380440000009',
      other: '',
      ringingAt: RANG,
      endedAt: RANG + 2_000,
      talkSeconds: 0,
      status: 'busy',
    },
  ],
  [
    'its CDR, whose end is no end',
    BUSY_CDR_BODY,
    {
      id: '1-4245@127.0.0.1',
      direction: 'in',
      tracking: '380440000009',
      other: '',
      ringingAt: RANG,
      talkSeconds: 0,
      status: 'busy',
    },
  ],
])('Kamailio: %s', (_, body, event) => {
  const request = hook(body, { headers: { 'content-type': 'application/json' } });
  expect(eventIn(generic, request)).toEqual(event);
  expect(eventIn(generic, request)).toEqual(event);
});

test.each<[string, object, object]>([
  ['nothing but its id', { call_id: 'a' }, { id: 'a', direction: 'in', tracking: '', other: '' }],
  [
    'all of it',
    {
      ...CALL,
      direction: 'out',
      ring_ts: RANG,
      answer_ts: ANSWERED,
      end_ts: ENDED,
      billsec: 38,
      status: 'answered',
      recording_url: 'https://pbx.example/a.wav',
    },
    {
      id: 'a',
      direction: 'out',
      tracking: '380671112233',
      other: '380440000001',
      ringingAt: RANG,
      answeredAt: ANSWERED,
      endedAt: ENDED,
      talkSeconds: 38,
      status: 'answered',
      recording: 'https://pbx.example/a.wav',
    },
  ],
  [
    'in the other spelling, as texts',
    {
      callId: 'a',
      from: '380671112233',
      to: '380440000001',
      ringTs: '1795168740',
      answerTs: '2026-11-20T09:59:05Z',
      endTs: '2026-11-20T11:59:43+02:00',
      billsec: '38',
      recordingUrl: 'http://pbx.example/a.wav',
    },
    {
      ...SAID,
      id: 'a',
      ringingAt: RANG,
      answeredAt: ANSWERED,
      endedAt: ENDED,
      talkSeconds: 38,
      status: 'answered',
      recording: 'http://pbx.example/a.wav',
    },
  ],
  ['by the clock on its wall', { ...CALL, ts: '2026-11-20 11:59:00' }, { ...SAID, id: 'a', ringingAt: RANG }],
  ['ring_ts is more exact than ts', { ...CALL, ts: 1, ring_ts: RANG }, { ...SAID, id: 'a', ringingAt: RANG }],
  [
    'its answer',
    { ...CALL, event: 'call.answered', answer_ts: ANSWERED },
    { ...SAID, id: 'a', answeredAt: ANSWERED, status: 'answered' },
  ],
  ['an event nobody knows', { ...CALL, event: 'call.parked', ts: RANG }, { ...SAID, id: 'a', ringingAt: RANG }],
  ['a time not set', { ...CALL, ts: 0, answer_ts: '0', end_ts: '' }, { ...SAID, id: 'a' }],
  ['a clock ahead of ours', { ...CALL, ts: RECEIVED + 60_000 }, { ...SAID, id: 'a', ringingAt: RECEIVED }],
  [
    'answered by a machine, missed by people',
    { ...CALL, answer_ts: ANSWERED, billsec: 20, status: 'missed' },
    { ...SAID, id: 'a', talkSeconds: 0, status: 'missed' },
  ],
  [
    'what cannot be read says nothing',
    { ...CALL, ts: {}, billsec: [], status: 7, direction: {}, recording_url: 'file:///a', sip_code: null, event: [] },
    { ...SAID, id: 'a' },
  ],
])('told: %s', (_, body, event) => {
  expect(eventIn(generic, hook(JSON.stringify(body)))).toEqual(event);
});

test.each([
  [200, undefined, 'answered'],
  [486, undefined, 'busy'],
  [600, 'missed', 'busy'],
  ['486', 'missed', 'busy'],
  ['408', 'missed', 'missed'],
  [480, undefined, 'missed'],
  [487, undefined, 'missed'],
  [603, undefined, 'missed'],
  [503, undefined, 'failed'],
  [404, undefined, 'failed'],
  [180, undefined, undefined],
  ['', undefined, undefined],
  [200, 'missed', 'missed'],
  [486, 'answered', 'answered'],
  [999, 'busy', 'busy'],
])('SIP answered %s, the PBX says %s: %s', (sip_code, status, expected) => {
  expect(eventIn(generic, hook(JSON.stringify({ ...CALL, sip_code, status }))).status).toBe(expected);
});

test.each(['', ' ', 'anonymous', 'Anonymous', 'sip:anonymous@anonymous.invalid', '<null>', '+266696687'])(
  'a caller who is withheld: "%s"',
  (from) => {
    expect(eventIn(generic, hook(JSON.stringify({ ...CALL, from })))).toMatchObject({ tracking: CALL.to, other: '' });
  },
);

test.each<[string, string, string[]]>([
  ['no id', '{"from":"1","to":"2"}', ['call_id']],
  ['an id that JSON has rounded', '{"call_id":12345678901234567890}', ['call_id']],
  ['numbers that are none', '{"call_id":"a","from":true,"to":{"number":"1"}}', ['from', 'to']],
  ['a form', 'call_id=a', ['']],
  ['nothing', '', ['']],
  ['a list', '[]', ['']],
  ['null', 'null', ['']],
])('refused: %s', (_, body, wrong) => {
  expect(wrongFields(generic, hook(body))).toEqual(wrong);
});

test('the body is kept as it came; of a long one, what is plain and fits', () => {
  const body = ` {"call_id" : "a", "note":"é"}`;
  expect(generic.read(hook(body), SETTING)).toMatchObject({ raw: body });
  const long = { call_id: 'a', note: 'x'.repeat(30_000), list: ['x'], last: 'é' };
  const read = generic.read(hook(JSON.stringify(long)), SETTING);
  expect(read.state === 'events' && JSON.parse(read.raw)).toEqual({ call_id: 'a', last: 'é' });
});
