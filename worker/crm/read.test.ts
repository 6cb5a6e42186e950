import { describe, expect, it } from 'vitest';
import type { CrmDeal } from '../../shared/crm.ts';
import { ENCODING_NAMES, ENCODINGS } from '../spend/fixtures/encode.ts';
import { readCrmFile } from './read.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => {
  const file = readCrmFile(bytes(text));
  if ('problems' in file) throw new Error(JSON.stringify(file.problems));
  return file;
};
const deals = (text: string): CrmDeal[] => read(text).deals.map(({ deal }) => deal);
const problems = (text: string) => {
  const file = readCrmFile(bytes(text));
  return 'problems' in file ? file.problems : [];
};

describe('an export of', () => {
  it('amoCRM in Russian', () => {
    const file = read(
      [
        'ID;Название сделки;Бюджет ₽;Ответственный;Дата создания сделки;Дата редактирования;Дата закрытия;Теги сделки;Этап сделки;Воронка;Основной контакт;Рабочий телефон (контакт);Мобильный телефон (контакт);Рабочий email (контакт)',
        "101;Кухня;350 000;Олена;01.09.2026 10:15:00;20.09.2026 18:00:01;20.09.2026 18:00:00;сайт;Успешно реализовано;Кухни;Анна;'+7 (927) 100-20-30;89271002031;anna@example.com",
        '102;Шкаф;0;Пётр;05.09.2026 12:00:00;05.09.2026 12:00:00;не закрыта;;Переговоры;Кухни;;;;',
      ].join('\r\n'),
    );
    expect(file.deals).toEqual([
      {
        line: 2,
        deal: {
          id: '101',
          name: 'Анна',
          phone: "'+7 (927) 100-20-30, 89271002031",
          email: 'anna@example.com',
          created: '2026-09-01T10:15:00',
          changed: '2026-09-20T18:00:01',
          closed: '2026-09-20T18:00:00',
          stage: 'Успешно реализовано',
          owner: 'Олена',
          amount: '350000',
          currency: 'RUB',
        },
      },
      {
        line: 3,
        deal: {
          id: '102',
          created: '2026-09-05T12:00:00',
          changed: '2026-09-05T12:00:00',
          stage: 'Переговоры',
          owner: 'Пётр',
          amount: '0',
          currency: 'RUB',
        },
      },
    ]);
    expect(file.titles).toMatchObject({ id: 'ID', amount: 'Бюджет ₽', stage: 'Этап сделки' });
    expect(file.columns).toContainEqual({ column: 'Воронка', readAs: 'ignored' });
    expect(file.columns).toContainEqual({ column: 'Мобильный телефон (контакт)', readAs: 'phone' });
  });

  it('Bitrix24 in Ukrainian', () => {
    const text = [
      'ID;Стадія угоди;Назва;Сума;Валюта;Відповідальний;Дата створення;Дата змінення;Орієнтовна дата закриття;Контакт;Контакт: Робочий телефон',
      '7;Успішна угода;Вікна;12000,50;Гривня;Олена Коваль;02.03.2026 09:00:00;05.03.2026 10:00:00;05.03.2026;Іван;044 111-22-33',
    ].join('\n');
    expect(deals(text)).toEqual([
      {
        id: '7',
        name: 'Іван',
        phone: '044 111-22-33',
        created: '2026-03-02T09:00:00',
        changed: '2026-03-05T10:00:00',
        closed: '2026-03-05',
        stage: 'Успішна угода',
        owner: 'Олена Коваль',
        amount: '12000.5',
        currency: 'UAH',
      },
    ]);
  });

  it('Pipedrive', () => {
    const text = [
      'Deal - ID,Deal - Title,Deal - Value,Deal - Currency,Deal - Stage,Deal - Status,Deal - Owner,Deal - Deal created,Deal - Won time,Deal - Lost time,Deal - Lost reason,Person - Phone - Work,Person - Email - Work',
      '5,Windows,"1,250.50",USD,Proposal,Won,Olena,2026-03-02 09:00:00,2026-03-09 11:30:00,,,+380441112233,a@example.com',
      '6,Doors,900,USD,Proposal,Lost,Olena,2026-03-02 09:00:00,,2026-03-10 12:00:00,Too dear,,b@example.com',
    ].join('\n');
    const [won, lost] = deals(text);
    expect(won).toMatchObject({ status: 'Won', closed: '2026-03-09T11:30:00', amount: '1250.5', currency: 'USD' });
    expect(lost).toMatchObject({ status: 'Lost', closed: '2026-03-10T12:00:00', lossReason: 'Too dear' });
    expect(lost).not.toHaveProperty('phone');
  });

  it('HubSpot', () => {
    const text = [
      '"Record ID","Deal Name","Deal Stage","Close Date","Deal owner","Amount","Create Date","Closed Lost Reason"',
      '"9001","Windows","Closed Won (Sales Pipeline)","2026-03-09 11:30","Olena","1250.5","2026-03-02 09:00",""',
    ].join('\n');
    expect(deals(text)).toEqual([
      {
        id: '9001',
        stage: 'Closed Won (Sales Pipeline)',
        closed: '2026-03-09T11:30:00',
        owner: 'Olena',
        amount: '1250.5',
        created: '2026-03-02T09:00:00',
      },
    ]);
  });

  it('a table of our own, with a loss', () => {
    const text = [
      'id\tphone\tsaleDay\trevenue\tprofit\tunits\trate\tcurrency',
      'a-1\t0441112233\t2026-03-09\t1 000,00\t-50,25\t3\t41,5\tUSD',
    ].join('\n');
    expect(deals(text)).toEqual([
      {
        id: 'a-1',
        phone: '0441112233',
        saleDay: '2026-03-09',
        revenue: '1000',
        profit: '-50.25',
        units: 3,
        rate: '41.5',
        currency: 'USD',
      },
    ]);
  });
});

