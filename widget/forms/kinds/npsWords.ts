import type { Language } from '../../../shared/forms.ts';

export const NPS_WORDS = {
  uk: {
    title: 'Ваша думка важлива',
    text: 'Одне запитання, пів хвилини.',
    question: 'Чи порадите ви нас друзям або колегам?',
    unlikely: '0: точно ні',
    likely: '10: обов’язково',
    why: 'Чому така оцінка? (необов’язково)',
    scoreMissing: 'Оберіть оцінку від 0 до 10',
    submit: 'Надіслати',
    sentText: 'Ваша відповідь допоможе нам стати кращими.',
  },
  ru: {
    title: 'Ваше мнение важно',
    text: 'Один вопрос, полминуты.',
    question: 'Посоветуете ли вы нас друзьям или коллегам?',
    unlikely: '0: точно нет',
    likely: '10: обязательно',
    why: 'Почему такая оценка? (необязательно)',
    scoreMissing: 'Выберите оценку от 0 до 10',
    submit: 'Отправить',
    sentText: 'Ваш ответ поможет нам стать лучше.',
  },
  en: {
    title: 'Your opinion counts',
    text: 'One question, half a minute.',
    question: 'How likely are you to recommend us to a friend or colleague?',
    unlikely: '0: not at all',
    likely: '10: extremely',
    why: 'Why this score? (optional)',
    scoreMissing: 'Choose a score from 0 to 10',
    submit: 'Send',
    sentText: 'Your answer helps us get better.',
  },
} satisfies Record<Language, object>;
