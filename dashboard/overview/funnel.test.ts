import { expect, test } from 'vitest';
import type { ReportAnswer, Values } from '../../shared/report.ts';
import { funnelOf } from './funnel.ts';

const answer = (channels: Record<string, Values>) =>
  ({ rows: Object.entries(channels).map(([channel, values]) => ({ key: { channel }, values })) }) as ReportAnswer;

test('goes over the channels that money was spent on, each step a share of the one before', () => {
  const { steps, channels } = funnelOf(
    answer({
      'Paid Search': { spend: 100, impressions: 9000, clicks: 90, visits: 80, leads: 4, won: 1 },
      'Paid Social': { spend: 50, impressions: 1000, clicks: 10, visits: 20, leads: 1 },
      Direct: { spend: 0, visits: 5000, leads: 30, won: 10 },
    }),
  );
  expect(channels).toEqual(['Paid Search', 'Paid Social']);
  // Nobody states who is qualified here, so those are no steps.
  expect(steps.map(({ stage, count, share }) => [stage, count, share])).toEqual([
    ['impressions', 10_000, null],
    ['clicks', 100, 0.01],
    ['visits', 100, 1],
    ['leads', 5, 0.05],
    ['won', 1, 0.2],
  ]);
  expect(steps[0]?.width).toBe(1);
  expect(steps.at(-1)?.width).toBeGreaterThan(0.05);
});

test('ends where nothing came any more, and nothing is divided by nothing', () => {
  const { steps } = funnelOf(answer({ Display: { spend: 5, impressions: 100, clicks: 0, visits: 0 } }));
  expect(steps.map(({ stage, share }) => [stage, share])).toEqual([
    ['impressions', null],
    ['clicks', 0],
    ['visits', null],
    ['leads', null],
    ['sql', null],
    ['opportunities', null],
    ['won', null],
  ]);
});