describe('times', () => {
  it.each([
    ['2026-03-09T11:30:00Z', '2026-03-09T11:30:00Z'],
    ['2026-03-09 11:30:05.250+02:00', '2026-03-09T11:30:05+02:00'],
    ['03/19/2026 1:05 PM', '2026-03-19T13:05:00'],
    ['19.03.26', '2026-03-19'],
    ['12/31/2026 12:00 AM', '2026-12-31T00:00:00'],
  ])('%s is %s', (cell, created) => {
    expect(deals(`id,phone,created\n1,0441112233,${cell}`)[0]?.created).toBe(created);
  });

  it('of which every one could be day/month or month/day are refused', () => {
    expect(problems('id,phone,created\n1,0441112233,01/02/2026')).toEqual([
      { line: 2, column: 'created', detail: expect.stringContaining('day/month or month/day') },
    ]);
  });
});

describe('what cannot be read names row and column', () => {
  it.each([
    ['1,0441112233,2026-02-30,5', 'created', '“2026-02-30” is not a date'],
    ['1,0441112233,2026-02-03 25:00,5', 'created', '“2026-02-03 25:00” is not a date'],
    ['1,0441112233,2026-02-03,much', 'amount', '“much” is not a number'],
    ['1,0441112233,2026-02-03,-5', 'amount', '“-5” is negative'],
    [',0441112233,2026-02-03,5', 'id', expect.stringContaining('letters, digits')],
    ['a b,0441112233,2026-02-03,5', 'id', expect.stringContaining('“a b”')],
  ])('%s', (row, column, detail) => {
    expect(problems(`id,phone,created,amount\n2,0441112233,2026-02-03,5.5\n${row}`)).toEqual([
      { line: 3, column, detail },
    ]);
  });

  it('the first hundred of them', () => {
    expect(problems(`id,amount\n${'1,x\n'.repeat(150)}`)).toHaveLength(100);
  });

  it.each([
    ['', 'empty'],
    ['nothing,of,interest\n1,2,3', 'no names of columns'],
    ['phone,stage\n0441112233,won', "the CRM's own id"],
    ['id,phone', 'no deal'],
    ['id,phone\n1,"044', 'quotation mark'],
  ])('%j', (text, detail) => {
    expect(problems(text)).toEqual([expect.objectContaining({ detail: expect.stringContaining(detail) })]);
  });
});

it('the header may stand below a title, and blank rows anywhere', () => {
  const file = read('Deals of March\n\nid,phone\n\n1,0441112233\n');
  expect(file.deals).toEqual([{ line: 5, deal: { id: '1', phone: '0441112233' } }]);
});

it.each(ENCODING_NAMES)('a file in %s is read', (name) => {
  const text = 'ID;Стадия сделки;Телефон\n1;Новая;0441112233\n';
  expect(readCrmFile(ENCODINGS[name](text))).toMatchObject({ deals: [{ deal: { id: '1', stage: 'Новая' } }] });
});
