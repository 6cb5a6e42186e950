import type { CallBody } from './calls.ts';
import { makeCustomer } from './customers.ts';
import { idOf, type Journey, makeJourney } from './journeys.ts';
import { makeRandom } from './random.ts';
import { SOURCES } from './sources.ts';

/** The last minutes: visitors who are still there, one who has just asked, one whom nobody answered, one who rings. */

export interface Present {
  /** They see a number of the pool. */
  journeys: Journey[];
  asks: Journey;
  /** To whatever number their visitors were shown, once they were. */
  missed: Omit<CallBody, 'to' | 'ring_ts'>;
  ringing: Omit<CallBody, 'to' | 'ring_ts'>;
}

const MINUTE = 60_000;
/** Beyond any that the year has. */
const NUMBERS_FROM = 50_000;

export const makePresent = (seed: string, now: number): Present => {
  const random = makeRandom(`${seed} present`);
  const ads = SOURCES.filter(({ paid }) => paid?.system === 'google' && paid.ctr > 0.02);
  const journey = (number: number, minutesAgo: number, ending: 'form' | 'nothing'): Journey => {
    const at = now - minutesAgo * MINUTE;
    const source = ads[number % ads.length] ?? SOURCES[0];
    if (!source) throw new Error('there are no sources');
    const customer = makeCustomer(random, NUMBERS_FROM + number, source.landing[0]);
    const made = {
      random,
      source,
      at,
      visitor: idOf(at, 'n', number),
      number: NUMBERS_FROM + number,
      customer,
      ending,
    };
    let result = makeJourney(made);
    // Some forms' words lose the one who asks: another try has another.
    for (let tries = 0; ending === 'form' && !result.contact && tries < 50; tries += 1) result = makeJourney(made);
    return result;
  };
  const caller = (number: number): string => makeCustomer(random, NUMBERS_FROM + number, '').phone;
  return {
    journeys: [0, 1, 2, 3, 4].map((number) => ({
      ...journey(number, 3, 'nothing'),
      hits: [{ kind: 'page', at: 0, path: '/catalog' }],
    })),
    asks: journey(9, 6, 'form'),
    missed: {
      call_id: `in-present-${now}`,
      from: caller(20),
      direction: 'in',
      billsec: 0,
      status: 'missed',
    },
    ringing: { call_id: `in-ringing-${now}`, from: caller(21), direction: 'in', status: 'ringing' },
  };
};
