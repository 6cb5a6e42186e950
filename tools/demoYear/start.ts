import { parseArgs } from 'node:util';
import { buildIfNeeded } from '../build.ts';
import { tokenFile } from '../firstStart.ts';
import { readIfThere, writePrivate } from '../folder.ts';
import { giveUp, Refusal } from '../refusal.ts';
import { openServer, type Server } from '../server.ts';
import { EMPLOYEES } from './company.ts';
import { fillYear } from './fill.ts';

const USAGE = `npm run demo -- [options]
  --port NUMBER   port to listen on (8787)
  --data FOLDER   where the data is kept (.demo)
  --visits NUMBER about how many visits the year has (60000)
  --seed TEXT     another seed, another year (menzurka)

A folder that has a year already is started as it is: remove it for a year that ends today.`;

/** What is known of the year that a folder holds. */
interface Kept {
  site: string;
  from: string;
  to: string;
}

interface Flags {
  port: number;
  data: string;
  visits: number;
  seed: string;
}

const readFlags = (): Flags => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8787' },
      data: { type: 'string', default: '.demo' },
      visits: { type: 'string', default: '60000' },
      seed: { type: 'string', default: 'menzurka' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const [port, visits] = [Number(values.port), Number(values.visits)];
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Refusal('--port must be a number from 1 to 65535.');
  if (!Number.isInteger(visits) || visits < 1_000 || visits > 1_000_000)
    throw new Refusal('--visits must be a number from 1000 to 1000000.');
  return { port, visits, data: values.data, seed: values.seed };
};

const makeIt = async ({ url, data, secrets }: Server, { seed, visits }: Flags): Promise<Kept> => {
  const began = performance.now();
  const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s`;
  const { site, token, from, to, counts } = await fillYear({
    url,
    operatorToken: secrets.OPERATOR_TOKEN,
    seed,
    visits,
    now: Date.now(),
    onPart: (part) => console.log(`${seconds()}  ${part}`),
  });
  const { leads, calls, sales, spendRows, plans } = counts;
  console.log(
    `${seconds()}  done: ${counts.visits} visits, ${leads} leads, ${calls} calls, ${sales} sales, ${spendRows} rows of spend, ${plans} plans\n`,
  );
  writePrivate(tokenFile(data), `${token}\n`);
  // Last: what is begun and not finished is no year.
  writePrivate(`${data}/year.json`, `${JSON.stringify({ site, from, to } satisfies Kept, null, 2)}\n`);
  return { site, from, to };
};

/** A link for each role: each opens one session, so every start makes new ones. */
const linksOf = async ({ url }: Server, token: string): Promise<[role: string, link: string][]> => {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/v1/people`, { headers });
  const { people } = (await answer.json()) as { people: { person: string; name: string }[] };
  const links: [string, string][] = [];
  for (const { name, role, personalData } of EMPLOYEES) {
    const person = people.find((one) => one.name === name)?.person;
    if (!person || links.some(([label]) => label.startsWith(role) && !personalData)) continue;
    const made = await fetch(`${url}/v1/people/${person}/invitation`, { method: 'POST', headers });
    const { link } = (await made.json()) as { link: string };
    links.push([`${role}${personalData ? ' with personal data' : ''}: ${name}`, link]);
  }
  return links;
};

const greeting = ({ url }: Server, { site, from, to }: Kept, token: string, links: [string, string][]): string => {
  const lines = [['Dashboard', `${url}/app/${site}/`], ['API docs', `${url}/docs`], ['Admin token', token], ...links];
  const table = lines.map(([name, value]) => `  ${name?.padEnd(44)}${value}`).join('\n');
  return `A year of a company, from ${from} to ${to}. Ctrl-C stops it.\nSign in with the token, or open a link (once, in a window of its own) to look as somebody else.\n\n${table}\n`;
};

const start = async (): Promise<void> => {
  const flags = readFlags();
  const stopping = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  await buildIfNeeded();
  const server = await openServer({
    ...flags,
    // So that each of the year's visitors may have an address of their own.
    vars: { TRUSTED_PROXIES: '127.0.0.1,::1' },
    onOutput: (text) => process.stderr.write(text),
  });
  try {
    const known = readIfThere(`${server.data}/year.json`);
    const kept = known ? (JSON.parse(known) as Kept) : await makeIt(server, flags);
    const token = readIfThere(tokenFile(server.data))?.trim() ?? '';
    console.log(greeting(server, kept, token, await linksOf(server, token)));
    await Promise.race([stopping, server.ended]);
  } finally {
    await server.stop();
  }
  process.exit(0);
};

await start().catch(giveUp);
