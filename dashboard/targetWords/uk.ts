/** What the dialog of the target says; a page takes it into its own words, so that a reader loads one language's. */
export const targetWords = {
  targetTitle: 'Ціль для реклами',
  targetHelp: 'За нею оцінюється кожне оголошення. Що глибша ціль, то довше треба чекати на дані.',
  targetOf: 'Що оцінювати',
  targetOptions: {
    costPerLead: 'Ціна заявки',
    costPerSql: 'Ціна заявки, взятої в роботу (SQL)',
    cac: 'Ціна нового клієнта (CAC)',
    romi: 'Прибуток на вкладене (ROMI)',
  },
  atMost: 'Не більше за, {sign}',
  atLeast: 'Не менше за, %',
  targetShape: 'Потрібне число, більше за нуль.',
  romiShape: 'Потрібне число, більше за −100.',
  save: 'Зберегти',
  removeTarget: 'Прибрати ціль',
};

export type TargetWords = typeof targetWords;
