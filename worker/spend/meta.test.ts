import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../shared/settings.ts';
import { ENCODING_NAMES, ENCODINGS } from './fixtures/encode.ts';
import { META_DAILY, META_PERIOD } from './fixtures/meta.ts';
import { read, refusals } from './fixtures/read.ts';
import { sheet } from './fixtures/sheet.ts';

describe.each(LANGUAGES)('Meta Ads Manager, %s', (language) => {
  it.each(ENCODING_NAMES)('is read by day from %s, its totals left out', (encoding) => {
    const file = read(ENCODINGS[encoding](sheet(META_DAILY[language], ',', '\n')));
    expect(file).toMatchObject({ origin: 'meta-ads', spread: false });
    const ad = {
      system: 'meta',
      campaign: 'Весна',
      campaignId: '120253000000000011',
      group: 'Київ 25+',
      ad: 'Відео',
      adId: '120253000000000033',
      currency: 'USD',
    };
    expect(file.rows).toEqual([
      { line: 2, row: { ...ad, day: '2026-03-29', cost: '24.47', impressions: 1024, clicks: 41 } },
      { line: 3, row: { ...ad, day: '2026-03-30', cost: '0', impressions: 7, clicks: 0 } },
    ]);
  });

  it('covers its reporting period where there are no days, and counts clicks on links', () => {
    const file = read(sheet(META_PERIOD[language]));
    expect(file.spread).toBe(true);
    expect(file.rows).toEqual([
      {
        line: 2,
        row: {
          system: 'meta',
          from: '2026-03-01',
          to: '2026-03-31',
          campaign: 'Весна',
          currency: 'UAH',
          cost: '1234.56',
          impressions: 20_001,
          clicks: 41,
        },
      },
    ]);
  });
});

describe('Meta Ads Manager', () => {
  it('has a day where a row covers one day', () => {
    const file = read('Reporting starts,Reporting ends,Ad name,Amount spent (EUR)\n2026-03-29,2026-03-29,Video,1.5\n');
    expect(file).toMatchObject({ spread: false, rows: [{ row: { day: '2026-03-29', ad: 'Video', currency: 'EUR' } }] });
  });

  it('takes the currency from its own column', () => {
    const file = read('Day,Ad name,Currency,Amount spent\n2026-03-29,Video,PLN,1.5\n');
    expect(file.rows[0]!.row.currency).toBe('PLN');
  });

  it('shortens an ad name that is longer than names are kept', () => {
    const file = read(`Day,Ad name,Amount spent (EUR)\n2026-03-29,${'a'.repeat(199)}😀 and more,1.5\n`);
    expect(file.rows[0]!.row.ad).toBe('a'.repeat(199));
  });

  it('refuses ids that a spreadsheet ruined, naming every row', () => {
    const file =
      'Day,Ad name,Ad ID,Amount spent (USD)\n2026-03-29,A,1.20253E+17,1\n2026-03-29,B,120253000000000033,1\n2026-03-29,C,"1,20253E+17",1\n';
    const detail = expect.stringMatching(
      /rounded number: the digits of the id are lost\. Export again, or format the column as text/,
    );
    expect(refusals(file)).toEqual([
      { line: 2, column: 'Ad ID', detail },
      { line: 4, column: 'Ad ID', detail },
    ]);
  });

  it('refuses ids that were rounded and written out again', () => {
    const file =
      'Day,Ad name,Ad ID,Amount spent (USD)\n2026-03-29,A,120253111111111000,1\n2026-03-29,B,120253222222222000,1\n';
    expect(refusals(file)).toEqual([{ line: 2, column: 'Ad ID', detail: expect.stringContaining('were rounded') }]);
  });

  it('refuses a row that ends before it begins', () => {
    const file = 'Reporting starts,Reporting ends,Ad name,Amount spent (USD)\n2026-03-29,2026-03-01,A,1\n';
    expect(refusals(file)).toEqual([{ line: 2, column: 'Reporting ends', detail: 'lies before the start' }]);
  });
});
