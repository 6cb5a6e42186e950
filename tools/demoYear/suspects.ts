import { ZONE } from './clock.ts';
import { HOST } from './company.ts';
import { idOf, type Journey } from './journeys.ts';
import { makeRandom } from './random.ts';

/** Contacts that no person has sent: what stands in quarantine. */

const OFFERS = [
  'SEO promotion of your site, first page of Google guaranteed https://example.com/seo',
  'Кредит без довідок за 15 хвилин https://example.com/kredyt https://example.com/2 https://example.com/3',
  'Buy followers cheap www.example.com',
] as const;
const SENT = 14;

export const makeSuspects = (seed: string, now: number): Journey[] => {
  const random = makeRandom(`${seed} suspects`);
  return Array.from({ length: SENT }, (_, number) => {
    const at = now - random.whole(1, 12 * 24 * 60) * 60_000;
    return {
      at,
      mobile: false,
      visit: {
        id: idOf(at, 'v', 900_000 + number),
        visitor: idOf(at, 's', number),
        url: `https://${HOST}/contacts`,
        referrer: '',
        language: 'en',
        zone: ZONE,
      },
      hits: [{ kind: 'page', at: 0, path: '/contacts' }],
      contact: {
        id: idOf(at + 900, 'c', 900_000 + number),
        kind: 'lead',
        at: at + 900,
        form: 'price',
        fields: {
          name: number % 4 === 0 ? 'www.example.com' : 'Mike',
          phone: `+44000000${String(number).padStart(4, '0')}`,
          message: `${random.pick(OFFERS)} ${number}`,
        },
        page: `https://${HOST}/contacts`,
        proof: { filled: 'https://example.com', took: 300 },
      },
    };
  });
};
