import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { eventIn, form, hook, RECEIVED, SETTING, without, wrongFields } from './fixtures/hooks.ts';
import { twilio } from './twilio.ts';

const TOKEN = '12345';
const URL_CALLED = 'https://calls.example/hooks/site/twilio/secret';
const settingOf = (secret: string) => ({ ...SETTING, secret });

const RINGING = {
  AccountSid: 'AC470ebdee5f6d2049fe18cf3ca151ff3a',
  ApiVersion: '2010-04-01',
  CallSid: 'CAbe982f58915a2def4cf7aaa1f1766236',
  CallStatus: 'ringing',
  Called: '+380443330001',
  Caller: '+380671112233',
  Direction: 'inbound',
  From: '+380671112233',
  FromCity: '',
  To: '+380443330001',
};
const COMPLETED = {
  ...RINGING,
  CallStatus: 'completed',
  CallDuration: '49',
  Duration: '1',
  CallbackSource: 'call-progress-events',
  SequenceNumber: '3',
  Timestamp: 'Fri, 20 Nov 2026 10:00:05 +0000',
};
const RECORDING = {
  AccountSid: RINGING.AccountSid,
  CallSid: RINGING.CallSid,
  RecordingSid: 'RE12',
  RecordingUrl: 'https://api.twilio.com/2010-04-01/Accounts/AC/Recordings/RE12',
  RecordingDuration: '49',
  RecordingStatus: 'completed',
};

const signatureOf = (url: string, fields: Record<string, string>, token = TOKEN): string =>
  createHmac('sha1', token)
    .update(
      url +
        Object.keys(fields)
          .sort()
          .map((name) => name + fields[name])
          .join(''),
    )
    .digest('base64');

const verify = (body: string, signature: string, { url = URL_CALLED, secret = TOKEN, method = 'POST' } = {}) =>
  twilio.verify(hook(body, { url, method, headers: { 'x-twilio-signature': signature } }), settingOf(secret));

