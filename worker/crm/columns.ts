import { type Currency, readCurrency } from '../spend/currency.ts';
import { fold } from '../spend/header.ts';

/**
 * What CRMs call the columns of their exports of deals, in Ukrainian, Russian and English, and our own names of the fields.
 *
 * From Bitrix24's own translations of its list of deals (uk, ru, en) and the columns of contacts in its exports (ru); from
 * exports of amoCRM (ru), HubSpot (en) and Pipedrive (en) that public programs read. KeyCRM's exports have the columns
 * that their owner chose; the names here are those its help and API use. Those of amoCRM in Ukrainian and Kommo follow
 * the Russian ones.
 */

export const MONEY_FIELDS = ['amount', 'value', 'revenue', 'profit'] as const;
export const TIME_FIELDS = ['created', 'changed', 'closed', 'stageTime', 'saleDay'] as const;
export const TEXT_FIELDS = ['name', 'stage', 'status', 'lossReason', 'owner', 'product', 'currency', 'rate'] as const;
/** Of these all columns are read, of the others the first that is filled in. */
export const REACH_FIELDS = ['phone', 'email'] as const;

export type MoneyField = (typeof MONEY_FIELDS)[number];
export type TimeField = (typeof TIME_FIELDS)[number];
export type DealField =
  | 'id'
  | 'lead'
  | 'units'
  | MoneyField
  | TimeField
  | (typeof TEXT_FIELDS)[number]
  | (typeof REACH_FIELDS)[number];

