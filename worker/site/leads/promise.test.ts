import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type SiteSettings } from '../../../shared/settings.ts';
import type { CallRecord } from '../calls/merge.ts';
import { type PromisedContact, type PromisedLead, promiseOf } from './promise.ts';

const settings: SiteSettings = {
  ...DEFAULT_SETTINGS,
  name: 'Shop',
  hosts: ['shop.example'],
  leads: { ...DEFAULT_SETTINGS.leads, answerWithinMinutes: 30 },
  calls: { ...DEFAULT_SETTINGS.calls, callBackMinutes: 10 },
  hours: {
    weekly: { mon: [{ from: '09:00', to: '18:00' }], tue: [{ from: '09:00', to: '18:00' }] },
  },
};

/** Of the Monday 2026-05-04, by Kyiv's clocks, three hours ahead of UTC. */
const at = (clock: string, date = '2026-05-04'): number => Date.parse(`${date}T${clock}:00+03:00`);
const clock = (time: number | null): string | null =>
  time === null ? null : new Date(time + 3 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');

const contact = (time: number, given: Partial<PromisedContact> = {}): PromisedContact => ({
  id: `c${time}`,
  at: time,
  kind: 'lead',
  wanted: null,
  call: null,
  ...given,
});

const call = (time: number, status: CallRecord['status'], given: Partial<CallRecord> = {}): PromisedContact =>
  contact(time, {
    kind: 'call',
    call: {
      direction: 'in',
      tracking: '+380440000001',
      phone: '+380671234567',
      ringingAt: time,
      answeredAt: null,
      endedAt: null,
      talkSeconds: null,
      status,
      recording: '',
      ...given,
    },
  });

const promised = (lead: Partial<PromisedLead> & Pick<PromisedLead, 'contacts'>, own: SiteSettings = settings) => {
  const { dueAt, respondedAt } = promiseOf({ at: lead.contacts[0]?.at ?? 0, stages: [], outbound: [], ...lead }, own);
  return { due: clock(dueAt), answered: clock(respondedAt) };
};

describe('by when a lead is to be answered', () => {
  test.each([
    ['a lead form within hours', [contact(at('10:00'))], '05-04 10:30'],
    ['a callback within hours', [contact(at('10:00'), { kind: 'callback' })], '05-04 10:30'],
    ['one in the evening: the minutes go on in the morning', [contact(at('17:50'))], '05-05 09:20'],
    ['a missed call', [call(at('10:00'), 'missed')], '05-04 10:10'],
    ['a busy line', [call(at('10:00'), 'busy')], '05-04 10:10'],
    ['an answered call asks nothing', [call(at('10:00'), 'answered')], null],
    ['nor does one that still rings', [call(at('10:00'), 'ringing')], null],
    ['nor does what we entered', [contact(at('10:00'), { kind: 'entered' })], null],
    ['nor does an opinion', [contact(at('10:00'), { kind: 'nps' })], null],
    ['the first contact that asks', [call(at('09:00'), 'answered'), contact(at('11:00'))], '05-04 11:30'],
    ['later ones ask for nothing sooner or later', [contact(at('10:00')), call(at('10:05'), 'missed')], '05-04 10:30'],
    ['the time asked for', [contact(at('10:00'), { wanted: at('20:15') })], '05-04 20:20'],
    ['a time asked for that was over already', [contact(at('10:00'), { wanted: at('08:00') })], '05-04 10:05'],
    [
      'a time asked for while the answer is not due yet',
      [call(at('10:00'), 'missed'), contact(at('10:02'), { wanted: at('15:00') })],
      '05-04 15:05',
    ],
    [
      'a time asked for once the answer is overdue changes nothing',
      [call(at('10:00'), 'missed'), contact(at('10:11'), { wanted: at('15:00') })],
      '05-04 10:10',
    ],
  ])('%s', (_, contacts, due) => {
    expect(promised({ contacts }).due).toBe(due);
  });

  test('where nothing is promised a form asks nothing, a missed call and an asked time do', () => {
    const own = { ...settings, leads: { ...settings.leads, answerWithinMinutes: null } };
    const form = contact(at('10:00'));
    expect(promised({ contacts: [form] }, own).due).toBeNull();
    expect(promised({ contacts: [form, call(at('11:00'), 'missed')] }, own).due).toBe('05-04 11:10');
    expect(promised({ contacts: [form, contact(at('11:00'), { wanted: at('12:00') })] }, own).due).toBe('05-04 12:05');
  });

  test('where nobody ever comes nothing is promised', () => {
    expect(promised({ contacts: [contact(at('10:00'))] }, { ...settings, hours: { weekly: {} } }).due).toBeNull();
  });
});

describe('when a lead was answered', () => {
  const contacts = [contact(at('10:00'))];

  test('not yet', () => {
    expect(promised({ contacts }).answered).toBeNull();
  });

  test.each<[string, Partial<PromisedLead>, string | null]>([
    ['a call from our side', { outbound: [{ at: at('10:20') }, { at: at('10:10') }] }, '05-04 10:10'],
    ['one before the lead began is of something else', { outbound: [{ at: at('09:59') }] }, null],
    ['a stage', { stages: [{ at: at('10:12'), stage: 'contacted' }] }, '05-04 10:12'],
    ['lost too', { stages: [{ at: at('10:12'), stage: 'lost' }] }, '05-04 10:12'],
    ['new says nothing', { stages: [{ at: at('10:12'), stage: 'new' }] }, null],
    ['spam is no answer', { stages: [{ at: at('10:12'), stage: 'spam' }] }, null],
    [
      'an inbound call, from when it was answered',
      { contacts: [...contacts, call(at('10:30'), 'answered', { answeredAt: at('10:31') })] },
      '05-04 10:31',
    ],
    ['a missed one is none', { contacts: [...contacts, call(at('10:30'), 'missed')] }, null],
    [
      'whichever came first',
      { stages: [{ at: at('10:40'), stage: 'mql' }], outbound: [{ at: at('10:35') }] },
      '05-04 10:35',
    ],
  ])('%s', (_, lead, answered) => {
    expect(promised({ contacts, ...lead }).answered).toBe(answered);
  });
});
