import { describe, expect, test } from 'vitest';
import type { Contact } from '../../shared/contacts.ts';
import { localTime, type Notice, telegramText, webhookBody } from './message.ts';

const notice = (change: Partial<Notice> = {}, contact: Partial<Contact> & { phone?: string } = {}): Notice => ({
  event: 'lead.created',
  site: { key: 'k', name: 'Вікна' },
  lead: 'l',
  contact: {
    id: 'c',
    kind: 'callback',
    at: 0,
    page: 'https://example.com/offer',
    phone: '+380441111111',
    receivedTime: '2026-05-05T09:00:00.000Z',
    fields: { name: 'Олена', phone: '044 111 11 11', message: 'Передзвоніть' },
    ...contact,
  },
  ad: { channel: 'Paid Search', source: 'google', medium: 'cpc', campaign: 'brand', content: '', term: 'вікна' },
  landing: 'example.com/',
  ...change,
});

describe('a Telegram message', () => {
  test('says who, how to reach them, what they wrote and where they came from', () => {
    expect(telegramText(notice(), 'uk')).toBe(
      [
        'Нова заявка: просить передзвонити — Вікна',
        'Олена, +380441111111',
        'message: Передзвоніть',
        '',
        'Звідки: Paid Search / google / brand',
        'Сторінка: https://example.com/offer',
      ].join('\n'),
    );
  });

  test.each([
    ['uk', 'lead.created', 'lead', 'Нова заявка — Вікна'],
    ['ru', 'lead.created', 'callback', 'Новая заявка: просит перезвонить — Вікна'],
    ['en', 'lead.contacted', 'callback', 'Another contact: asks to be called back — Вікна'],
    ['en', 'lead.contacted', 'lead', 'Another contact — Вікна'],
  ] as const)('%s, %s, %s: %s', (language, event, kind, heading) => {
    expect(telegramText(notice({ event }, { kind }), language).split('\n')[0]).toBe(heading);
  });

  test('a number that could not be read is told as it was written', () => {
    expect(telegramText(notice({}, { phone: '' }), 'en')).toContain('Олена, 044 111 11 11');
  });

  test.each([
    ['uk', true, ['Нова заявка: дзвінок — Вікна', '+380671111111', 'Розмова, с: 65', 'Набрали: +380440000001']],
    ['ru', false, ['Новая заявка: пропущенный звонок, перезвоните — Вікна', '+380671111111', 'Набрали: +380440000001']],
  ] as const)('of a call, %s, answered %s: who, how long, on which number', (language, answered, lines) => {
    const call = {
      tracking: '+380440000001',
      answered,
      talkSeconds: answered ? 65 : 0,
      recording: null,
      callBackDue: null,
    };
    const contact = {
      id: 'c',
      kind: 'call' as const,
      call,
      phone: '+380671111111',
      receivedTime: '2026-05-05T09:00:00.000Z',
    };
    const text = telegramText({ ...notice(), contact }, language);
    expect(text.split('\n').slice(0, lines.length)).toEqual(lines);
    expect(text.endsWith('Paid Search / google / brand')).toBe(true);
    expect(telegramText({ ...notice(), contact: { ...contact, phone: '' } }, 'uk')).toContain('номер приховано');
  });

  test('is no longer than Telegram takes, and cuts no letter in two', () => {
    for (let extra = 0; extra < 4; extra += 1) {
      const text = telegramText(notice({}, { fields: { name: 'x'.repeat(extra), message: '😀'.repeat(2_500) } }), 'uk');
      expect(text.length).toBeLessThanOrEqual(4_096);
      expect(text.length).toBeGreaterThanOrEqual(4_094);
      expect(() => encodeURIComponent(text)).not.toThrow();
      expect(text.endsWith('😀…')).toBe(true);
    }
  });

  test('of just the length it may have is not cut', () => {
    const empty = telegramText(notice({}, { fields: { message: 'x' } }), 'uk').length - 1;
    const text = telegramText(notice({}, { fields: { message: 'x'.repeat(4_096 - empty) } }), 'uk');
    expect([text.length, text.endsWith('…')]).toEqual([4_096, false]);
  });
});

