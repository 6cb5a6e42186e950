import { expect, test } from 'vitest';
import { CAUSES, type Evidence } from '../../../shared/audit.ts';
import { sayCause } from './say.ts';

const EVIDENCE: Required<Evidence> = {
  stated: 'Brand',
  seen: ['brnd', 'brandd'],
  visits: 41,
  clicks: 3,
  source: 'google',
  days: [
    { from: '2026-03-01', to: '2026-03-04' },
    { from: '2026-03-09', to: '2026-03-09' },
  ],
  lastDay: '2026-02-27',
  perDay: { withSpend: 12.345, without: 6 },
};

test.each(CAUSES)('%s is told in three languages, each by the same facts', (cause) => {
  const { why, change } = sayCause(cause, { branch: { system: 'google', source: 'google' }, evidence: EVIDENCE });
  const facts = (text: string): string[] =>
    (text.match(/[A-Za-z_=]*(brnd|brandd|Brand|google)|\d[\d.–-]*\d|\d/g) ?? []).sort();
  for (const sentences of [why, change]) {
    expect(Object.keys(sentences).sort()).toEqual(['en', 'ru', 'uk']);
    expect(new Set(Object.values(sentences)).size).toBe(3);
    expect([facts(sentences.uk), facts(sentences.ru)]).toEqual([facts(sentences.en), facts(sentences.en)]);
    for (const sentence of Object.values(sentences)) expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
  }
});

test('days are told as they lie together, means to a tenth', () => {
  const said = (cause: (typeof CAUSES)[number]): string =>
    sayCause(cause, { branch: { system: '', source: 'radio' }, evidence: EVIDENCE }).why.en;
  expect(said('noSpendThoseDays')).toBe(
    'On the days of these visits no spend of radio is known at all: 2026-03-01–2026-03-04, 2026-03-09.',
  );
  expect(said('direct')).toContain('12.3 a day, than on others, 6');
});
