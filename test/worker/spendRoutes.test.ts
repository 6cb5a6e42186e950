import { beforeEach, describe, expect, test } from 'vitest';
import type { ReportAnswer } from '../../shared/report.ts';
import type { SpendAnswer, SpendList, SpendUploads } from '../../shared/spend.ts';
import { ask, asked, bearing, newAccount, newSiteOf, newTokenOf, problemOf } from './people.ts';

/** Spend over the public API: files and rows in, what is stored and uploaded out, and back again. */

const day = '2026-05-05';
let admin: string;
let site: string;

const settle = (settings: object) => asked(`/v1/sites/${site}`, bearing(admin, settings, 'PATCH'));
const rows = (...list: object[]): RequestInit => bearing(admin, { rows: list });
const csv = (body: string): RequestInit => ({
  method: 'POST',
  headers: { authorization: `Bearer ${admin}`, 'content-type': 'text/csv' },
  body,
});
const path = (rest = ''): string => `/v1/sites/${site}/spend${rest}`;
const spent = async (metrics = 'spend') =>
  (await asked<ReportAnswer>(`/v1/sites/${site}/report?from=${day}&to=${day}&metrics=${metrics}`, bearing(admin)))
    .totals;
const refused = async (answer: Response): Promise<string[]> => {
  expect(answer.status).toBe(422);
  return ((await problemOf(answer)).errors ?? []).map(({ field }) => field);
};

beforeEach(async () => {
  ({ token: admin } = await newAccount());
  site = await newSiteOf(admin);
});

describe('value added tax', () => {
  const yandex = (title: string): string => `Дата;№ Кампании;${title}\n05.05.2026;1;120\n`;
  const vat = { percent: 20, spend: 'without' };

  test('that a file’s header states is taken off where the site says so, and stands where it does not', async () => {
    await asked(path('?currency=UAH'), csv(yandex('Расход (с НДС)')));
    expect(await spent()).toEqual({ spend: 120 });
    await settle({ vat });
    // What is stored stays as it is until it is uploaded again.
    expect(await spent()).toEqual({ spend: 120 });
    expect(await asked(path(), csv(yandex('Расход (с НДС)')))).toMatchObject({ changed: 1, cost: 100 });
    expect(await spent()).toEqual({ spend: 100 });
    expect(await asked(path(), csv(yandex('Расход (без НДС)')))).toMatchObject({ changed: 1, cost: 120 });
  });

  test('is stated for a whole file, but not against its header', async () => {
    await settle({ vat });
    expect(await asked(path('?vat=with'), csv(yandex('Расход')))).toMatchObject({ cost: 100 });
    expect(await refused(await ask(path('?vat=without'), csv(yandex('Расход (с НДС)'))))).toEqual(['vat']);
    expect(await refused(await ask(path('?vat=maybe'), csv(yandex('Расход'))))).toEqual(['vat']);
  });

  test('is refused by its row where the site does not say how much it is', async () => {
    const row = { day, system: 'google', cost: 1 };
    expect(await refused(await ask(path(), rows(row, { ...row, vat: 'with' })))).toEqual(['rows.1.vat']);
    expect(await refused(await ask(path('?vat=with'), csv(yandex('Расход'))))).toEqual(['row 2.vat']);
    expect(await spent()).toEqual({ spend: 0 });
  });
});

describe('other currencies', () => {
  const usd = { day, system: 'google', cost: 10, currency: 'USD' };

  test('go by the site’s rates of the day; a change of them moves nothing that is stored', async () => {
    expect(await refused(await ask(path(), rows(usd)))).toEqual(['rows.0.rate']);
    await settle({ rates: [{ currency: 'USD', from: '2026-05-01', rate: '40' }] });
    await asked(path(), rows(usd));
    expect(await spent()).toEqual({ spend: 400 });
    await settle({ rates: [{ currency: 'USD', from: '2026-05-01', rate: '41' }] });
    expect(await spent()).toEqual({ spend: 400 });
    expect(await asked(path(), rows(usd))).toMatchObject({ changed: 1 });
    expect(await spent()).toEqual({ spend: 410 });
  });

  test('that are none are refused', async () => {
    expect(await refused(await ask(path(), rows({ ...usd, currency: 'XXQ', rate: '2' })))).toEqual(['rows.0.currency']);
    expect(await refused(await ask(path('?currency=XXQ&rate=2'), rows({ day, system: 'google', cost: 1 })))).toEqual([
      'currency',
    ]);
    const file = 'Day,Campaign,Currency code,Cost\n2026-05-05,A,XXQ,1\n';
    expect(await refused(await ask(path('?rate=2'), csv(file)))).toEqual(['row 2: Currency code']);
    expect(await spent()).toEqual({ spend: 0 });
  });
});

test('what was spent beside ads counts in totals and in what a customer cost', async () => {
  await asked(
    path(),
    rows(
      { day, system: 'google', cost: 10 },
      { from: day, to: '2026-05-06', kind: 'marketing', campaign: 'Radio', agency: 'Bureau', cost: 4 },
      { day, kind: 'sales', cost: 3 },
    ),
  );
  expect(await spent('spend,marketingSpend,salesSpend,cac')).toEqual({
    ...{ spend: 10, marketingSpend: 2, salesSpend: 3, cac: null },
  });
  const list = await asked<SpendList>(path('?from=2026-05-01&to=2026-05-31'), bearing(admin));
  expect(list.rows.map(({ kind, campaign, agencies, days, cost }) => [kind, campaign, agencies, days, cost])).toEqual([
    ['ad', '', [], 1, 10],
    ['marketing', 'Radio', ['Bureau'], 2, 4],
    ['sales', '', [], 1, 3],
  ]);
});

describe('uploads', () => {
  test('are told with who made them, and taken back one after the other', async () => {
    const { token } = await newTokenOf(admin, 'spend');
    const file = 'Day,Campaign,Cost\n2026-05-05,A,1.5\n';
    const first = await asked<SpendAnswer>(path('?file=may.csv'), {
      ...csv(file),
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
    });
    const second = await asked<SpendAnswer>(path(), csv(file.replace('1.5', '2.5')));
    expect((await asked<SpendUploads>(path('/uploads'), bearing(admin))).uploads).toMatchObject([
      { upload: second.upload, origin: 'google-ads', file: '', changed: 1, cost: 2.5 },
      { upload: first.upload, origin: 'google-ads', file: 'may.csv', by: 'spend', added: 1, cost: 1.5, undoable: true },
    ]);

    const undo = (upload: unknown) => ask(path(`/uploads/${upload}`), bearing(admin, undefined, 'DELETE'));
    const overtaken = await undo(first.upload);
    expect(overtaken.status).toBe(409);
    expect((await problemOf(overtaken)).detail).toContain(`upload ${second.upload}`);
    expect(await spent()).toEqual({ spend: 2.5 });
    expect((await undo(second.upload)).status).toBe(204);
    expect(await spent()).toEqual({ spend: 1.5 });
    expect((await undo(first.upload)).status).toBe(204);
    expect(await spent()).toEqual({ spend: 0 });
    for (const upload of [first.upload, 'x', '-1']) expect((await undo(upload)).status).toBe(404);
  });
});

test('a list of days that end before they begin is refused', async () => {
  expect(await refused(await ask(path('?from=2026-05-02&to=2026-05-01'), bearing(admin)))).toEqual(['to']);
  expect(await refused(await ask(path('?from=yesterday'), bearing(admin)))).toEqual(['from']);
});