test('a webhook’s body by the Standard Webhooks convention', () => {
  expect(JSON.parse(webhookBody(notice()))).toEqual({
    type: 'lead.created',
    timestamp: '2026-05-05T09:00:00.000Z',
    data: {
      site: { key: 'k', name: 'Вікна' },
      lead: 'l',
      contact: notice().contact,
      ad: notice().ad,
      landing: 'example.com/',
    },
  });
});

test.each([
  ['2026-11-23T08:30:00Z', 'Europe/Kyiv', '2026-11-23T10:30:00+02:00'],
  ['2026-07-01T22:15:00Z', 'Europe/Kyiv', '2026-07-02T01:15:00+03:00'],
  ['2026-11-23T02:00:00Z', 'America/St_Johns', '2026-11-22T22:30:00-03:30'],
  ['2026-11-23T00:00:00Z', 'UTC', '2026-11-23T00:00:00+00:00'],
])('%s in %s is %s', (at, zone, local) => {
  expect(localTime(Date.parse(at), zone)).toBe(local);
  expect(Date.parse(local)).toBe(Date.parse(at));
});

test('a message says when the visitor asks to be called', () => {
  const told = notice();
  const asked = { ...told, contact: { ...told.contact, wantedTime: '2026-11-23T10:30:00+02:00' } };
  expect(telegramText(asked, 'uk').split('\n')[2]).toBe('Зателефонувати: 2026-11-23 10:30');
});

test('a call that could not be made by itself is to be made by hand', () => {
  const failed: Notice = {
    ...notice(),
    event: 'callback.failed',
    callback: { promisedTime: '2026-05-05T09:00:00.000Z', reason: 'agent' },
  };
  expect(telegramText(failed, 'en').split('\n')[0]).toMatch(/^Could not be connected, please call/);
  expect(JSON.parse(webhookBody(failed))).toMatchObject({
    type: 'callback.failed',
    data: { callback: failed.callback },
  });
});

describe('a lead that nobody answered', () => {
  const late: Notice = {
    ...notice(),
    event: 'lead.overdue',
    overdue: {
      dueTime: '2026-05-05T12:15:00+03:00',
      minutesLate: 60,
      foundTime: '2026-05-05T10:15:00.000Z',
      step: 2,
      owner: 'Оля',
    },
  };

  test.each([
    [
      'uk',
      [
        'Заявка досі без відповіді: просить передзвонити — Вікна',
        'Запізнення, хв: 60',
        'Мали відповісти до: 2026-05-05 12:15',
        'Відповідає: Оля',
        'Олена, +380441111111',
      ],
    ],
    [
      'ru',
      [
        'Заявка до сих пор без ответа: просит перезвонить — Вікна',
        'Опоздание, мин: 60',
        'Должны были ответить до: 2026-05-05 12:15',
        'Отвечает: Оля',
        'Олена, +380441111111',
      ],
    ],
    [
      'en',
      [
        'Lead still unanswered: asks to be called back — Вікна',
        'Late by, min: 60',
        'Answer was due by: 2026-05-05 12:15',
        'Whose it is: Оля',
        'Олена, +380441111111',
      ],
    ],
  ] as const)('%s: how late, by when, whose it is, how to reach them', (language, lines) => {
    expect(telegramText(late, language).split('\n').slice(0, 5)).toEqual(lines);
  });

  test('one that is nobody’s says so', () => {
    const overdue = { ...(late.overdue as NonNullable<Notice['overdue']>), owner: '' };
    expect(telegramText({ ...late, overdue }, 'uk')).toContain('Відповідає: нікого не призначено');
  });

  test('a webhook tells it at the time at which it was found', () => {
    expect(JSON.parse(webhookBody(late))).toMatchObject({
      type: 'lead.overdue',
      timestamp: '2026-05-05T10:15:00.000Z',
      data: { lead: 'l', overdue: late.overdue },
    });
  });
});
