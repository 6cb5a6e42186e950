import { beforeEach, expect, test } from 'vitest';
import type { ChannelTrialAnswer } from '../../shared/channelTrial.ts';
import type { ReportAnswer } from '../../shared/report.ts';
import { ask, asked, bearing, fromPage, newAccount, newSiteOf, problemOf } from './people.ts';
import { idAt } from './site.ts';

/** Channel rules tried on history: told what they would do, they do it once they are saved, and not before. */

let token: string;
let site: string;
let made: number;

beforeEach(async () => {
  ({ token } = await newAccount());
  site = await newSiteOf(token, { timeZone: 'UTC', spam: { quarantine: false } });
  made = 0;
});

const visit = async (address: string, phone?: string): Promise<void> => {
  made += 1;
  const at = Date.now() - made * 60_000;
  const id = idAt(at, made);
  const stated = { id, visitor: id, url: `https://example.com/?${address}`, referrer: '', language: 'uk', zone: '' };
  const hits = { sentAt: Date.now(), visit: stated, hits: [{ kind: 'page', at: 0, path: '/' }] };
  expect((await ask(`/w/${site}/hits`, fromPage(hits))).status).toBe(202);
  if (!phone) return;
  const contact = { id: idAt(at, made + 500), at, kind: 'lead', form: 'lead', page: '/', fields: { phone } };
  expect((await ask(`/w/${site}/contacts`, fromPage({ sentAt: Date.now(), visit: stated, contact }))).status).toBe(201);
};

const dayAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const RULES = [
  { channel: 'Партнери', source: 'partner*' },
  { channel: 'Партнери', medium: 'nobody-has-this' },
];
const attempt = (channelRules: object[]) =>
  ask(`/v1/sites/${site}/channelRules/trial`, bearing(token, { channelRules }));
const channels = async (): Promise<Record<string, number | null | undefined>> => {
  const { rows } = await asked<ReportAnswer>(
    `/v1/sites/${site}/report?by=channel&metrics=visits&from=${dayAgo(2)}&to=${dayAgo(0)}`,
    bearing(token),
  );
  return Object.fromEntries(rows.map(({ key, values }) => [key.channel, values.visits]));
};

test('a trial tells what would move, and moves nothing', async () => {
  await visit('utm_source=partner-a&utm_medium=referral', '+380441234561');
  await visit('utm_source=partner-b&utm_medium=referral&utm_campaign=spring');
  await visit('utm_source=google&utm_medium=cpc', '+380441234562');
  const before = await channels();

  const answer = (await (await attempt(RULES)).json()) as ChannelTrialAnswer;
  expect(answer).toEqual({
    all: { ads: 3, visits: 3, leads: 2 },
    moved: { ads: 2, visits: 2, leads: 1 },
    moves: [{ from: 'Referral', to: 'Партнери', ads: 2, visits: 2, leads: 1 }],
    ads: [
      expect.objectContaining({ source: 'partner-a', from: 'Referral', to: 'Партнери', rule: 1, visits: 1, leads: 1 }),
      expect.objectContaining({ source: 'partner-b', campaign: 'spring', rule: 1, visits: 1, leads: 0 }),
    ],
    rules: [
      { ads: 2, visits: 2, leads: 1 },
      { ads: 0, visits: 0, leads: 0 },
    ],
  });
  expect(await channels()).toEqual(before);

  await ask(`/v1/sites/${site}`, bearing(token, { channelRules: RULES }, 'PATCH'));
  expect(await channels()).toMatchObject({ Партнери: 2 });
  // Rules that stand move nothing; without them all is as it was.
  expect(await (await attempt(RULES)).json()).toMatchObject({ moved: { ads: 0 } });
  expect(await (await attempt([])).json()).toMatchObject({ moves: [{ from: 'Партнери', to: 'Referral' }] });
});

test('a wrong rule is named', async () => {
  expect(await problemOf(await attempt([{ source: 'x' }]))).toMatchObject({
    status: 422,
    errors: [{ field: 'channelRules.0.channel' }],
  });
});
