import { METRIC_NAMES } from '../../shared/metrics/catalogue.ts';
import { atRate } from './atRate.ts';
import { ACTIVE, ADS, LAST_DAY, LEADS } from './seed.ts';

/** Reports over HTTP on sites of a hundred thousand and a million visits: the cube's cost must not grow with them. */

interface Api {
  url: string;
  token: string;
  newSite: () => Promise<string>;
  post: (path: string, body: object) => Promise<Response>;
}

const REPEATS = 15;
const CHUNK = 20_000;

/** All that need no single visits. */
const ALL_METRICS = METRIC_NAMES.filter((name) => name !== 'visitors').join(',');
const ALL = `by=ad&metrics=${ALL_METRICS}&model=lastNonDirect,linear`;
/** What visitors wait for while it runs, ms. */
const HITS_BUDGET = 50;

const QUERIES = [
  { name: 'by ad, 365 days, the bare cube', query: 'by=ad&metrics=visits', days: 365, budget: null },
  { name: 'by ad, 365 days, all, two models', query: ALL, days: 365, budget: 60 },
  { name: 'the same, 100 rows of it', query: `${ALL}&limit=100`, days: 365, budget: 60 },
  { name: 'by ad, 30 days', query: 'by=ad', days: 30, budget: 15 },
  { name: 'by ad, 365 days', query: 'by=ad', days: 365, budget: 60 },
  { name: 'by channel, 365 days', query: 'by=channel', days: 365, budget: null },
  { name: 'by month, 365 days', query: 'by=month', days: 365, budget: null },
  { name: 'by landing, 365 days', query: 'by=landing&metrics=visits,formConversion,leads', days: 365, budget: 100 },
  { name: 'by device, 365 days', query: 'by=device&metrics=visits,formConversion,leads', days: 365, budget: 100 },
  { name: 'by country, 365 days', query: 'by=country&metrics=visits,formConversion,leads', days: 365, budget: 100 },
  { name: 'by form, 365 days', query: 'by=form&metrics=visits,formConversion,leads', days: 365, budget: 100 },
  {
    name: 'by landing and device, 365 days',
    query: 'by=landing,device&metrics=visits,formConversion,leads',
    days: 365,
    budget: null,
  },
] as const;

const firstDay = (days: number): string =>
  new Date(Date.parse(LAST_DAY) - (days - 1) * 86_400_000).toISOString().slice(0, 10);

const measure = async (
  { url, token }: Api,
  site: string,
  query: (typeof QUERIES)[number],
): Promise<{ ms: number; rows: number; kilobytes: number }> => {
  const times: number[] = [];
  let body = '';
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const began = performance.now();
    const response = await fetch(
      `${url}/v1/sites/${site}/report?${query.query}&from=${firstDay(query.days)}&to=${LAST_DAY}`,
      {
        headers: { authorization: `Bearer ${token}` },
      },
    );
    body = await response.text();
    if (!response.ok) throw new Error(body);
    times.push(performance.now() - began);
    if (times[0] && times[0] > 1_000 && repeat >= 2) break;
  }
  times.sort((a, b) => a - b);
  return {
    ms: times[Math.floor(times.length / 2)] as number,
    rows: (JSON.parse(body) as { rowCount: number }).rowCount,
    kilobytes: body.length / 1000,
  };
};

/** Hits at a fixed rate with nothing else to do, and while the largest report is asked for over and over. */
const hitsMeanwhile = async ({ url, token }: Api, site: string): Promise<void> => {
  const hits = () => atRate(`${url}/w/${site}/hits`, { origin: 'https://example.com', perSecond: 200, seconds: 10 });
  const alone = await hits();
  let reports = 0;
  let goOn = true;
  const asking = (async () => {
    while (goOn) {
      const path = `/v1/sites/${site}/report?${ALL}&from=${firstDay(365)}&to=${LAST_DAY}`;
      const response = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
      if (!response.ok) throw new Error(await response.text());
      await response.text();
      reports += 1;
    }
  })();
  const meanwhile = await hits();
  goOn = false;
  await asking;
  const shown = ({ p50, p99, errors }: typeof alone): string =>
    `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${errors} errors`;
  console.log(`hits at 200/s, alone: ${shown(alone)}`);
  console.log(
    `hits at 200/s, while all metrics are asked over and over (${reports} times): ${shown(meanwhile)}; budget p99 ${HITS_BUDGET} ms`,
  );
};

export const reportBench = async (api: Api): Promise<void> => {
  console.log(
    `\nreports over HTTP: ${ADS} ads of which ${ACTIVE} a day are active, with spend; ${LEADS} leads; median of ${REPEATS}`,
  );
  const sizes = [100_000, 1_000_000];
  const sites = new Map<number, string>();
  for (const size of sizes) {
    const site = await api.newSite();
    const began = performance.now();
    await api.post(`/bench/spend/${site}`, {});
    for (let from = 0; from < size; from += CHUNK)
      await api.post(`/bench/visits/${site}`, { from, count: Math.min(CHUNK, size - from), all: size });
    sites.set(size, site);
    console.log(
      `  ${size} visits seeded through the write path in ${((performance.now() - began) / 1000).toFixed(0)} s`,
    );
  }
  console.log(
    `${''.padEnd(34)}${sizes.map((size) => `${size} visits`.padStart(20)).join('')}     ratio    budget ms   rows       KB`,
  );
  for (const query of QUERIES) {
    const results = [];
    for (const size of sizes) results.push(await measure(api, sites.get(size) as string, query));
    const [small, large] = results as [(typeof results)[number], (typeof results)[number]];
    console.log(
      query.name.padEnd(34) +
        results.map(({ ms }) => `${ms.toFixed(1)} ms`.padStart(20)).join('') +
        (large.ms / small.ms).toFixed(2).padStart(10) +
        String(query.budget ?? '').padStart(13) +
        String(large.rows).padStart(7) +
        large.kilobytes.toFixed(0).padStart(9),
    );
  }
  await hitsMeanwhile(api, sites.get(1_000_000) as string);
};
