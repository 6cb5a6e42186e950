import { expect, test } from 'vitest';
import { eventIn, form, hook, RECEIVED, SETTING, without, wrongFields } from './fixtures/hooks.ts';
import { ringostat } from './ringostat.ts';

const CALL = {
  uniqueid: 'ua14_-1795168740.123456',
  calldate: '2026-11-20 11:59:00',
  caller: '380671112233',
  dst: '380443330001',
  disposition: 'ANSWERED',
  duration: '52',
  billsec: '38',
  waittime: '10',
  call_type: 'in',
  recording: 'https://app.ringostat.com/recordings/ua14_-1795168740.123456.mp3',
  recording_wav: 'https://app.ringostat.com/recordings/ua14_-1795168740.123456.wav',
  utm_source: 'google',
};
const START = Date.parse('2026-11-20T09:59:00Z');
const WHOLE = {
  id: CALL.uniqueid,
  direction: 'in',
  tracking: '380443330001',
  other: '380671112233',
  ringingAt: START,
  answeredAt: START + 10_000,
  endedAt: START + 52_000,
  talkSeconds: 38,
  status: 'answered',
  recording: CALL.recording,
};
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const url = `https://calls.example/hooks/s/ringostat/x?${form(CALL)}#top`;

test.each([
  ['a form', hook(form(CALL))],
  ['a query', hook('', { method: 'GET', url })],
  ['JSON', hook(JSON.stringify(CALL), { headers: JSON_TYPE })],
  [
    'JSON with numbers',
    hook(JSON.stringify({ ...CALL, duration: 52, billsec: 38, waittime: 10.4 }), { headers: JSON_TYPE }),
  ],
  ['JSON that says it is a form', hook(` ${JSON.stringify(CALL)}`)],
  [
    "its customer's own names",
    hook(
      form({
        'Unique-ID': CALL.uniqueid,
        callDate: '20.11.2026 11:59:00',
        caller_number: CALL.caller,
        caller: 'Олена <101>',
        destination: CALL.dst,
        callStatus: 'PROPER',
        duration: '52',
        talk_time: '38',
        waitTime: '10',
        direction: 'incoming',
        record: CALL.recording,
      }),
    ),
  ],
  ['the time with its zone', hook(form({ ...CALL, calldate: '2026-11-20T10:59:00+01:00' }))],
  ['the time as unix seconds', hook(form({ ...CALL, calldate: String(START / 1_000) }))],
])('%s', (_, request) => {
  expect(eventIn(ringostat, request)).toEqual(WHOLE);
  expect(eventIn(ringostat, request)).toEqual(WHOLE);
});

test.each([
  ['out', 'out'],
  ['transitout', 'out'],
  ['callback', 'out'],
  ['OUT', 'out'],
  ['in', 'in'],
  ['transitin', 'in'],
  ['something', 'in'],
])('%s is a call %s', (call_type, direction) => {
  const sides = { tracking: WHOLE.tracking, other: WHOLE.other };
  const [caller, dst] = direction === 'out' ? [sides.tracking, sides.other] : [sides.other, sides.tracking];
  expect(eventIn(ringostat, hook(form({ ...CALL, caller, dst, call_type })))).toMatchObject({ direction, ...sides });
});

test('a call between colleagues is none', () => {
  expect(wrongFields(ringostat, hook(form({ ...CALL, call_type: 'internal' })))).toEqual(['ignored']);
});

test.each([
  ['ANSWERED', 'answered'],
  ['PROPER', 'answered'],
  ['REPEATED', 'answered'],
  ['NO ANSWER', 'missed'],
  ['NO+ANSWER', 'missed'],
  ['CLIENT NO ANSWER', 'missed'],
  ['VOICEMAIL', 'missed'],
  ['NO-FORWARD', 'missed'],
  ['NO EXTENSION', 'missed'],
  ['WRONG EXTENSION', 'missed'],
  ['DECLINE', 'missed'],
  ['BUSY', 'busy'],
  ['FAILED', 'failed'],
  ['FAILED FORBIDDEN DESTINATION', 'failed'],
])('%s is %s', (disposition, status) => {
  const event = eventIn(ringostat, hook(form({ ...CALL, disposition })));
  expect([event.status, event.talkSeconds]).toEqual([status, status === 'answered' ? 38 : 0]);
});

test('JSON whose id and numbers stand without quotation marks', () => {
  const body = JSON.stringify({ ...CALL, uniqueid: 17, caller: 380671112233 });
  const request = hook(body, { headers: { 'content-type': 'application/json' } });
  expect(eventIn(ringostat, request)).toMatchObject({ id: '17', other: '380671112233' });
});

test('a second call of the same person that nobody answered', () => {
  const fields = { ...CALL, disposition: 'REPEATED', billsec: '0' };
  expect(eventIn(ringostat, hook(form(fields)))).toMatchObject({ status: 'missed', talkSeconds: 0 });
});

test.each<[string, object]>([
  ['calldate', { ...WHOLE, ringingAt: undefined, answeredAt: undefined, endedAt: undefined }],
  ['duration', { ...WHOLE, endedAt: START + 48_000 }],
  ['waittime', { ...WHOLE, answeredAt: undefined }],
  ['billsec', { ...WHOLE, talkSeconds: undefined }],
  ['disposition', WHOLE],
  ['recording', { ...WHOLE, recording: CALL.recording_wav }],
  ['caller', { ...WHOLE, other: '' }],
  ['dst', { ...WHOLE, tracking: '' }],
  ['call_type', WHOLE],
])('without %s', (name, event) => {
  expect(eventIn(ringostat, hook(form(without(CALL, name))))).toEqual(event);
});

test('what cannot be read says nothing', () => {
  const fields = { ...CALL, calldate: 'вчора', duration: 'довго', billsec: '-1', waittime: '1e9', recording: '1' };
  expect(eventIn(ringostat, hook(form(without(fields, 'recording_wav'))))).toEqual({
    id: WHOLE.id,
    direction: 'in',
    tracking: WHOLE.tracking,
    other: WHOLE.other,
    status: 'answered',
  });
});

test('nothing of a call lies after it was told', () => {
  const request = hook(form({ ...CALL, calldate: '2026-11-20 12:00:00', duration: '3000' }));
  expect(eventIn(ringostat, request).endedAt).toBe(RECEIVED);
});

test.each(['', 'anonymous', 'Unknown', 'unavailable'])('a caller who is withheld: "%s"', (caller) => {
  expect(eventIn(ringostat, hook(form({ ...CALL, caller }))).other).toBe('');
});

test.each([
  ['no id', form(without(CALL, 'uniqueid')), ['uniqueid']],
  ['an empty one', form({ ...CALL, uniqueid: '' }), ['uniqueid']],
  ['numbers that are none', JSON.stringify({ ...CALL, caller: true, dst: ['1'] }), ['caller', 'dst']],
  ['a list', '[1]', ['uniqueid']],
  ['a list of JSON', '{"a":1', ['']],
])('refused: %s', (_, body, wrong) => {
  expect(wrongFields(ringostat, hook(body))).toEqual(wrong);
});

test('nothing is signed', async () => {
  expect(await ringostat.verify(hook(''), SETTING)).toBe(true);
});
