import { PRODUCTS, type Product } from './company.ts';
import type { Random } from './random.ts';

/** People who ask: invented, with telephone numbers of blocks that no operator gives out. */

const GIVEN = [
  ['Олена', 'а'],
  ['Наталія', 'а'],
  ['Тетяна', 'а'],
  ['Юлія', 'а'],
  ['Катерина', 'а'],
  ['Ганна', 'а'],
  ['Зоряна', 'а'],
  ['Лідія', 'а'],
  ['Володимир', ''],
  ['Сергій', ''],
  ['Олександр', ''],
  ['Богдан', ''],
  ['Тарас', ''],
  ['Ігор', ''],
  ['Назар', ''],
  ['В’ячеслав', ''],
] as const;
/** With what a woman's ends in, where it differs. */
const FAMILY = [
  ['Коваленко', 'Коваленко'],
  ['Шевчук', 'Шевчук'],
  ['Бондаренко', 'Бондаренко'],
  ['Яворський', 'Яворська'],
  ['Левицький', 'Левицька'],
  ['Гончар', 'Гончар'],
  ['Романюк', 'Романюк'],
  ['Середа', 'Середа'],
  ['Під’ярема', 'Під’ярема'],
  ['Остапчук', 'Остапчук'],
  ['Вишневецький', 'Вишневецька'],
  ['Дзюба', 'Дзюба'],
  ['Пилипенко', 'Пилипенко'],
  ['Костюк', 'Костюк'],
  ['Заболотний', 'Заболотна'],
  ['Іваницький', 'Іваницька'],
  ['Мельниченко', 'Мельниченко'],
  ['Кушнір', 'Кушнір'],
  ['Біланюк', 'Біланюк'],
  ['Чорновол', 'Чорновол'],
  ['Стельмах', 'Стельмах'],
  ['Озарків', 'Озарків'],
  ['Рудницький', 'Рудницька'],
] as const;
const ORGANISATIONS = [
  'Міська лікарня № 12',
  'Лабораторія «Аналіз-Плюс»',
  'Кафедра біохімії',
  'Молокозавод «Ранок»',
  'Агрохолдинг «Лани Полісся»',
  'Науково-дослідний інститут фармакології та токсикології',
  'Пивоварня «Стара гребля»',
  'Ветеринарна клініка «Лапа»',
  'Водоканал',
  'Фармзавод «Здравиця»',
] as const;
const CODES = ['067', '050', '063', '093', '097', '066'] as const;
const WISHES = [
  'Потрібна комерційна пропозиція з ПДВ, оплата за рахунком.',
  'Коли зможете доставити до Львова?',
  'Чи є в наявності на складі?',
  'Цікавить сервіс і щорічна повірка.',
  'Готуємо тендер, потрібні технічні характеристики до п’ятниці.',
  'Порадьте модель для невеликої лабораторії, бюджет обмежений.',
] as const;

export interface Customer {
  name: string;
  /** E.164. */
  phone: string;
  /** As they write it. */
  written: string;
  email: string;
  organisation: string;
  product: Product;
  message: string;
}

/** @param number which of the year's customers: no two have the same telephone */
export const makeCustomer = (random: Random, number: number, landing: string): Customer => {
  const [given, ending] = random.pick(GIVEN);
  const family = random.pick(FAMILY)[ending === 'а' ? 1 : 0];
  const code = CODES[number % CODES.length] as string;
  const last = String(Math.floor(number / CODES.length)).padStart(4, '0');
  const written = random.pick([
    `${code} 000-${last.slice(0, 2)}-${last.slice(2)}`,
    `+38${code}000${last}`,
    `(${code}) 000 ${last.slice(0, 2)} ${last.slice(2)}`,
  ]);
  const organisation = random.pick(ORGANISATIONS);
  const product = PRODUCTS.find(({ path }) => path === landing) ?? random.pick(PRODUCTS);
  return {
    name: random.chance(0.7) ? `${given} ${family}` : given,
    phone: `+38${code}000${last}`,
    written,
    email: `zamovnyk${number}@example.com`,
    organisation,
    product,
    message: `${product.name}, ${random.whole(1, 4)} шт. ${random.pick(WISHES)} ${organisation}.`,
  };
};
