import { expect, test } from 'vitest';
import { binotel } from './binotel.ts';
import { eventIn, form, hook, RECEIVED, SETTING, without, wrongFields } from './fixtures/hooks.ts';

const START = Date.parse('2026-11-20T09:59:00Z');

/** As published bodies have it, the names changed. */
const COMPLETED: Record<string, string> = {
  requestType: 'apiCallCompleted',
  attemptsCounter: '1',
  language: 'uk',
  myBinotelDomain: 'my.binotel.ua',
  'callDetails[companyID]': '67875',
  'callDetails[generalCallID]': '4937638623',
  'callDetails[callID]': '4937638624',
  'callDetails[startTime]': String(START / 1_000),
  'callDetails[callType]': '0',
  'callDetails[internalNumber]': '901',
  'callDetails[externalNumber]': '0671112233',
  'callDetails[waitsec]': '4',
  'callDetails[billsec]': '38',
  'callDetails[disposition]': 'ANSWER',
  'callDetails[recordingStatus]': 'uploading',
  'callDetails[isNewCall]': '0',
  'callDetails[employeeData][name]': 'Олена',
  'callDetails[pbxNumberData][number]': '0443330001',
  'callDetails[pbxNumberData][name]': 'CallTracking okna.example',
  'callDetails[historyData][0][waitsec]': '4',
  'callDetails[historyData][0][disposition]': 'ANSWER',
  'callDetails[linkToCallRecordInMyBusiness]': 'https://my.binotel.ua/?module=cdrs&fileName=4937638623.mp3',
};
const RINGING = {
  requestType: 'receivedTheCall',
  generalCallID: '4937638623',
  callType: '0',
  companyID: '67875',
  externalNumber: '0671112233',
  internalNumber: '901',
  didNumber: '0443330001',
  did: 'okna',
  srcNumber: '0671112233',
  method: 'push',
};
const ANSWERED = {
  requestType: 'answeredTheCall',
  generalCallID: '4937638623',
  callType: '0',
  companyID: '67875',
  externalNumber: '0671112233',
  pbxNumber: '0443330001',
};
const HANGUP = {
  requestType: 'hangupTheCall',
  generalCallID: '4937638623',
  billsec: '38',
  disposition: 'ANSWER',
  method: 'push',
};
const details = (changes: Record<string, string>): Record<string, string> => ({
  ...COMPLETED,
  ...Object.fromEntries(Object.entries(changes).map(([name, value]) => [`callDetails[${name}]`, value])),
});
const withoutDetail = (name: string) => without(COMPLETED, `callDetails[${name}]`);

const SAID = { id: '4937638623', direction: 'in', tracking: '0443330001', other: '0671112233' };
const RECORDING = { recording: COMPLETED['callDetails[linkToCallRecordInMyBusiness]'] };
const WHOLE = {
  ...SAID,
  ringingAt: START,
  answeredAt: START + 4_000,
  endedAt: START + 42_000,
  talkSeconds: 38,
  status: 'answered',
  ...RECORDING,
};

test.each<[string, Record<string, string>, object]>([
  ['a call that is over', COMPLETED, WHOLE],
  ['told a seventh time', { ...COMPLETED, attemptsCounter: '7' }, WHOLE],
  ['out', details({ callType: '1' }), { ...WHOLE, direction: 'out' }],
  ['without a general id', withoutDetail('generalCallID'), { ...WHOLE, id: '4937638624' }],
  ['without a start', withoutDetail('startTime'), { ...SAID, talkSeconds: 38, status: 'answered', ...RECORDING }],
  [
    'without waiting',
    withoutDetail('waitsec'),
    { ...SAID, ringingAt: START, talkSeconds: 38, status: 'answered', ...RECORDING },
  ],
  ['without an outcome', withoutDetail('disposition'), WHOLE],
  [
    'with a record that is no address',
    details({ linkToCallRecordInMyBusiness: 'data:text/html,x' }),
    without(WHOLE as unknown as Record<string, string>, 'recording'),
  ],
  ['it rings', RINGING, { ...SAID, ringingAt: RECEIVED, status: 'ringing' }],
  [
    'it rings, named by its source',
    without(RINGING, 'externalNumber'),
    { ...SAID, ringingAt: RECEIVED, status: 'ringing' },
  ],
  ['it is answered', ANSWERED, { ...SAID, answeredAt: RECEIVED, status: 'answered' }],
  [
    'it is over, and nothing but its id is said',
    HANGUP,
    { id: SAID.id, tracking: '', other: '', talkSeconds: 38, status: 'answered' },
  ],
])('%s', (_, fields, event) => {
  const request = hook(form(fields));
  expect(eventIn(binotel, request)).toEqual(event);
  expect(eventIn(binotel, request)).toEqual(event);
});

