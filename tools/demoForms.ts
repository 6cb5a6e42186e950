import type { SiteSettings } from '../shared/settings.ts';

/** The demo company's forms: one of each kind that its pages have a place for. */

const DAY = [{ from: '09:00', to: '18:00' }];

export const DEMO_FORMS: Pick<SiteSettings, 'hours' | 'forms'> = {
  hours: { weekly: { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY } },
  forms: [
    { id: 'callback', kind: 'callback', slots: true },
    {
      id: 'lead',
      kind: 'lead',
      words: { uk: { text: 'Кошторис за два робочі дні.' }, en: { text: 'An estimate in two days.' } },
      fields: [
        { type: 'text', name: 'name', label: { uk: 'Ім’я', en: 'Name' } },
        { type: 'phone', name: 'phone', label: { uk: 'Телефон', en: 'Phone' }, required: true },
        { type: 'long', name: 'message', label: { uk: 'Що за об’єкт?', en: 'What is to be built?' } },
      ],
    },
    {
      id: 'windows',
      kind: 'quiz',
      words: {
        uk: { title: 'Яке скло обрати?', text: 'Два запитання, і ми порадимо.' },
        en: { title: 'Which glass is it?', text: 'Two questions, then our advice.' },
      },
      steps: [
        {
          type: 'choice',
          name: 'building',
          label: { uk: 'Що склимо?', en: 'What is it for?' },
          required: true,
          options: [
            { value: 'office', label: { uk: 'Офіс', en: 'An office' } },
            { value: 'house', label: { uk: 'Житловий будинок', en: 'A house' } },
            { value: 'shop', label: { uk: 'Магазин або кафе', en: 'A shop or a café' } },
          ],
        },
        {
          type: 'several',
          name: 'matters',
          label: { uk: 'Що найважливіше?', en: 'What matters most?' },
          options: [
            { value: 'quiet', label: { uk: 'Тиша', en: 'Quiet' } },
            { value: 'warmth', label: { uk: 'Тепло', en: 'Warmth' } },
            { value: 'light', label: { uk: 'Світло', en: 'Light' } },
          ],
        },
      ],
      fields: [{ type: 'phone', name: 'phone', label: { uk: 'Телефон', en: 'Phone' }, required: true }],
    },
    { id: 'opinion', kind: 'nps' },
  ],
};
