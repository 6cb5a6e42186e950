import { describe, expect, test } from 'vitest';
import { readNumbersFile } from './numbersFile.ts';

const read = (text: string) => readNumbersFile(new TextEncoder().encode(text));
const fieldsOf = (text: string): string[] => {
  const file = read(text);
  return file.state === 'invalid' ? file.errors.map(({ field }) => field) : [];
};
const NOTHING = { name: '', source: '', medium: '', campaign: '', content: '', term: '' };

test.each([',', ';', '\t'])('columns in any order, divided by %j', (by) => {
  const lines = [
    ['Name', 'NUMBER', 'pool', 'source'],
    ['"Banner, by the road"', '"+38 (044) 123-45-67"', '', 'banner'],
    ['', '', '', ''],
    ['', '0441234568', 'ads', ''],
  ];
  expect(read(`\ufeff${lines.map((cells) => cells.join(by)).join('\r\n')}\r\n`)).toEqual({
    state: 'read',
    rows: [
      {
        place: 'row 2: ',
        row: { ...NOTHING, number: '+38 (044) 123-45-67', name: 'Banner, by the road', source: 'banner' },
      },
      { place: 'row 4: ', row: { ...NOTHING, number: '0441234568', pool: 'ads' } },
    ],
  });
});

test('one column alone', () => {
  expect(read('number\n0441234567\n')).toMatchObject({ state: 'read', rows: [{ row: { number: '0441234567' } }] });
});

describe('what is wrong is named', () => {
  test.each([
    ['no header', '0441234567\n', ['row 1']],
    ['no number among the columns', 'name;pool\nA;ads\n', ['row 1']],
    ['a column misspelt, which would make static numbers', 'number,pol\n0441234567,ads\n', ['row 1: pol']],
    ['a column twice', 'number,name,name\n0441234567,a,b\n', ['row 1: name']],
    ['every row that has no number', 'number,name\n0441234567,a\nnone,b\n,c\n', ['row 3: number', 'row 4: number']],
    ['a name too long', `number,name\n0441234567,${'x'.repeat(201)}\n`, ['row 2: name']],
    ['a quotation mark left open', 'number,name\n0441234567,"a\n0441234568,b\n', ['row 2']],
    ['nothing but a header', 'number,name\n', ['']],
    ['nothing at all', '', ['row 1']],
    ['more than 2,000', `number\n${'0441234567\n'.repeat(2_001)}`, ['']],
    ['a workbook', 'PK\u0003\u0004', ['']],
  ])('%s', (_, text, fields) => expect(fieldsOf(text)).toEqual(fields));
});
