import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROVIDERS } from '../../shared/numbers.ts';
import type { HookRequest } from './call.ts';
import { form, hook, SETTING } from './fixtures/hooks.ts';
import { providers } from './providers.ts';

/** What must hold whatever a provider, or anybody else, sends. */

const NAMES = [
  ...['CallSid', 'ParentCallSid', 'MessageSid', 'From', 'To', 'Direction', 'CallStatus', 'Timestamp', 'CallDuration'],
  ...['RecordingUrl', 'RecordingStatus', 'event', 'pbx_call_id', 'caller_id', 'called_did', 'destination', 'internal'],
  ...['call_start', 'duration', 'disposition', 'zd_echo', 'requestType', 'generalCallID', 'callType', 'externalNumber'],
  ...['didNumber', 'srcNumber', 'startTime', 'waitsec', 'billsec', 'callDetails', 'callDetails[generalCallID]'],
  ...['callDetails[startTime]', 'callDetails[waitsec]', 'callDetails[billsec]', 'callDetails[disposition]'],
  ...['callDetails[pbxNumberData][number]', 'pbxNumberData', 'uniqueid', 'calldate', 'caller', 'dst', 'call_type'],
  ...['waittime', 'recording', 'call_id', 'callId', 'from', 'to', 'direction', 'ts', 'ring_ts', 'answer_ts', 'end_ts'],
  ...['status', 'sip_code', 'recording_url', 'start_time', 'end_time', '__proto__', 'constructor', 'toString'],
] as const;

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  fc.constantFrom(
    ...['', '0', '1', '-1', '38', '1795168740', '1795168740000', '9'.repeat(400), '2026-11-20 11:59:00', '2026-02-30'],
    ...['2026-10-25 03:30:00', '2026-11-20T09:59:00Z', '0000-00-00 00:00:00', 'Fri, 20 Nov 2026 10:00:05 +0000'],
    ...['NOTIFY_START', 'NOTIFY_END', 'NOTIFY_OUT_END', 'NOTIFY_ANSWER', 'NOTIFY_RECORD', 'SMS', 'apiCallCompleted'],
    ...['receivedTheCall', 'answeredTheCall', 'apiCallSettings', 'in', 'out', 'outbound-dial', 'inbound', 'ringing'],
    ...['completed', 'ANSWER', 'no answer', 'busy', '486', 'anonymous', '+266696687', '+380671112233', 'client:a'],
    ...['https://x.example/a.mp3', 'javascript:alert(1)', 'sip:anonymous@x', '__proto__', 'constructor'],
  ),
);
const name = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...NAMES) }, anyText);
const pairs = fc.array(fc.tuple(name, anyText), { maxLength: 25 });
const forms = pairs.map((all) => new URLSearchParams(all).toString());
const objects = fc
  .array(fc.tuple(name, fc.oneof(anyText, fc.jsonValue(), fc.integer(), fc.dictionary(name, anyText))), {
    maxLength: 25,
  })
  .map((all) => JSON.stringify(Object.fromEntries(all)));
const bodies = fc.oneof(forms, objects, fc.json(), anyText);
const requests: fc.Arbitrary<HookRequest> = fc
  .record({
    body: bodies,
    method: fc.constantFrom('POST', 'GET', 'PUT', 'HEAD'),
    url: fc.oneof(
      forms.map((query) => `https://calls.example/hooks/s/p/x?${query}`),
      fc.constantFrom('https://calls.example/hooks/s/p/x?bodySHA256=00', 'http://[::1]:80/?a=%', ''),
      anyText,
    ),
    type: fc.constantFrom('application/x-www-form-urlencoded', 'application/json', 'text/plain', ''),
  })
  .map(({ body, method, url, type }) =>
    hook(body, {
      method,
      url,
      headers: {
        'content-type': type,
        signature: 'x',
        'x-twilio-signature': 'x',
        'webhook-id': 'x',
        'webhook-timestamp': '1795168830',
        'webhook-signature': 'v1,x',
      },
    }),
  );

test('every provider that can be set is known', () => {
  expect(Object.keys(providers).sort()).toEqual([...PROVIDERS].sort());
});

test.each(PROVIDERS)('%s reads any request to calls that make sense, or refuses it by naming a field', (name) => {
  const provider = providers[name];
  fc.assert(
    fc.property(requests, (request) => {
      const read = provider.read(request, SETTING);
      expect(provider.read(request, SETTING)).toEqual(read);
      if (read.state === 'invalid') {
        expect(read.errors.length).toBeGreaterThan(0);
        for (const { field, detail } of read.errors) expect([typeof field, detail]).not.toContain('');
      }
      if (read.state !== 'events') return;
      expect(read.raw.length).toBeLessThanOrEqual(20_000);
      expect(typeof JSON.parse(read.raw)).toBe('object');
      for (const event of read.events) {
        expect(event.id.trim()).not.toBe('');
        expect([typeof event.tracking, typeof event.other]).toEqual(['string', 'string']);
        for (const value of Object.values(event)) expect(value).toBeDefined();
        for (const time of [event.ringingAt, event.answeredAt, event.endedAt])
          if (time !== undefined) {
            expect(Number.isInteger(time)).toBe(true);
            expect(time).toBeLessThanOrEqual(request.receivedAt);
          }
        if (event.talkSeconds !== undefined) expect(event.talkSeconds).toBeGreaterThanOrEqual(0);
        if (['missed', 'busy', 'failed'].includes(event.status ?? '')) {
          expect([event.talkSeconds, event.answeredAt]).toEqual([0, undefined]);
        }
        if (event.recording !== undefined) expect(event.recording).toMatch(/^https?:/i);
      }
    }),
    { numRuns: 1_000 },
  );
});

test.each(PROVIDERS)('%s judges, answers and greets any request', async (name) => {
  const provider = providers[name];
  const signs = name !== 'binotel' && name !== 'ringostat';
  await fc.assert(
    fc.asyncProperty(requests, fc.option(anyText, { nil: undefined }), async (request, line) => {
      expect(await provider.verify(request, SETTING)).toBe(!signs);
      const answer = provider.reply?.(request, line);
      if (answer) expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)]);
      const greeting = provider.greet?.(request);
      if (greeting) expect(greeting.status).toBe(200);
    }),
    { numRuns: 200 },
  );
});

test('a zone that nobody knows costs a local time, not the call', () => {
  const body = form({ uniqueid: 'a', calldate: '2026-11-20 11:59:00', caller: '1', dst: '2' });
  const read = providers.ringostat.read(hook(body), { ...SETTING, timeZone: 'Nowhere' });
  expect(read).toMatchObject({ state: 'events', events: [{ id: 'a' }] });
  expect(read.state === 'events' && read.events[0]).not.toHaveProperty('ringingAt');
});
