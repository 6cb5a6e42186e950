import type { Language } from '../../../shared/forms.ts';

export const CALL_AT_WORDS = {
  uk: {
    closedText: 'Зараз ми не працюємо. Оберіть, коли вам зателефонувати.',
    when: 'Коли зателефонувати?',
    now: 'Якнайшвидше',
    ours: '(у нас {time})',
    promised: 'Зателефонуємо вам: {time}.',
    timeGone: 'Цей час уже минув, оберіть інший',
  },
  ru: {
    closedText: 'Сейчас мы не работаем. Выберите, когда вам позвонить.',
    when: 'Когда позвонить?',
    now: 'Как можно скорее',
    ours: '(у нас {time})',
    promised: 'Позвоним вам: {time}.',
    timeGone: 'Это время уже прошло, выберите другое',
  },
  en: {
    closedText: 'We are closed now. Choose when we should call you.',
    when: 'When should we call?',
    now: 'As soon as possible',
    ours: '(our time {time})',
    promised: 'We will call you: {time}.',
    timeGone: 'This time has passed, choose another',
  },
} satisfies Record<Language, object>;
