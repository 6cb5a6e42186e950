import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENCODING_NAMES, ENCODINGS } from './fixtures/encode.ts';
import { GOOGLE_DAILY } from './fixtures/google.ts';
import { LINKEDIN_DAILY } from './fixtures/linkedin.ts';
import { META_DAILY } from './fixtures/meta.ts';
import { MICROSOFT_DAILY } from './fixtures/microsoft.ts';
import { read, refusals } from './fixtures/read.ts';
import { sheet } from './fixtures/sheet.ts';
import { TIKTOK_DAILY } from './fixtures/tiktok.ts';
import { VK_DAILY } from './fixtures/vk.ts';
import { YANDEX_DAILY } from './fixtures/yandex.ts';
import { MAX_FILE_BYTES, readSpendFile } from './read.ts';

const HEADER = 'Day,Campaign,Campaign ID,Currency code,Cost,Impr.,Clicks';
const GOOD = '2026-03-29,A,1,USD,1.50,10,1';
const google = (...rows: string[]): string => [HEADER, ...rows, ''].join('\n');

describe('a bad row', () => {
  it.each([
    ['29 xyz 2026,A,1,USD,1.50,10,1', 'Day', '“29 xyz 2026” is not a date'],
    [',A,1,USD,1.50,10,1', 'Day', '“” is not a date'],
    ['2026-02-30,A,1,USD,1.50,10,1', 'Day', '“2026-02-30” is not a date'],
    ['2026-03-29,A,1,USD,-1.50,10,1', 'Cost', '“-1.50” is negative'],
    ['2026-03-29,A,1,USD,abc,10,1', 'Cost', '“abc” is not a number'],
    ['2026-03-29,A,1,USD,"1,50",10,1', 'Cost', "“1,50” is not written as this file's other numbers, 1,234.56"],
    [
      '2026-03-29,A,1,USD,"12,34,567.00",10,1',
      'Cost',
      "“12,34,567.00” is not written as this file's other numbers, 1,234.56",
    ],
    [
      '2026-03-29,A,1,USD,1.5E+3,10,1',
      'Cost',
      '“1.5E+3” is a rounded number: format the column as a plain number and export again',
    ],
    ['2026-03-29,A,1,USD,123456789012,10,1', 'Cost', '“123456789012” has too many digits'],
    ['2026-03-29,A,1,USD,1.12345678901,10,1', 'Cost', '“1.12345678901” has too many digits'],
    ['2026-03-29,A,1,USD,1.50,10.5,1', 'Impr.', '“10.5” is not a whole number'],
    ['2026-03-29,A,1,USD,1.50,10,-1', 'Clicks', '“-1” is negative'],
    ['2026-03-29,A,1,USD,1.50,1000000000001,1', 'Impr.', expect.stringContaining('1000000000001')],
    ['2026-03-29,A,x1,USD,1.50,10,1', 'Campaign ID', '“x1” is not the digits of an id'],
    ['2026-03-29,A,1.2E+10,USD,1.50,10,1', 'Campaign ID', expect.stringContaining('rounded number')],
    ['2026-03-29,A,1,dollars,1.50,10,1', 'Currency code', '“dollars” is not a currency'],
    ['2026-03-29,A,1,USD,1.50 ₴,10,1', 'Currency code', 'the row names two currencies, USD and UAH'],
    ['2026-03-29,--,--,USD,1.50,10,1', '', 'names no campaign, group or ad'],
    ['2026-03-29,A,1', 'Cost', 'the row ends before this column: is the file whole?'],
    ['2026-03-29,A,1,USD,"1.50,10,1', '', 'a quotation mark opened in this row is not closed'],
  ])('%s is named by line and column, and no row is read', (row, column, detail) => {
    expect(refusals(google(GOOD, GOOD, row))).toEqual([{ line: 4, column, detail }]);
  });

  it('is one of all that are named, in their order', () => {
    const answer = refusals(google('x,A,1,USD,-1,10,1', GOOD, '2026-03-29,A,1', '2026-03-29,A,1,USD,1,2.5,y'));
    expect(answer.map(({ line, column }) => [line, column])).toEqual([
      [2, 'Day'],
      [2, 'Cost'],
      [4, 'Cost'],
      [5, 'Impr.'],
      [5, 'Clicks'],
    ]);
  });

  it('is counted with the preamble, from the first line of the file', () => {
    expect(refusals(`Campaign report\n"March 1, 2026 - March 31, 2026"\n${google('x,A,1,USD,1,10,1')}`)[0]!.line).toBe(
      4,
    );
  });

  it('is named up to a hundred times', () => {
    expect(refusals(google(...Array.from({ length: 300 }, () => 'x,A,1,USD,1,10,1')))).toHaveLength(100);
  });
});