/** Of several columns of one field, the one whose name stands first here is asked first. */
const TITLES: Record<DealField, readonly string[]> = {
  id: [
    'id',
    'ID сделки',
    'ID угоди',
    'Deal ID',
    'Record ID',
    'Record ID - Deal',
    'Deal - ID',
    'Lead ID',
    'ID замовлення',
    'ID заказа',
    'Order ID',
    'Номер замовлення',
    'Номер заказа',
  ],
  lead: ['lead', 'whichhalf', 'whichhalf lead', 'whichhalf_lead'],
  phone: [
    'phone',
    'Телефон',
    'Phone number',
    'Рабочий телефон',
    'Рабочий телефон (контакт)',
    'Рабочий прямой телефон',
    'Рабочий прямой телефон (контакт)',
    'Мобильный телефон',
    'Мобильный телефон (контакт)',
    'Домашний телефон',
    'Домашний телефон (контакт)',
    'Другой телефон',
    'Другой телефон (контакт)',
    'Контакт: Телефон',
    'Контакт: Рабочий телефон',
    'Контакт: Мобильный телефон',
    'Контакт: Домашний телефон',
    'Контакт: Другой телефон',
    'Робочий телефон',
    'Робочий телефон (контакт)',
    'Мобільний телефон',
    'Мобільний телефон (контакт)',
    'Інший телефон',
    'Інший телефон (контакт)',
    'Контакт: Робочий телефон',
    'Контакт: Мобільний телефон',
    'Контакт: Інший телефон',
    'Телефон покупця',
    'Телефон покупателя',
    'Телефон клієнта',
    'Телефон клиента',
    'Work phone',
    'Work phone (contact)',
    'Mobile phone',
    'Mobile phone (contact)',
    'Contact: Work phone',
    'Contact: Mobile',
    'Person - Phone',
    'Person - Phone - Work',
    'Person - Phone - Mobile',
    'Person - Phone - Home',
    'Person - Phone - Other',
    'Buyer phone',
  ],
  email: [
    'email',
    'E-mail',
    'Рабочий email',
    'Рабочий email (контакт)',
    'Личный email',
    'Личный email (контакт)',
    'Другой email',
    'Другой email (контакт)',
    'Контакт: Рабочий e-mail',
    'Контакт: Частный e-mail',
    'Контакт: Другой e-mail',
    'Робочий email',
    'Робочий email (контакт)',
    'Контакт: Робочий e-mail',
    'Контакт: Приватний e-mail',
    'Контакт: Інший e-mail',
    'Email покупця',
    'Email покупателя',
    'Work email',
    'Work email (contact)',
    'Contact: Work e-mail',
    'Person - Email',
    'Person - Email - Work',
    'Person - Email - Home',
    'Person - Email - Other',
    'Buyer email',
  ],
  name: [
    'name',
    'Основной контакт',
    'Полное имя контакта',
    'Полное имя (контакт)',
    'Контакт',
    'Контактна особа',
    'Основний контакт',
    'Покупець',
    'Покупатель',
    'Main contact',
    'Contact',
    'Associated Contact',
    'Deal - Contact person',
    'Buyer',
  ],
  created: [
    'created',
    'Дата создания',
    'Дата создания сделки',
    'Дата створення',
    'Дата створення угоди',
    'Created at',
    'Create Date',
    'Deal - Deal created',
    'Deal - Add time',
  ],
  changed: [
    'changed',
    'Дата изменения',
    'Дата редактирования',
    'Дата змінення',
    'Дата зміни',
    'Дата редагування',
    'Modified',
    'Last modified',
    'Last Modified Date',
    'Deal - Update time',
    'Deal - Last updated',
  ],
  closed: [
    'closed',
    'Дата закрытия',
    'Дата завершения',
    'Предполагаемая дата закрытия',
    'Дата закриття',
    'Орієнтовна дата закриття',
    'Closed at',
    'Close Date',
    'Assumed close date',
    'Deal - Won time',
    'Deal - Lost time',
    'Deal - Deal closed on',
  ],
  stage: [
    'stage',
    'Стадия сделки',
    'Стадия',
    'Этап сделки',
    'Стадія угоди',
    'Стадія',
    'Етап угоди',
    'Статус сделки',
    'Статус угоди',
    'Deal Stage',
    'Lead status',
    'Deal - Stage',
    'Статус замовлення',
    'Статус заказа',
  ],
  status: ['status', 'Статус', 'Deal - Status'],
  stageTime: ['stageTime', 'Deal - Last stage change', 'Deal - Stage change time', 'Дата зміни статусу'],
  lossReason: [
    'lossReason',
    'Причина отказа',
    'Причина закрытия',
    'Причина відмови',
    'Причина закриття',
    'Loss reason',
    'Closed Lost Reason',
    'Deal - Lost reason',
  ],
  owner: [
    'owner',
    'Ответственный',
    'Відповідальний',
    'Менеджер',
    'Responsible',
    'Responsible user',
    'Responsible person',
    'Deal owner',
    'Deal - Owner',
    'Manager',
  ],
  product: ['product', 'Товар', 'Продукт', 'Product', 'Products', 'Deal - Product name'],
  amount: [
    'amount',
    'Сумма',
    'Бюджет',
    'Бюджет сделки',
    'Сума',
    'Бюджет угоди',
    'Sale',
    'Income',
    'Deal value',
    'Deal - Value',
    'Сума замовлення',
    'Сумма заказа',
    'Загальна сума',
  ],
  value: ['value'],
  revenue: ['revenue', 'Выручка', 'Виручка', 'Дохід', 'Оплачено', 'Оплачена сума', 'Closed Won Amount'],
  saleDay: ['saleDay', 'Дата продажи', 'Дата продажу', 'Дата оплаты', 'Дата оплати', 'Sale date', 'Payment date'],
  profit: ['profit', 'Прибыль', 'Маржа', 'Валовая прибыль', 'Прибуток', 'Валовий прибуток', 'Gross profit', 'Margin'],
  units: ['units', 'Количество', 'Кількість', 'Quantity', 'Deal - Product quantity'],
  currency: ['currency', 'Валюта', 'Код валюты', 'Код валюти', 'Currency code', 'Deal - Currency'],
  rate: ['rate', 'Курс', 'Exchange rate'],
};

const FIELDS = new Map<string, { field: DealField; rank: number }>(
  (Object.entries(TITLES) as [DealField, readonly string[]][]).flatMap(([field, titles]) =>
    titles.map((title, rank) => [fold(title), { field, rank }] as const),
  ),
);

const NOTE = /^(.+?)(?: ?\(([^()]+)\)|, ?([^(),]+)| ([^\s(),]{1,4}))$/;

export interface ColumnMeaning {
  field: DealField;
  rank: number;
  /** Of an amount, if its title says: `Бюджет, ₴`. */
  currency?: Currency;
}

/** What a column's title says that it holds. */
export const meaningOf = (title: string): ColumnMeaning | undefined => {
  if (title.length > 200) return undefined;
  const known = FIELDS.get(fold(title));
  if (known) return known;
  const parts = NOTE.exec(title.replace(/\s+/g, ' ').trim());
  const amount = FIELDS.get(fold(parts?.[1] ?? ''));
  if (!parts || !amount || !MONEY_FIELDS.some((field) => field === amount.field)) return undefined;
  const currency = readCurrency(parts[2] ?? parts[3] ?? parts[4] ?? '');
  return currency && { ...amount, currency };
};
