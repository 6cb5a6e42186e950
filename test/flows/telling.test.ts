import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScene, type Scene } from './scene.ts';
import { until } from './until.ts';
import { newVisitor } from './visitor.ts';

/** The salesperson is told even if those who should tell them are not at their best. */

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
}, 60_000);

afterAll(() => scene?.close());

test('a receiver that fails and a chat that is flooded are told again, not sooner than they ask', async () => {
  const { server, browser, company, receiver, telegram } = scene;
  const owner = await scene.newSite();
  receiver.answers.push(500);
  telegram.floods.push(4);

  // The page's own code hands a lead over, with far more to say than Telegram takes.
  const visitor = await newVisitor(browser, company);
  await visitor.comes('/about');
  await visitor.page.waitForFunction(() => 'whichhalf' in window);
  await visitor.page.evaluate((message) => {
    const { whichhalf } = window as unknown as { whichhalf(name: string, value: object): void };
    whichhalf('lead', { name: 'Юрій', phone: '0931234507', message });
  }, 'Дуже довгий лист. '.repeat(270));

  const mine = () => receiver.receipts.filter(({ event }) => event.data.site.key === owner.site);
  await until('the webhook to be told twice', () => mine().length >= 2);
  expect(mine().map(({ status }) => status)).toEqual([500, 204]);
  const [first, second] = mine();
  expect(second?.id).toBe(first?.id);
  expect(second?.event).toEqual(first?.event);
  expect(first?.event).toMatchObject({
    type: 'lead.created',
    data: { contact: { fields: { name: 'Юрій' }, phone: '+380931234507' } },
  });
  expect((first?.at as number) - (first?.event.data.contact.at as number)).toBeLessThan(5_000);

  await until('Telegram to be told twice', () => telegram.calls.length >= 2);
  const [flooded, repeated] = telegram.calls;
  expect([flooded?.status, repeated?.status]).toEqual([429, 200]);
  expect((repeated?.at as number) - (flooded?.at as number)).toBeGreaterThanOrEqual(4_000);
  expect(repeated?.text).toContain('Юрій, +380931234507');
  expect(repeated?.text.length).toBeLessThanOrEqual(4_096);
  await visitor.isGone();
  expect(server.log()).not.toContain('Юрій');
});