describe('dates that can be read in two ways', () => {
  it('are refused once for the file', () => {
    expect(refusals(google('03/04/2026,A,1,USD,1,1,1', '04/03/2026,A,1,USD,1,1,1'))).toEqual([
      { line: 2, column: 'Day', detail: expect.stringContaining('day/month or month/day') },
    ]);
  });

  it('are read as the one that is certain', () => {
    const days = read(google('03/04/2026,A,1,USD,1,1,1', '03/29/2026,A,1,USD,1,1,1')).rows.map(({ row }) => row.day);
    expect(days).toEqual(['2026-03-04', '2026-03-29']);
  });

  it('are bad rows where the file mixes both', () => {
    const answer = refusals(google('13/04/2026,A,1,USD,1,1,1', '14/04/2026,A,1,USD,1,1,1', '04/15/2026,A,1,USD,1,1,1'));
    expect(answer).toEqual([
      { line: 4, column: 'Day', detail: '“04/15/2026” is not a date in the order of the others' },
    ]);
  });
});

describe('a file that is none', () => {
  const understood =
    /^No row has the column names of a file that is understood: the reports of Google Ads, Yandex\.Direct, Meta Ads Manager/;

  it.each([
    ['is empty', '', 'The file is empty'],
    ['is blank', ' \n\t\n', 'The file is empty'],
    ['is some text', 'Hello,\nworld', expect.stringMatching(understood)],
    ['is some other table', 'name,phone\nAnn,1\n', expect.stringMatching(understood)],
    ['is a web page', '<!doctype html><html><body>Sign in</body></html>', expect.stringMatching(understood)],
    [
      'is Pinterest’s, which has columns of several systems’ names',
      'Date,Campaign name,Campaign ID,Ad group name,Ad ID,Spend,Impressions,Pin clicks\n2026-03-01,A,1,B,2,1.5,1,1\n',
      expect.stringMatching(understood),
    ],
    [
      'is of X',
      'Time period,Campaign name,Spend,Impressions,Clicks\n2026-03-01,A,1.5,1,1\n',
      expect.stringMatching(understood),
    ],
  ])('%s', (_, text, detail) => {
    expect(refusals(text)).toEqual([{ line: 1, column: '', detail }]);
  });

  it('is an Excel workbook', () => {
    expect(refusals(Uint8Array.of(0x50, 0x4b, 3, 4, 20))[0]!.detail).toContain('save it as CSV');
  });

  it.each([
    [
      'Report\nDay,Campaign,Impr.\n2026-03-01,A,1\n',
      2,
      'Of a Google Ads report there is missing: the cost (Cost). Found: Day, Campaign, Impr.',
    ],
    [
      'Date\tAdGroupType\tImpressions\tCampaignId\n',
      1,
      'Of a Yandex.Direct report there is missing: the cost (Cost). Found: Date, AdGroupType, Impressions, CampaignId',
    ],
    [
      'Reporting starts,Amount spent (USD)\n2026-03-01,1\n',
      1,
      'Of a Meta Ads Manager report there is missing: what it was spent on (Campaign name or Campaign ID); ' +
        'the day (Day), or above the header the period that the report covers. Found: Reporting starts, Amount spent (USD)',
    ],
  ])('lacks a column: %j', (text, line, detail) => {
    expect(refusals(text)).toEqual([{ line, column: '', detail }]);
  });

  it('has a header and no rows', () => {
    expect(refusals(google('Total: Account,--,--,USD,1,1,1'))).toEqual([
      { line: 1, column: '', detail: 'No row of spend is below the header' },
    ]);
  });

  it('is too large', () => {
    expect(refusals(new Uint8Array(MAX_FILE_BYTES + 1))[0]!.detail).toContain('20 MB');
  });

  it('has too many rows', () => {
    const file = `${HEADER}\n${`${GOOD}\n`.repeat(200_001)}`;
    expect(refusals(file)).toEqual([
      { line: 200_002, column: '', detail: expect.stringContaining('more than 200000 rows') },
    ]);
  });
});