describe('the signature', () => {
  const vector = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+12349013030',
    Digits: '1234',
    From: '+12349013030',
    To: '+18005551212',
  };
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  const signature = '0/KCTR6DLpKmkAf8muzZqo1nDgQ=';

  test("Twilio's own vector holds, in whatever order the fields come", async () => {
    expect(await verify(form(vector), signature, { url })).toBe(true);
    expect(await verify(form(Object.fromEntries(Object.entries(vector).reverse())), signature, { url })).toBe(true);
  });

  test.each(Object.keys(vector))('another %s, and none at all, is not what was signed', async (name) => {
    expect(await verify(form({ ...vector, [name]: '+19' }), signature, { url })).toBe(false);
    expect(await verify(form(without(vector, name)), signature, { url })).toBe(false);
  });

  test.each([
    ['a field more', form({ ...vector, CallStatus: 'completed' }), signature, { url }],
    ['another address', form(vector), signature, { url: url.replace('foo=1', 'foo=2') }],
    ['another host', form(vector), signature, { url: url.replace('mycompany', 'yourcompany') }],
    ['another token', form(vector), signature, { url, secret: '12346' }],
    ['no token', form(vector), signatureOf(url, vector, ''), { url, secret: '' }],
    ['no signature', form(vector), '', { url }],
    ['a longer one', form(vector), `${signature}=`, { url }],
    ['a body that is no form', JSON.stringify(vector), signature, { url }],
  ])('refused: %s', async (_, body, given, parts) => {
    expect(await verify(body, given, parts)).toBe(false);
  });

  test.each([
    ['as it is', 'https://calls.example/a?b=c'],
    ['TLS ended before us', 'http://calls.example/a?b=c'],
    ['a port of ours', 'http://calls.example:8787/a?b=c'],
    ['with the standard port', 'https://calls.example:443/a?b=c'],
  ])('the address as we see it: %s', async (_, url) => {
    for (const known of ['https://calls.example/a?b=c', 'https://calls.example:443/a?b=c'])
      expect(await verify(form(RINGING), signatureOf(known, RINGING), { url })).toBe(true);
  });

  test('quotes in the address, encoded on the way or not', async () => {
    const [plain, encoded] = ["https://calls.example/a?b='c'", 'https://calls.example/a?b=%27c%27'];
    for (const known of [plain, encoded])
      for (const url of [plain, encoded])
        expect(await verify(form(RINGING), signatureOf(known, RINGING), { url })).toBe(true);
  });

  test('of a name that stands twice, each value once and sorted', async () => {
    const url = URL_CALLED;
    const body = 'Tag=b&Tag=a&Tag=b&CallSid=CA1';
    const given = createHmac('sha1', TOKEN).update(`${url}CallSidCA1TagaTagb`).digest('base64');
    expect(await verify(body, given)).toBe(true);
    expect(await verify('Tag=b&Tag=a&Tag=c&CallSid=CA1', given)).toBe(false);
  });

  test('a JSON body by its hash in the address', async () => {
    const body = JSON.stringify(RINGING);
    const url = `${URL_CALLED}?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
    const given = signatureOf(url, {});
    expect(await verify(body, given, { url })).toBe(true);
    expect(await verify(`${body} `, given, { url })).toBe(false);
    expect(await verify(body, given, { url: `${url}0` })).toBe(false);
    const request = hook(body, { url, headers: { 'content-type': 'application/json' } });
    expect(eventIn(twilio, request)).toMatchObject({ id: RINGING.CallSid, status: 'ringing' });
  });

  test('a JSON body whose hash nobody signed is not read as JSON, though it came with a good signature of the address', async () => {
    const body = JSON.stringify(RINGING);
    expect(await verify(body, signatureOf(URL_CALLED, {}))).toBe(false);
    expect(wrongFields(twilio, hook(body, { headers: { 'content-type': 'application/json' } }))).toEqual(['CallSid']);
  });

  test('a GET signs its address', async () => {
    const url = `${URL_CALLED}?${form(RINGING)}`;
    expect(await verify('', signatureOf(url, {}), { url, method: 'GET' })).toBe(true);
    expect(await verify('', signatureOf(url, {}), { url: `${url}1`, method: 'GET' })).toBe(false);
    expect(eventIn(twilio, hook(form(COMPLETED), { url, method: 'GET' }))).toMatchObject({ status: 'ringing' });
  });
});

const IN = { id: RINGING.CallSid, direction: 'in', tracking: '+380443330001', other: '+380671112233' };
const AT = Date.parse('2026-11-20T10:00:05Z');

test.each<[string, Record<string, string>, object]>([
  ['it rings', RINGING, { ...IN, ringingAt: RECEIVED, status: 'ringing' }],
  [
    'it is answered',
    { ...RINGING, CallStatus: 'in-progress', Timestamp: 'Fri, 20 Nov 2026 10:00:05 +0000' },
    { ...IN, answeredAt: AT, status: 'answered' },
  ],
  [
    'it is over: talked for 49 seconds, paid for as one minute',
    COMPLETED,
    { ...IN, answeredAt: AT - 49_000, endedAt: AT, talkSeconds: 49, status: 'answered' },
  ],
  [
    'over at a time that is not told: an upper bound of when it was answered',
    { ...RINGING, CallStatus: 'completed', CallDuration: '10' },
    { ...IN, answeredAt: RECEIVED - 10_000, talkSeconds: 10, status: 'answered' },
  ],
  [
    'a time written as nobody should',
    { ...COMPLETED, Timestamp: 'Fri, 20 Nov 2026 10:00:05 Etc/UTC' },
    { ...IN, answeredAt: RECEIVED - 49_000, talkSeconds: 49, status: 'answered' },
  ],
  [
    'a clock ahead of ours',
    { ...COMPLETED, Timestamp: 'Fri, 20 Nov 2026 10:09:05 +0000' },
    { ...IN, answeredAt: RECEIVED - 49_000, endedAt: RECEIVED, talkSeconds: 49, status: 'answered' },
  ],
  ['without its length', without(COMPLETED, 'CallDuration'), { ...IN, endedAt: AT, status: 'answered' }],
  ...(
    [
      ['busy', 'busy'],
      ['no-answer', 'missed'],
      ['canceled', 'missed'],
      ['failed', 'failed'],
    ] as const
  ).map(([CallStatus, status]): [string, Record<string, string>, object] => [
    CallStatus,
    { ...COMPLETED, CallStatus, CallDuration: '0' },
    { ...IN, endedAt: AT, talkSeconds: 0, status },
  ]),
  ['a state nobody knows', { ...RINGING, CallStatus: 'dreaming' }, IN],
  ['no state', without(RINGING, 'CallStatus'), IN],
  [
    'the company calls',
    { ...COMPLETED, Direction: 'outbound-api', From: '+380443330001', To: '+380671112233' },
    { ...IN, direction: 'out', answeredAt: AT - 49_000, endedAt: AT, talkSeconds: 49, status: 'answered' },
  ],
  [
    'the company calls from a softphone',
    { ...RINGING, From: 'client:olena', To: '+380671112233' },
    { ...IN, direction: 'out', tracking: '', ringingAt: RECEIVED, status: 'ringing' },
  ],
  ['a recording', RECORDING, { id: IN.id, tracking: '', other: '', recording: RECORDING.RecordingUrl }],
  ['a recording that failed', { ...RECORDING, RecordingStatus: 'failed' }, { id: IN.id, tracking: '', other: '' }],
  [
    'a recording that is no address',
    { ...RECORDING, RecordingUrl: 'javascript:alert(1)' },
    { id: IN.id, tracking: '', other: '' },
  ],
  [
    'by SIP',
    { ...RINGING, From: 'sip:+380671112233@pbx.example;user=phone' },
    { ...IN, ringingAt: RECEIVED, status: 'ringing' },
  ],
])('%s', (_, fields, event) => {
  const request = hook(form(fields));
  expect(eventIn(twilio, request)).toEqual(event);
  expect(eventIn(twilio, request)).toEqual(event);
});

test.each(['', 'anonymous', 'Anonymous', 'ANONYMOUS', 'restricted', 'unknown', 'unavailable', '+266696687', ' '])(
  'a caller who is withheld: "%s"',
  (From) => {
    expect(eventIn(twilio, hook(form({ ...RINGING, From })))).toMatchObject({ direction: 'in', other: '' });
  },
);

test('the fields are kept, the signature is not', () => {
  const request = hook(`${form(RINGING)}&Tag=a&Tag=b`, { headers: { 'x-twilio-signature': 'signature' } });
  const read = twilio.read(request, SETTING);
  expect(read.state === 'events' && JSON.parse(read.raw)).toEqual({ ...RINGING, Tag: ['a', 'b'] });
});

test('the leg to the desk and text messages are no calls', () => {
  expect(wrongFields(twilio, hook(form({ ...COMPLETED, ParentCallSid: 'CA0' })))).toEqual(['ignored']);
  expect(wrongFields(twilio, hook(form({ MessageSid: 'SM1', From: '+380671112233', Body: 'Hi' })))).toEqual([
    'ignored',
  ]);
});

test.each([
  ['no id', without(RINGING, 'CallSid'), ['CallSid']],
  ['an empty id', { ...RINGING, CallSid: ' ' }, ['CallSid']],
  ['an endless id', { ...RINGING, CallSid: 'C'.repeat(201) }, ['CallSid']],
  ['numbers that are lists', { ...without(RINGING, 'From'), 'From[]': '+1', 'To[a]': '+2' }, ['From', 'To']],
])('refused: %s', (_, fields, wrong) => {
  expect(wrongFields(twilio, hook(form(fields)))).toEqual(wrong);
});

describe('what Twilio is told', () => {
  const told = async (fields: Record<string, string>, line?: string): Promise<string> => {
    const response = twilio.reply?.(hook(form(fields)), line) as Response;
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/xml']);
    return (await response.text()).replace('<?xml version="1.0" encoding="UTF-8"?>', '');
  };
  const NOTHING = '<Response></Response>';

  test('a call that rings is put through to its line', async () => {
    expect(await told(RINGING, '+380441112233')).toBe(
      '<Response><Dial answerOnBridge="true">+380441112233</Dial></Response>',
    );
  });

  test.each<[string, Record<string, string>, string | undefined]>([
    ['no line is known', RINGING, undefined],
    ['the line is no number', RINGING, '</Dial>'],
    ['the call is over', COMPLETED, '+380441112233'],
    ['it is a status callback', { ...RINGING, CallbackSource: 'call-progress-events' }, '+380441112233'],
    ['the company calls', { ...RINGING, Direction: 'outbound-api' }, '+380441112233'],
    ['it is the leg to the desk', { ...RINGING, ParentCallSid: 'CA0' }, '+380441112233'],
    ['it is no call', { MessageSid: 'SM1' }, '+380441112233'],
  ])('and nothing is done when %s', async (_, fields, line) => {
    expect(await told(fields, line)).toBe(NOTHING);
  });
});
