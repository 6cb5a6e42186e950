import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { eventIn, form, hook, RECEIVED, SETTING, without, wrongFields } from './fixtures/hooks.ts';
import { zadarma } from './zadarma.ts';

const CALL = {
  call_start: '2026-11-20 11:59:00',
  pbx_call_id: 'in_ae6b03b3b0765d127ec0b739209346bbc4f0d52d',
  caller_id: '380671112233',
  called_did: '380443330001',
};
const START = { event: 'NOTIFY_START', ...CALL };
const INTERNAL = { event: 'NOTIFY_INTERNAL', ...CALL, internal: '101' };
const IVR = { event: 'NOTIFY_IVR', ...CALL, ivr_saydigits: 'COMPLETE' };
const ANSWER = { event: 'NOTIFY_ANSWER', ...without(CALL, 'called_did'), destination: '101', internal: '101' };
const END = {
  event: 'NOTIFY_END',
  ...CALL,
  internal: '101',
  duration: '75',
  disposition: 'answered',
  status_code: '16',
  is_recorded: '1',
  call_id_with_rec: '1458832388.1585217',
};
const OUT_START = {
  event: 'NOTIFY_OUT_START',
  call_start: '2026-11-20 11:59:00',
  pbx_call_id: 'out_ae6b03b3b0765d127ec0b739209346bbc4f0d52d',
  internal: '101',
  destination: '380671112233',
};
const OUT_END = {
  ...OUT_START,
  event: 'NOTIFY_OUT_END',
  caller_id: '380443330001',
  duration: '45',
  disposition: 'answered',
};
const RECORD = { event: 'NOTIFY_RECORD', pbx_call_id: CALL.pbx_call_id, call_id_with_rec: '1458832388.1585217' };
const SMS = { event: 'SMS', result: '{"caller_id":"380671112233","text":"Привіт"}' };

const IN = ['caller_id', 'called_did', 'call_start'];
const OUT = ['internal', 'destination', 'call_start'];
/** As its PHP library has it: base64 around the hex text of the HMAC. */
const sign = (text: string, secret = 'secret'): string =>
  Buffer.from(createHmac('sha1', secret).update(text).digest('hex')).toString('base64');
const verify = (fields: Record<string, string>, signature: string, secret = 'secret'): Promise<boolean> =>
  zadarma.verify(hook(form(fields), { headers: { signature } }), { ...SETTING, secret });

describe.each<[string, Record<string, string>, string[]]>([
  ['START', START, IN],
  ['INTERNAL', INTERNAL, IN],
  ['IVR', IVR, IN],
  ['END', END, IN],
  ['ANSWER', ANSWER, ['caller_id', 'destination', 'call_start']],
  ['OUT_START', OUT_START, OUT],
  ['OUT_END', OUT_END, OUT],
  ['RECORD', RECORD, ['pbx_call_id', 'call_id_with_rec']],
  ['SMS', SMS, ['result']],
])('the signature of %s', (_, fields, signed) => {
  const signature = sign(signed.map((name) => fields[name]).join(''));

  test('holds', async () => {
    expect(await verify(fields, signature)).toBe(true);
  });

  test.each(signed)('but not for another %s, or none', async (name) => {
    expect(await verify({ ...fields, [name]: '380670000000' }, signature)).toBe(false);
    expect(await verify(without(fields, name), signature)).toBe(false);
  });

  test('nor by another secret, for another event, bare or without any', async () => {
    expect(await verify(fields, signature, 'another')).toBe(false);
    expect(await verify({ ...fields, event: 'NOTIFY_NOTHING' }, signature)).toBe(false);
    expect(await verify(without(fields, 'event'), signature)).toBe(false);
    const bare = createHmac('sha1', 'secret').update(signed.map((name) => fields[name]).join(''));
    expect(await verify(fields, bare.digest('base64'))).toBe(false);
    expect(await verify(fields, '')).toBe(false);
  });
});

test('nothing is signed with no secret, and nothing by nothing', async () => {
  expect(await verify(START, sign(CALL.caller_id + CALL.called_did + CALL.call_start, ''), '')).toBe(false);
  expect(await verify({ event: 'NOTIFY_START' }, sign(''))).toBe(false);
});

const SAID = { id: CALL.pbx_call_id, direction: 'in', tracking: '380443330001', other: '380671112233' };
const STARTED = Date.parse('2026-11-20T09:59:00Z');