describe('any file whatever', () => {
  it('is answered, not thrown at: bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        expect(readSpendFile(bytes).kind).toBe('problems');
      }),
    );
  });

  it('is answered, not thrown at: tables with a known header and anything below', () => {
    const headers = [
      ...[GOOGLE_DAILY.ru[2]!, YANDEX_DAILY[3]!, META_DAILY.uk[0]!, HEADER.split(',')],
      ...[
        TIKTOK_DAILY[0]!,
        VK_DAILY[0]!,
        ['Start Date (in UTC)', 'Campaign Name', 'Currency', 'Total Spent', 'Clicks'],
      ],
      ['Gregorian date', 'Campaign name', 'Ad ID', 'Spend', 'Impressions', 'Clicks', 'Currency code'],
    ];
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '2026-03-01',
        '29.03.2026',
        '3/4/2026',
        '--',
        '1,234',
        '1.234,5',
        '120253000000000033',
        'Total: x',
        '"',
        'USD',
        '₴5',
        '',
      ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...headers),
        fc.array(fc.array(cell, { maxLength: 12 }), { maxLength: 8 }),
        fc.constantFrom(...ENCODING_NAMES.filter((encoding) => encoding !== 'windows-1251')),
        fc.constantFrom(',', ';', '\t'),
        fc.boolean(),
        (header, rows, encoding, delimiter, quoted) => {
          const all = [header, ...rows];
          const text = quoted ? sheet(all, delimiter) : all.map((row) => row.join(delimiter)).join('\n');
          expect(['spend', 'problems']).toContain(readSpendFile(ENCODINGS[encoding](text)).kind);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is answered, not thrown at: good files with bytes cut out or changed', () => {
    const files = [
      ...[sheet(GOOGLE_DAILY.uk), sheet(YANDEX_DAILY, ';'), sheet(META_DAILY.en)],
      ...[sheet(TIKTOK_DAILY), LINKEDIN_DAILY, MICROSOFT_DAILY, sheet(VK_DAILY, ';').replace('₽', 'руб.')],
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.constantFrom(...ENCODING_NAMES),
        fc.array(fc.tuple(fc.nat(4_000), fc.nat(255)), { maxLength: 5 }),
        fc.nat(4_000),
        (text, encoding, changes, end) => {
          const bytes = ENCODINGS[encoding](text).slice();
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          expect(['spend', 'problems']).toContain(readSpendFile(bytes.subarray(0, bytes.length - (end % 200))).kind);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('gives each amount of a report exactly, whichever way the report writes numbers', () => {
    const amounts = fc.array(fc.tuple(fc.nat(99_999_999), fc.nat(99)), { minLength: 1, maxLength: 20 });
    const styles = [
      ['en', ',', '.'],
      ['en', '', '.'],
      ['ru', '\u00A0', ','],
      ['uk', '\u202F', ','],
      ['uk', '.', ','],
    ] as const;
    fc.assert(
      fc.property(amounts, fc.constantFrom(...styles), (all, [language, group, mark]) => {
        const header = GOOGLE_DAILY[language][2]!;
        const cost = header.length - 1;
        const rows = all.map(([whole, cents]) => {
          const cells: string[] = GOOGLE_DAILY[language][3]!.slice();
          cells[cost] = `${String(whole).replace(/\B(?=(\d{3})+$)/g, group)}${mark}${String(cents).padStart(2, '0')}`;
          return cells;
        });
        const costs = read(sheet([header, ...rows], ';')).rows.map(({ row }) => row.cost);
        expect(costs).toEqual(all.map(([whole, cents]) => String((whole * 100 + cents) / 100)));
      }),
    );
  });
});