test.each([
  ['ANSWER', 'answered'],
  ['answer', 'answered'],
  ['TRANSFER', 'answered'],
  ['ONLINE', 'answered'],
  ['BUSY', 'busy'],
  ['NOANSWER', 'missed'],
  ['NO ANSWER', 'missed'],
  ['CANCEL', 'missed'],
  ['VM', 'missed'],
  ['VM-SUCCESS', 'missed'],
  ['CONGESTION', 'failed'],
  ['CHANUNAVAIL', 'failed'],
  ['CALLING', 'ringing'],
  ['SOMETHING', 'answered'],
])('%s with something said is %s', (disposition, status) => {
  const event = eventIn(binotel, hook(form(details({ disposition }))));
  expect(event.status).toBe(status);
  expect(event.talkSeconds).toBe(status === 'answered' ? 38 : status === 'ringing' ? undefined : 0);
  expect(event.answeredAt).toBe(status === 'answered' ? START + 4_000 : undefined);
});

test('an outcome nobody knows, with nothing said, was missed', () => {
  expect(eventIn(binotel, hook(form(details({ disposition: 'SOMETHING', billsec: '0' }))))).toMatchObject({
    status: 'missed',
    talkSeconds: 0,
  });
});

test('the same as JSON', () => {
  const { requestType } = COMPLETED;
  const callDetails: Record<string, unknown> = { internalAdditionalData: null, whoHungUp: null };
  for (const [name, value] of Object.entries(COMPLETED)) {
    const [, inner] = /^callDetails\[(\w+)\]$/.exec(name) ?? [];
    if (inner) callDetails[inner] = value;
  }
  callDetails.pbxNumberData = { number: '0443330001' };
  const body = JSON.stringify({ requestType, callDetails });
  const request = hook(body, { headers: { 'content-type': 'application/json' } });
  expect(eventIn(binotel, request)).toEqual(WHOLE);
  const numbers = JSON.stringify({
    requestType,
    callDetails: {
      ...{ ...callDetails, billsec: 38, waitsec: 4, callType: 0 },
      generalCallID: Number(callDetails.generalCallID),
    },
  });
  expect(eventIn(binotel, hook(numbers))).toEqual(WHOLE);
});

test.each(['', 'anonymous', 'Unknown', '+266696687'])('a caller who is withheld: "%s"', (externalNumber) => {
  expect(eventIn(binotel, hook(form(details({ externalNumber }))))).toEqual({ ...WHOLE, other: '' });
});

test('names in another encoding are kept as well as they can be', () => {
  const request = hook(`${form(COMPLETED)}&callDetails%5BemployeeData%5D%5Bname%5D=%CE%EB%E5%ED%E0&%E0=%`);
  expect(eventIn(binotel, request)).toEqual(WHOLE);
});

test('fields nested without end, or through one another, harm nothing', () => {
  const deep = `callDetails${'[a]'.repeat(5_000)}=1&callDetails[__proto__][x]=1&__proto__[x]=1&constructor=1&requestType[a]=1`;
  expect(eventIn(binotel, hook(`${form(COMPLETED)}&${deep}`)).id).toBe(SAID.id);
  expect(({} as { x?: string }).x).toBeUndefined();
});

test('what is kept are the fields as they came', () => {
  const read = binotel.read(hook(form(COMPLETED)), SETTING);
  expect(read.state === 'events' && JSON.parse(read.raw)).toEqual(COMPLETED);
});

test('asked who calls, before there is a call, it has nothing to tell', () => {
  expect(wrongFields(binotel, hook(form({ requestType: 'apiCallSettings', externalNumber: '0671112233' })))).toEqual([
    'ignored',
  ]);
});

test.each([
  ['no id', form(without(withoutDetail('generalCallID'), 'callDetails[callID]')), ['generalCallID']],
  ['nothing', '', ['generalCallID']],
  ['a number that is none', '{"generalCallID":"1","externalNumber":{"number":"1"}}', ['externalNumber']],
  ['a tracking number that is none', '{"generalCallID":"1","pbxNumberData":{"number":0.5}}', ['didNumber']],
  ['an id that is none', '{"generalCallID":true}', ['generalCallID']],
  ['broken JSON', '{"generalCallID":', ['']],
])('refused: %s', (_, body, wrong) => {
  expect(wrongFields(binotel, hook(body))).toEqual(wrong);
});

test('nothing is signed, and its answer is what Binotel waits for', async () => {
  expect(await binotel.verify(hook(''), SETTING)).toBe(true);
  expect(await binotel.reply?.(hook(''), undefined).json()).toEqual({ status: 'success' });
});
