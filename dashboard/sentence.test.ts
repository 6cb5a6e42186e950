import { describe, expect, test } from 'vitest';
import type { Language } from '../shared/settings.ts';
import { makeFormats } from './format.ts';
import { judgedSentence, type Sums, sentence, verdictOf } from './sentence.ts';
import { LANGUAGES, loadWords } from './words/words.ts';

const said = async (language: Language, sums: Sums): Promise<string> => {
  const reader = { words: await loadWords(language), language, formats: makeFormats(language, 'UAH') };
  return sentence(verdictOf(sums), reader)
    .map(({ text }) => text)
    .join('')
    .replace(/[\u00A0\u202F]/g, ' ');
};

const WASTED: Sums = { totals: { spend: 48_200, visits: 900, leads: 40 }, withoutLead: { spend: 12_900, ads: 7 } };

describe('of the spend that brought no lead', () => {
  test('in three languages', async () => {
    expect(await said('uk', WASTED)).toBe(
      'З 48 200 ₴, витрачених на рекламу, 12 900 ₴ (27%) не принесли жодної заявки.',
    );
    expect(await said('ru', WASTED)).toBe(
      'Из 48 200 ₴, потраченных на рекламу, 12 900 ₴ (27 %) не принесли ни одной заявки.',
    );
    expect(await said('en', WASTED)).toBe('Of ₴48,200 spent on ads, ₴12,900 (27%) brought no lead at all.');
  });

  test('the amounts stand out', async () => {
    const reader = { words: await loadWords('en'), language: 'en', formats: makeFormats('en', 'USD') } as const;
    const filled = sentence(verdictOf(WASTED), reader).filter((piece) => piece.filled);
    expect(filled.map(({ text }) => text)).toEqual(['$48,200', '$12,900', '27%']);
  });
});

describe('where there is no such share', () => {
  test.each<[string, Sums, string]>([
    [
      'nothing happened',
      { totals: { spend: 0, visits: 0, leads: 0 } },
      'There are neither visits nor spend in this period.',
    ],
    [
      'no spend was uploaded',
      { totals: { spend: 0, visits: 1, leads: 2 }, withoutLead: { spend: 0, ads: 0 } },
      '1 visit and 2 leads in this period, but no spend is uploaded, so what a lead cost is not known yet.',
    ],
    [
      'no visit was recorded',
      { totals: { spend: 500, visits: 0, leads: 0 }, withoutLead: { spend: 500, ads: 1 } },
      '₴500 was spent on ads, but the site recorded no visit in this period.',
    ],
    [
      'no lead came',
      { totals: { spend: 500, visits: 10, leads: 0 }, withoutLead: { spend: 500, ads: 1 } },
      '₴500 was spent on ads, but not a single lead came in this period.',
    ],
    [
      'every ad brought leads',
      { totals: { spend: 500, visits: 10, leads: 3 }, withoutLead: { spend: 0, ads: 0 } },
      'All of the ₴500 was spent on ads that brought leads.',
    ],
  ])('%s', async (_, sums, text) => {
    expect(await said('en', sums)).toBe(text);
  });

  test('leads of a period with visits of another are no wasted spend', () => {
    expect(verdictOf({ totals: { spend: 0, visits: 0, leads: 1 } })).toEqual({ kind: 'noSpend', visits: 0, leads: 1 });
  });
});

test('counted words agree with their numbers', async () => {
  const visits = (count: number): Sums => ({ totals: { spend: 0, visits: count, leads: count } });
  expect(await said('uk', visits(1))).toContain('1 візит і 1 заявка');
  expect(await said('uk', visits(3))).toContain('3 візити і 3 заявки');
  expect(await said('uk', visits(11))).toContain('11 візитів і 11 заявок');
  expect(await said('ru', visits(22))).toContain('22 визита и 22 заявки');
});

test('no placeholder is left in any language', async () => {
  const all: Sums[] = [
    WASTED,
    { totals: {} },
    { totals: { visits: 1 } },
    { totals: { spend: 1 } },
    { totals: { spend: 1, visits: 1 } },
    { totals: { spend: 1, leads: 1 } },
  ];
  for (const language of LANGUAGES) for (const sums of all) expect(await said(language, sums)).not.toMatch(/[{}]/);
});

describe('with a target', () => {
  const judged = async (language: Language, works: number, wasted: number, unclear: number): Promise<string> => {
    const reader = { words: await loadWords(language), language, formats: makeFormats(language, 'UAH') };
    const totals = {
      spend: works + wasted + unclear,
      works,
      wasted,
      unclear,
      rows: { works: 1, wasted: 1, unclear: 1 },
    };
    return judgedSentence(totals, reader)
      .map(({ text }) => text)
      .join('')
      .replace(/[\u00A0\u202F]/g, ' ');
  };

  test('what works, what is wasted and what is unclear add up, in three languages', async () => {
    expect(await judged('uk', 20_000, 12_900, 15_300)).toBe(
      'З 48 200 ₴, витрачених на рекламу, 20 000 ₴ працюють, 12 900 ₴ витрачено марно, щодо 15 300 ₴ ще не ясно.',
    );
    expect(await judged('ru', 20_000, 12_900, 15_300)).toBe(
      'Из 48 200 ₴, потраченных на рекламу, 20 000 ₴ работают, 12 900 ₴ потрачены впустую, про 15 300 ₴ пока неясно.',
    );
    expect(await judged('en', 20_000, 12_900, 15_300)).toBe(
      'Of ₴48,200 spent on ads, ₴20,000 works, ₴12,900 is wasted, ₴15,300 is unclear yet.',
    );
  });

  test('what there is none of is not spoken of', async () => {
    expect(await judged('en', 200, 0, 100)).toBe('Of ₴300 spent on ads, ₴200 works, ₴100 is unclear yet.');
    expect(await judged('en', 0, 0, 100)).toBe('₴100 was spent on ads; these data cannot tell yet whether it works.');
    expect(await judged('uk', 0, 100, 0)).toBe('Усі 100 ₴ на рекламу витрачено марно.');
  });
});
