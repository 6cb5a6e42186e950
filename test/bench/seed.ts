import type { Statement } from '../../worker/site/leads/statements.ts';
import type { Site } from '../../worker/site/site.ts';

/** A year of a company: 5,000 ads of which 300 a day are active, with spend, visits, leads of several touches, what became of them and what they bought. */

export const ADS = 5_000;
export const ACTIVE = 300;
export const DAYS = 365;
export const LEADS = 20_000;
export const LAST_DAY = '2026-10-31';

const DAY = 86_400_000;
/** Noon in UTC of the last day. */
const END = Date.parse(`${LAST_DAY}T12:00:00Z`);

export interface Seed {
  /** Which of all the visits: from, and how many. */
  from: number;
  count: number;
  /** Visits in all, spread evenly over the days. */
  all: number;
}

const digits = (value: number, length: number): string => value.toString(36).padStart(length, '0');

/** The k-th ad active on a day. */
const adOn = (day: number, k: number): number => (day * 37 + (k % ACTIVE)) % ADS;
const urlOf = (ad: number): string =>
  `https://example.com/page${ad % 40}?utm_source=google&utm_medium=cpc&utm_campaign=${1_000 + (ad % 500)}&utm_content=${100_000 + ad}`;

/** Through `hits` and `contact`, as pages do; those of one chunk share transactions. */
export const seedVisits = async (site: Site, { from, count, all }: Seed): Promise<void> => {
  const perDay = all / DAYS;
  const leadEvery = Math.floor(all / LEADS);
  const chunk = 500;
  for (let start = from; start < from + count; start += chunk) {
    const work: Promise<unknown>[] = [];
    const asked: Lead[] = [];
    for (let n = start; n < Math.min(start + chunk, from + count); n += 1) {
      const day = Math.floor(n / perDay);
      const time = Math.floor(END - (DAYS - 1 - day) * DAY - 6 * 3_600_000 + ((n % perDay) / perDay) * 12 * 3_600_000);
      const id = digits(time, 8) + digits(n, 12);
      const visit = {
        id,
        // Four visits each, so that a lead has two to four touches before it.
        visitor: digits(END, 8) + digits(Math.floor((n + 1) / 4), 12),
        url: urlOf(adOn(day, n)),
        referrer: '',
        language: 'uk',
        zone: 'Europe/Kyiv',
      };
      const request = {
        receivedAt: time + 5_000,
        address: `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`,
        origin: 'https://whichhalf.test',
        client: { device: n % 3 === 0 ? 'desktop' : 'mobile', country: 'UA' },
      };
      const hits = [
        { kind: 'page', at: 0, path: `/page${n % 40}` },
        ...(n % 2 === 0 ? [{ kind: 'page', at: 3_000, path: '/price' }] : []),
        ...(n % 5 === 0 ? [{ kind: 'form', form: 'callback', stage: 'seen', at: 4_000 }] : []),
      ];
      work.push(site.hits(JSON.stringify({ sentAt: time + 5_000, visit, hits }), request));
      if (n % leadEvery === 0) {
        const contact = {
          id: digits(time + 6_000, 8) + digits(n, 12),
          kind: 'callback',
          at: time + 6_000,
          form: 'callback',
          fields: { phone: `+38050${String(n).padStart(7, '0')}` },
          page: 'https://example.com/',
        };
        asked.push({ lead: contact.id, at: time + 6_000, count: n / leadEvery });
        work.push(
          site.contact(JSON.stringify({ sentAt: time + 6_000, visit, contact }), {
            ...request,
            receivedAt: time + 6_000,
          }),
        );
      }
    }
    for (const result of (await Promise.all(work)) as { state: string }[]) {
      if (result.state !== 'stored' && result.state !== 'new') throw new Error(`seeding: ${JSON.stringify(result)}`);
    }
    await Promise.all(asked.map((lead) => seedOutcome(site, lead)));
  }
};

interface Lead {
  lead: string;
  at: number;
  /** Leads before it. */
  count: number;
}

/** Every other lead is qualified, every tenth buys. */
const seedOutcome = async (site: Site, { lead, at, count }: Lead): Promise<void> => {
  const states = async (statement: Statement): Promise<void> => {
    const { state } = await site.takeStatement({ lead, statement, by: 'bench', now: Date.now() });
    if (state !== 'changed' && state !== 'new') throw new Error(`seeding: ${state}`);
  };
  const change = (stage: 'contacted' | 'mql' | 'sql' | 'opportunity', after: number): Promise<void> =>
    states({ what: 'change', change: { stage, at: at + after, owner: `Manager ${count % 7}` } });
  await change('contacted', (count % 60) * 60_000);
  if (count % 2 === 0) await change('mql', 6 * 3_600_000);
  if (count % 4 === 0) await change('sql', DAY);
  if (count % 8 === 0) await change('opportunity', 2 * DAY);
  if (count % 10 === 0) {
    const day = new Date(at + 9 * DAY).toISOString().slice(0, 10);
    const revenue = 100 + (count % 900);
    await states({
      what: 'sale',
      sale: { day, revenue, profit: revenue / 4, units: 1, product: `Product ${count % 5}` },
    });
  }
};

/** What each day's active ads cost, under the ad system's ids. */
export const seedSpend = (site: Site): void => {
  const rows = [];
  for (let day = 0; day < DAYS; day += 1) {
    const date = new Date(END - (DAYS - 1 - day) * DAY).toISOString().slice(0, 10);
    for (let k = 0; k < ACTIVE; k += 1) {
      const ad = adOn(day, k);
      rows.push({
        place: `row ${rows.length + 1}`,
        row: {
          day: date,
          system: 'google',
          campaign: `Campaign ${ad % 500}`,
          campaignId: String(1_000 + (ad % 500)),
          ad: `Ad ${ad}`,
          adId: String(100_000 + ad),
          cost: `${(ad % 97) + 1}.${String(ad % 100).padStart(2, '0')}`,
          impressions: 1_000,
          clicks: 10,
        },
      });
    }
  }
  const result = site.spend(JSON.stringify({ origin: 'google-ads', rows, dryRun: false, replace: false }));
  if (result.state !== 'stored') throw new Error(`seeding: ${JSON.stringify(result)}`);
};
