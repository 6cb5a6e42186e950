import type { CallbackFailure } from '../../shared/calls.ts';
import type { Contact } from '../../shared/contacts.ts';
import type { Language, News } from '../../shared/settings.ts';
import type { Ad } from '../source/resolve.ts';

/** What is told of a contact, whichever way it goes. */
export interface Notice {
  event: News;
  site: { key: string; name: string };
  /** Id of the lead; ids of its later contacts are other names of it. '' where there is none: an answer to the NPS question. */
  lead: string;
  contact: (Contact | CallContact) & {
    /** By our clock, ISO 8601, UTC. */
    receivedTime: string;
    /** When the visitor asked to be called, ISO 8601, in the site's time zone. */
    wantedTime?: string;
    /** E.164 where the number could be read; '' where a caller withheld it. */
    phone: string;
  };
  /** Where the visit that the contact was made in came from; of a call, the likeliest. */
  ad: Pick<Ad, 'channel' | 'source' | 'medium' | 'campaign' | 'content' | 'term'>;
  /** '' where a call was of nobody whose visit is known. */
  landing: string;
  /** Of `callback.failed`: the call that the visitor was promised and that somebody has to make by hand. */
  callback?: { promisedTime: string; reason: CallbackFailure };
  /** Of `lead.overdue`: somebody was to have answered, and nobody has. */
  overdue?: {
    /** By when, ISO 8601, in the site's time zone. */
    dueTime: string;
    /** How late it was when this was found, at `foundTime` (ISO 8601, UTC). */
    minutesLate: number;
    foundTime: string;
    /** Of the site's `escalateMinutes`, from 1. */
    step: number;
    /** Who answers for the lead; '' for nobody. */
    owner: string;
  };
}

/** An inbound call as it is told: once, when it is over. */
export interface CallContact {
  id: string;
  kind: 'call';
  call: {
    /** The number that was dialled, E.164. */
    tracking: string;
    answered: boolean;
    talkSeconds: number;
    recording: string | null;
    /** A missed call is to be called back by then, in business hours, ISO 8601, UTC. */
    callBackDue: string | null;
  };
}

/** Body of a webhook, by the Standard Webhooks convention. */
export const webhookBody = (notice: Notice): string =>
  JSON.stringify({
    type: notice.event,
    timestamp: notice.overdue?.foundTime ?? notice.contact.receivedTime,
    data: {
      site: notice.site,
      lead: notice.lead,
      contact: notice.contact,
      ad: notice.ad,
      landing: notice.landing,
      ...(notice.callback && { callback: notice.callback }),
      ...(notice.overdue && { overdue: notice.overdue }),
    },
  });

type Word =
  | 'created'
  | 'again'
  | 'answered'
  | 'notConnected'
  | 'unanswered'
  | 'due'
  | 'late'
  | 'owner'
  | 'nobody'
  | 'at'
  | 'callback'
  | 'call'
  | 'missed'
  | 'withheld'
  | 'talked'
  | 'dialled'
  | 'recording'
  | 'from'
  | 'page';

const WORDS: Record<Language, Record<Word, string>> = {
  uk: {
    created: 'Нова заявка',
    again: 'Ще одне звернення',
    answered: 'Відповідь на опитування',
    notConnected: 'Не вдалося з’єднати, зателефонуйте',
    unanswered: 'Заявка досі без відповіді',
    due: 'Мали відповісти до',
    late: 'Запізнення, хв',
    owner: 'Відповідає',
    nobody: 'нікого не призначено',
    at: 'Зателефонувати',
    callback: 'просить передзвонити',
    call: 'дзвінок',
    missed: 'пропущений дзвінок, передзвоніть',
    withheld: 'номер приховано',
    talked: 'Розмова, с',
    dialled: 'Набрали',
    recording: 'Запис',
    from: 'Звідки',
    page: 'Сторінка',
  },
  ru: {
    created: 'Новая заявка',
    again: 'Ещё одно обращение',
    answered: 'Ответ на опрос',
    notConnected: 'Не удалось соединить, позвоните',
    unanswered: 'Заявка до сих пор без ответа',
    due: 'Должны были ответить до',
    late: 'Опоздание, мин',
    owner: 'Отвечает',
    nobody: 'никто не назначен',
    at: 'Позвонить',
    callback: 'просит перезвонить',
    call: 'звонок',
    missed: 'пропущенный звонок, перезвоните',
    withheld: 'номер скрыт',
    talked: 'Разговор, с',
    dialled: 'Набрали',
    recording: 'Запись',
    from: 'Откуда',
    page: 'Страница',
  },
  en: {
    created: 'New lead',
    again: 'Another contact',
    answered: 'Survey answered',
    notConnected: 'Could not be connected, please call',
    unanswered: 'Lead still unanswered',
    due: 'Answer was due by',
    late: 'Late by, min',
    owner: 'Whose it is',
    nobody: 'nobody’s',
    at: 'Call at',
    callback: 'asks to be called back',
    call: 'call',
    missed: 'missed call, call back',
    withheld: 'number withheld',
    talked: 'Talked, s',
    dialled: 'Dialled',
    recording: 'Recording',
    from: 'From',
    page: 'Page',
  },
};

