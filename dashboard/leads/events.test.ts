import { expect, test } from 'vitest';
import type { LeadStory, TouchEntry } from '../../shared/leadStory.ts';
import { storyDays } from './events.ts';

const touch = (time: string): TouchEntry => ({
  time,
  channel: 'Direct',
  source: '',
  medium: '',
  campaign: '',
  content: '',
  term: '',
  rule: '',
  landing: '/',
  pages: [],
});

const STORY: LeadStory = {
  lead: 'a',
  time: '2026-05-05T09:00:00.000Z',
  source: touch(''),
  contacts: [{ id: 'a', kind: 'lead', at: 0, page: '', fields: {}, time: '2026-05-05T09:00:00.000Z', phoneNumber: '' }],
  stage: 'won',
  stages: {},
  owner: '',
  product: '',
  lossReason: '',
  value: 0,
  due: null,
  responded: null,
  overdue: false,
  actions: {},
  log: [{ id: 'l1', kind: 'note', value: 'x', reason: '', time: '2026-05-06T21:30:00.000Z', by: 'Olha' }],
  sales: [{ sale: 's', day: '2026-05-05', revenue: 1, units: 1, product: '', kind: 'new', by: '' }],
  merges: [],
  splits: [],
  recent: [],
  touches: [touch('2026-05-05T08:59:00.000Z'), touch('2026-05-01T08:59:00.000Z')],
  callsFromUs: [],
  told: [],
  otherLeads: [],
};

test('all that happened stands on one line of time, the newest first, by the site’s days', () => {
  const kyiv = (moment: string): string => (moment.endsWith('21:30:00.000Z') ? '2026-05-07' : moment.slice(0, 10));
  expect(storyDays(STORY, kyiv).map(({ day, events }) => [day, events.map(({ what }) => what)])).toEqual([
    ['2026-05-07', ['entry']],
    ['2026-05-05', ['sale', 'contact', 'visit']],
    ['2026-05-01', ['visit']],
  ]);
});
