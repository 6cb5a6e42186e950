import type { TargetWords } from './uk.ts';

export const targetWords: TargetWords = {
  targetTitle: 'Цель для рекламы',
  targetHelp: 'По ней оценивается каждое объявление. Чем глубже цель, тем дольше ждать данных.',
  targetOf: 'Что оценивать',
  targetOptions: {
    costPerLead: 'Цена заявки',
    costPerSql: 'Цена заявки, взятой в работу (SQL)',
    cac: 'Цена нового клиента (CAC)',
    romi: 'Прибыль на вложенное (ROMI)',
  },
  atMost: 'Не больше, {sign}',
  atLeast: 'Не меньше, %',
  targetShape: 'Нужно число больше нуля.',
  romiShape: 'Нужно число больше −100.',
  save: 'Сохранить',
  removeTarget: 'Убрать цель',
};