test.each<[string, Record<string, string>, object]>([
  ['START', START, { ...SAID, ringingAt: STARTED, status: 'ringing' }],
  ['INTERNAL', INTERNAL, { ...SAID, ringingAt: STARTED, status: 'ringing' }],
  ['IVR', IVR, { ...SAID, ringingAt: STARTED, status: 'ringing' }],
  [
    'ANSWER, which does not tell the number dialled',
    ANSWER,
    { ...SAID, tracking: '', ringingAt: STARTED, answeredAt: RECEIVED, status: 'answered' },
  ],
  ['END', END, { ...SAID, ringingAt: STARTED, talkSeconds: 75, status: 'answered' }],
  [
    'END without its length and outcome',
    without(without(END, 'duration'), 'disposition'),
    { ...SAID, ringingAt: STARTED },
  ],
  [
    'an outcome nobody knows',
    { ...END, disposition: 'sang' },
    { ...SAID, ringingAt: STARTED, talkSeconds: 75, status: 'answered' },
  ],
  ['a time that is none', { ...START, call_start: '2026-02-30 11:59:00' }, { ...SAID, status: 'ringing' }],
  [
    'a clock, or a zone, ahead of ours',
    { ...START, call_start: '2026-11-20 13:59:00' },
    { ...SAID, ringingAt: RECEIVED, status: 'ringing' },
  ],
  [
    'OUT_START',
    OUT_START,
    {
      ...SAID,
      id: OUT_START.pbx_call_id,
      direction: 'out',
      tracking: '',
      ringingAt: STARTED,
      status: 'ringing',
    },
  ],
  [
    'OUT_END',
    OUT_END,
    {
      ...SAID,
      id: OUT_START.pbx_call_id,
      direction: 'out',
      ringingAt: STARTED,
      talkSeconds: 45,
      status: 'answered',
    },
  ],
  [
    'ANSWER of a call out',
    { ...ANSWER, pbx_call_id: OUT_START.pbx_call_id, caller_id: '101', destination: '380671112233' },
    {
      ...SAID,
      id: OUT_START.pbx_call_id,
      direction: 'out',
      tracking: '',
      ringingAt: STARTED,
      answeredAt: RECEIVED,
      status: 'answered',
    },
  ],
])('%s', (_, fields, event) => {
  const request = hook(form(fields));
  expect(eventIn(zadarma, request)).toEqual(event);
  expect(eventIn(zadarma, request)).toEqual(event);
});

test.each([
  ['busy', 'busy'],
  ['cancel', 'missed'],
  ['no answer', 'missed'],
  ['failed', 'failed'],
  ['no money', 'failed'],
  ['unallocated number', 'failed'],
  ['no day limit', 'failed'],
  ['line limit', 'failed'],
  ['no money, no limit', 'failed'],
])('%s is %s, whatever the seconds of ringing', (disposition, status) => {
  expect(eventIn(zadarma, hook(form({ ...END, disposition })))).toMatchObject({ status, talkSeconds: 0 });
});

test.each([
  ['2026-10-25 03:30:00', '2026-10-25T01:31:00Z', '2026-10-25T01:30:00Z'],
  ['2026-10-25 03:30:00', '2026-10-25T00:31:00Z', '2026-10-25T00:30:00Z'],
])('%s comes twice when the clocks are put back; heard at %s it was %s', (call_start, heard, was) => {
  const request = hook(form({ ...START, call_start }), { receivedAt: Date.parse(heard) });
  expect(eventIn(zadarma, request).ringingAt).toBe(Date.parse(was));
});

test("times are the setting's", () => {
  const setting = { ...SETTING, timeZone: 'Europe/London' };
  const fields = { ...START, call_start: '2026-11-20 09:59:00' };
  expect(eventIn(zadarma, hook(form(fields)), setting).ringingAt).toBe(STARTED);
});

test.each(['', 'anonymous', 'Anonymous', 'unknown', '266696687'])('a caller who is withheld: "%s"', (caller_id) => {
  expect(eventIn(zadarma, hook(form({ ...START, caller_id })))).toMatchObject({ direction: 'in', other: '' });
  expect(eventIn(zadarma, hook(form(without(START, 'caller_id'))))).toMatchObject({ direction: 'in', other: '' });
});

test('what is of no call, or tells nothing of one, is passed over', () => {
  for (const fields of [RECORD, SMS, { event: 'SPEECH_RECOGNITION' }, { event: '' }, {}])
    expect(wrongFields(zadarma, hook(form(fields)))).toEqual(['ignored']);
});

test('refused without an id, or with numbers that are none', () => {
  expect(wrongFields(zadarma, hook(form(without(END, 'pbx_call_id'))))).toEqual(['pbx_call_id']);
  expect(wrongFields(zadarma, hook(form({ ...without(END, 'caller_id'), 'caller_id[]': '1' })))).toEqual(['caller_id']);
});

describe('a check of the address', () => {
  const greet = (url: string, method = 'GET') => zadarma.greet?.(hook('', { url, method }));

  test('hears its word', async () => {
    const response = greet('https://calls.example/hooks/s/zadarma/x?zd_echo=%3Cb%3E5f2') as Response;
    expect(await response.text()).toBe('<b>5f2');
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('anything else is not greeted', () => {
    expect(greet('https://calls.example/hooks/s/zadarma/x')).toBeUndefined();
    expect(greet('https://calls.example/hooks/s/zadarma/x?zd_echo=1', 'POST')).toBeUndefined();
    expect(greet(`https://calls.example/hooks/s/zadarma/x?zd_echo=${'1'.repeat(201)}`)).toBeUndefined();
  });
});
