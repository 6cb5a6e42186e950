import { expect, test } from 'vitest';
import type { ContactRequest } from '../../shared/contacts.ts';
import { idAt, newSite } from './site.ts';

/** An answer to the NPS question is a contact that is no interest in buying. */

const BEGIN = Date.parse('2026-03-02T09:00:00Z');
const DAY = 86_400_000;
const HOOK = { url: 'https://crm.example/hook', secret: `whsec_${'a'.repeat(24)}` };

const request = (rest: number, at: number, kind: 'lead' | 'nps', fields: Record<string, string>): ContactRequest => ({
  sentAt: at,
  visit: {
    id: idAt(at - 1_000, rest),
    visitor: idAt(BEGIN, 1),
    url: 'https://example.com/?utm_source=google&utm_medium=cpc',
    referrer: '',
    language: 'uk',
    zone: '',
  },
  contact: { id: idAt(at, rest), kind, at, form: kind, page: 'https://example.com/', fields },
});

const REACH = { phone: '0441111111' };
const period = { from: '2026-03-01', to: '2026-04-30' };

test('it is neither a lead nor counted as a contact, and is told as what it is', async () => {
  const site = await newSite({ notify: { webhooks: [HOOK], telegram: [] } });
  await site.contact(request(1, BEGIN, 'nps', { score: '9', why: 'Quick' }));
  const { totals } = await site.report({ ...period, metrics: 'contacts,leads,visits,leadVisits,formSubmitted' });
  expect(totals).toMatchObject({ contacts: 0, leads: 0, visits: 1, leadVisits: 0, formSubmitted: 1 });
  expect((await site.stub.leads({ limit: 10 })).leads).toEqual([]);
  expect(await site.rows('SELECT event FROM deliveries')).toEqual([{ event: 'nps.answered' }]);
  await site.stub.rebuild();
  expect(await site.rows('SELECT lead FROM contacts')).toEqual([{ lead: '' }]);
});

test('it does not prolong a lead, even of the same phone', async () => {
  const site = await newSite({ leadWindowDays: 5 });
  await site.contact(request(1, BEGIN, 'lead', REACH));
  await site.contact(request(2, BEGIN + 4 * DAY, 'nps', { ...REACH, score: '10' }));
  await site.contact(request(3, BEGIN + 8 * DAY, 'lead', REACH));
  const { totals } = await site.report({ ...period, metrics: 'contacts,leads' });
  expect(totals).toMatchObject({ contacts: 2, leads: 2 });
});
