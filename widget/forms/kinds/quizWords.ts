import type { Language } from '../../../shared/forms.ts';

export const QUIZ_WORDS = {
  uk: {
    title: 'Підберемо рішення для вас',
    text: 'Кілька коротких запитань.',
    next: 'Далі',
    back: '← Назад',
    step: '{step} з {steps}',
    progress: 'Пройдено',
    submit: 'Надіслати',
    sentText: 'Ми отримали ваші відповіді й зв’яжемося з вами.',
  },
  ru: {
    title: 'Подберём решение для вас',
    text: 'Несколько коротких вопросов.',
    next: 'Далее',
    back: '← Назад',
    step: '{step} из {steps}',
    progress: 'Пройдено',
    submit: 'Отправить',
    sentText: 'Мы получили ваши ответы и свяжемся с вами.',
  },
  en: {
    title: 'Find what suits you',
    text: 'A few short questions.',
    next: 'Next',
    back: '← Back',
    step: '{step} of {steps}',
    progress: 'Progress',
    submit: 'Send',
    sentText: 'We have your answers and will get back to you.',
  },
} satisfies Record<Language, object>;
