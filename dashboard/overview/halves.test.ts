import { expect, test } from 'vitest';
import type { ReportAnswer } from '../../shared/report.ts';
import type { VerdictAnswer } from '../../shared/verdict.ts';
import { makeFormats } from '../format.ts';
import { halvesOf, sentenceOf } from './halves.ts';
import { words } from './words/en.ts';

const judged = (works: number, wasted: number, unclear: number) => ({
  totals: { spend: works + wasted + unclear, works, wasted, unclear, rows: { works: 1, wasted: 2, unclear: 3 } },
});
const of = (leads: number, without = 0, visits = 9) => ({
  totals: { leads, visits },
  withoutLead: { spend: without, ads: 2 },
});

const said = (verdict: object, report: object): string =>
  sentenceOf(halvesOf(verdict as VerdictAnswer, report as ReportAnswer), {
    words,
    formats: makeFormats('en', 'USD'),
    counted: (leads) => `${leads} leads`,
  })
    .map(({ text }) => text)
    .join('');

test.each([
  [judged(600, 200, 400), of(5), 'Of $1,200 spent on ads, $600 works, $200 is wasted, $400 is too early to call.'],
  [judged(600, 0, 400), of(5), 'Of $1,000 spent on ads, $600 works, $400 is too early to call.'],
  [judged(0, 0, 400), of(5), '$400 was spent on ads; whether they work is too early to call.'],
  [judged(0, 300, 0), of(0), 'All of the $300 spent on ads is wasted.'],
  [{ totals: { spend: 400 } }, of(5, 100), 'Of $400 spent on ads, $100 (25%) brought no lead at all.'],
  [{ totals: { spend: 400 } }, of(5), 'All of the $400 went to ads that brought leads.'],
  [{ totals: { spend: 400 } }, of(0), '$400 was spent on ads, but not one lead came in this period.'],
  [
    { totals: { spend: 0 } },
    of(3),
    '3 leads in this period; no spend has been uploaded, so what a lead costs is not known yet.',
  ],
  [{ totals: { spend: 0 } }, of(0, 0, 0), 'There are neither visits nor spend in this period.'],
])('%j and %j', (verdict, report, sentence) => expect(said(verdict, report)).toBe(sentence));