const HEADING = {
  'lead.created': 'created',
  'lead.contacted': 'again',
  'nps.answered': 'answered',
  'callback.failed': 'notConnected',
  'lead.overdue': 'unanswered',
} as const satisfies Record<News, Word>;

/** A moment as the clocks of a time zone show it: `2026-11-23T10:30:00+02:00`. */
export const localTime = (at: number, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  const minutes = Math.round((Date.parse(`${parts.replace(' ', 'T')}Z`) - at) / 60_000);
  const two = (part: number): string => `${Math.trunc(part)}`.padStart(2, '0');
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  return parts.replace(' ', 'T') + offset;
};

/** Of a `localTime` what people read: `2026-11-23 10:30`. */
const shortTime = (local: string): string => local.slice(0, 16).replace('T', ' ');

/** Telegram takes no more than this in one message, in UTF-16 code units. */
const TELEGRAM_LENGTH = 4_096;

type Words = Record<Word, string>;

/** Who a form's contact is of and what they wrote; what they ask for goes into the heading. */
const ofForm = (
  contact: Contact & { phone: string; wantedTime?: string },
  words: Words,
): { asks: string; lines: string[]; page: string[] } => {
  const { name, phone, ...others } = contact.fields;
  return {
    asks: contact.kind === 'callback' ? words.callback : '',
    lines: [
      [name, contact.phone || phone].filter(Boolean).join(', '),
      ...(contact.wantedTime ? [`${words.at}: ${shortTime(contact.wantedTime)}`] : []),
      ...Object.entries(others)
        .filter(([, value]) => value.trim() !== '')
        .map(([field, value]) => `${field}: ${value}`),
    ],
    page: [`${words.page}: ${contact.page}`],
  };
};

const ofCall = ({ call, phone }: CallContact & { phone: string }, words: Words): ReturnType<typeof ofForm> => ({
  asks: call.answered ? words.call : words.missed,
  lines: [
    phone || words.withheld,
    ...(call.answered ? [`${words.talked}: ${call.talkSeconds}`] : []),
    `${words.dialled}: ${call.tracking}`,
    ...(call.recording ? [`${words.recording}: ${call.recording}`] : []),
  ],
  page: [],
});

/** What a message says besides of a lead that is late. */
const lateness = ({ overdue }: Notice, words: Words): string[] =>
  overdue
    ? [
        `${words.late}: ${overdue.minutesLate}`,
        `${words.due}: ${shortTime(overdue.dueTime)}`,
        `${words.owner}: ${overdue.owner || words.nobody}`,
      ]
    : [];

/** A message to a salesperson's phone: who, how to reach them, what they wrote, where they came from. Plain text. */
export const telegramText = (notice: Notice, language: Language): string => {
  const words = WORDS[language];
  const { contact, ad, site } = notice;
  const told = contact.kind === 'call' ? ofCall(contact, words) : ofForm(contact, words);
  const heading = [words[HEADING[notice.event]], told.asks];
  const lines = [
    `${heading.filter(Boolean).join(': ')} — ${site.name}`,
    ...lateness(notice, words),
    ...told.lines,
    '',
    `${words.from}: ${[ad.channel, ad.source, ad.campaign, ad.content].filter(Boolean).join(' / ')}`,
    ...told.page,
  ];
  const text = lines.join('\n');
  return text.length <= TELEGRAM_LENGTH
    ? text
    : `${text.slice(0, TELEGRAM_LENGTH - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
};
