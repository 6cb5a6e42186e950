import type { Contact } from '../../shared/contacts.ts';
import type { Hit, Visit } from '../../shared/hits.ts';
import type { Proof } from '../../shared/spam.ts';
import { variantOf } from '../../shared/variant.ts';
import { ZONE } from './clock.ts';
import { HOST, LEAD_VARIANTS, OWN_NUMBER, PRODUCTS, QUIZ_VARIANTS } from './company.ts';
import type { Customer } from './customers.ts';
import type { Random } from './random.ts';
import type { Source } from './sources.ts';

/** What one visitor does on the pages, as the script would report it. */

export interface Journey {
  /** Ms since 1970. */
  at: number;
  visit: Visit;
  hits: Hit[];
  mobile: boolean;
  contact?: Contact & { proof?: Proof };
  /** They tapped the number and rang, so many ms after the visit began. */
  ringsAfter?: number;
}

/** An id as the script makes them, but for its chance: what is made of the same seed has the same ids. */
export const idOf = (at: number, mark: string, number: number): string =>
  at.toString(36).padStart(8, '0') + mark + number.toString(36).padStart(12 - mark.length, '0');

/** How a visit ends: with a form, with a call, or with neither. */
export type Ending = 'form' | 'call' | 'nothing';

interface Making {
  random: Random;
  source: Source;
  at: number;
  visitor: string;
  /** Which of the year's visits. */
  number: number;
  customer: Customer;
  ending: Ending;
}

const PATHS = ['/catalog', '/services', '/delivery', '/about', '/contacts', '/blog/novynky'] as const;
const SECOND = 1_000;

/** What becomes of the form's fields: everybody fills them in from the top, some are told to try again. */
const fieldHits = (random: Random, form: string, from: number, fields: readonly string[]): Hit[] =>
  fields.map((field, index) => ({
    kind: 'field',
    at: from + (index + 1) * 7 * SECOND,
    form,
    field,
    ms: random.whole(2, field === 'message' ? 60 : 14) * SECOND,
    ...(random.chance(0.15) && { corrected: true as const }),
    ...(field === 'phone' && random.chance(0.18) && { refused: true as const }),
  }));

const FIELDS: Record<string, readonly string[]> = {
  callback: ['phone', 'name'],
  price: ['name', 'phone', 'email', 'organisation', 'message'],
  choose: ['equipment', 'laboratory', 'name', 'phone'],
};

const variantFor = (form: string, visitor: string): string | undefined =>
  form === 'price'
    ? variantOf(form, visitor, LEAD_VARIANTS)
    : form === 'choose'
      ? variantOf(form, visitor, QUIZ_VARIANTS)
      : undefined;

/** How many of those who would have asked are kept from it by a form's words. */
const LOST_TO_WORDS: Record<string, number> = { price: 0.3, short: 0.08 };

const answersOf = (form: string, customer: Customer, random: Random): Record<string, string> => {
  const { name, written, email, organisation, product, message } = customer;
  switch (form) {
    case 'callback':
      return { phone: written, ...(random.chance(0.7) && { name }) };
    case 'choose':
      return {
        equipment: product.name,
        laboratory: random.pick(['Медична', 'Харчова', 'Наукова', 'Виробнича']),
        name,
        phone: written,
      };
    default:
      return { name, phone: written, email, organisation, ...(random.chance(0.6) && { message }) };
  }
};

const KIND = (form: string): 'callback' | 'lead' => (form === 'callback' ? 'callback' : 'lead');

export const makeJourney = ({ random, source, at, visitor, number, customer, ending }: Making): Journey => {
  const landing = random.pick(source.landing);
  const mobile = ending === 'call' || random.chance(source.mobile);
  const parameters = new URLSearchParams({
    ...source.parameters,
    ...(source.terms && { utm_term: random.pick(source.terms) }),
  });
  const query = parameters.toString();
  const visit: Visit = {
    id: idOf(at, 'v', number),
    visitor,
    url: `https://${HOST}${landing}${query && `?${query}`}`,
    referrer: source.referrer ?? '',
    language: random.chance(0.93) ? 'uk-UA' : 'ru-UA',
    zone: random.chance(0.97) ? ZONE : 'Europe/Warsaw',
  };
  const hits: Hit[] = [{ kind: 'page', at: 0, path: landing }];
  let time = 0;
  let path = landing;
  const stays = ending !== 'nothing' || random.chance(source.asks < 0.005 ? 0.3 : 0.56);
  for (let more = stays ? random.whole(1, 4) : 0; more > 0; more -= 1) {
    time += random.whole(12, 95) * SECOND;
    path = random.chance(0.6) ? random.pick(PRODUCTS).path : random.pick(PATHS);
    hits.push({ kind: 'page', at: time, path });
  }

  const inCatalog = path.startsWith('/catalog');
  const form = inCatalog && random.chance(0.3) ? 'choose' : random.chance(0.4) ? 'callback' : 'price';
  const variant = variantFor(form, visitor);
  const isLost = ending === 'form' && random.chance(LOST_TO_WORDS[variant ?? ''] ?? 0);
  const submits = ending === 'form' && !isLost;
  if (stays && (ending === 'form' || random.chance(form === 'callback' ? 0.08 : 0.5))) {
    const named = { form, ...(variant && { variant }) };
    time += random.whole(3, 20) * SECOND;
    hits.push({ kind: 'form', at: time, ...named, stage: 'seen' });
    if (ending === 'form' || random.chance(0.11)) {
      time += random.whole(2, 9) * SECOND;
      hits.push({ kind: 'form', at: time, ...named, stage: 'started' });
      const all = FIELDS[form] ?? [];
      const filled = submits ? all : all.slice(0, random.whole(1, all.length));
      const fields = fieldHits(random, form, time, filled);
      hits.push(...fields.map((hit) => ({ ...hit, ...(variant && { variant }) })));
      time += (filled.length + 1) * 7 * SECOND;
      if (submits) hits.push({ kind: 'form', at: time, ...named, stage: 'submitted' });
    }
  }
  const journey: Journey = { at, visit, hits, mobile };
  if (submits) {
    journey.contact = {
      id: idOf(at + time, 'c', number),
      kind: KIND(form),
      at: at + time,
      form,
      ...(variant && { variant }),
      fields: answersOf(form, customer, random),
      consent: { text: 'Погоджуюся на обробку персональних даних', at: at + time, version: '2026-01' },
      page: `https://${HOST}${path}`,
      proof: { took: random.whole(9, 80) * SECOND },
    };
  }
  if (ending === 'call') {
    time += random.whole(5, 30) * SECOND;
    hits.push({ kind: 'tap', at: time, number: OWN_NUMBER });
    journey.ringsAfter = time + 6 * SECOND;
  }
  return journey;
};
