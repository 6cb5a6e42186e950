import type { Contact } from '../../shared/contacts.ts';
import type { Language } from '../../shared/settings.ts';
import type { Ad } from '../source/resolve.ts';

/** What is told of a contact, whichever way it goes. */
export interface Notice {
  event: 'lead.created' | 'lead.contacted';
  site: { key: string; name: string };
  /** Id of the lead; ids of its later contacts are other names of it. */
  lead: string;
  contact: Contact & {
    /** By our clock, ISO 8601, UTC. */
    receivedTime: string;
    /** E.164 where the number could be read. */
    phone: string;
  };
  /** Where the visit that the contact was made in came from. */
  ad: Pick<Ad, 'channel' | 'source' | 'medium' | 'campaign' | 'content' | 'term'>;
  landing: string;
}

/** Body of a webhook, by the Standard Webhooks convention. */
export const webhookBody = (notice: Notice): string =>
  JSON.stringify({
    type: notice.event,
    timestamp: notice.contact.receivedTime,
    data: { site: notice.site, lead: notice.lead, contact: notice.contact, ad: notice.ad, landing: notice.landing },
  });

const WORDS: Record<Language, Record<'created' | 'again' | 'callback' | 'from' | 'page', string>> = {
  uk: {
    created: 'Нова заявка',
    again: 'Ще одне звернення',
    callback: 'просить передзвонити',
    from: 'Звідки',
    page: 'Сторінка',
  },
  ru: {
    created: 'Новая заявка',
    again: 'Ещё одно обращение',
    callback: 'просит перезвонить',
    from: 'Откуда',
    page: 'Страница',
  },
  en: { created: 'New lead', again: 'Another contact', callback: 'asks to be called back', from: 'From', page: 'Page' },
};

/** Telegram takes no more than this in one message, in UTF-16 code units. */
const TELEGRAM_LENGTH = 4_096;

/** A message to a salesperson's phone: who, how to reach them, what they wrote, where they came from. Plain text. */
export const telegramText = (notice: Notice, language: Language): string => {
  const words = WORDS[language];
  const { contact, ad, site } = notice;
  const { name, phone, ...others } = contact.fields;
  const heading = [
    notice.event === 'lead.created' ? words.created : words.again,
    contact.kind === 'callback' && words.callback,
  ];
  const lines = [
    `${heading.filter(Boolean).join(': ')} — ${site.name}`,
    [name, contact.phone || phone].filter(Boolean).join(', '),
    ...Object.entries(others)
      .filter(([, value]) => value.trim() !== '')
      .map(([field, value]) => `${field}: ${value}`),
    '',
    `${words.from}: ${[ad.channel, ad.source, ad.campaign, ad.content].filter(Boolean).join(' / ')}`,
    `${words.page}: ${contact.page}`,
  ];
  const text = lines.join('\n');
  return text.length <= TELEGRAM_LENGTH
    ? text
    : `${text.slice(0, TELEGRAM_LENGTH - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
};
