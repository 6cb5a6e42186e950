import { parseArgs } from 'node:util';
import { buildIfNeeded } from './build.ts';
import { type Demo, prepareDemo, tokenFile } from './firstStart.ts';
import { giveUp, Refusal } from './refusal.ts';
import { openServer, type Server } from './server.ts';
import { readWrangler } from './wrangler.ts';

const USAGE = `npm start -- [options]
  --port NUMBER   port to listen on (8787)
  --host ADDRESS  address to listen on (127.0.0.1)
  --data FOLDER   where the data is kept (.data)

Variables of wrangler.toml are taken from the environment where they are set there, for instance
TRUSTED_PROXIES=10.0.0.5. WHICHHALF_ALLOW_PRIVATE=1 lets webhooks go to private and loopback addresses.`;

interface Flags {
  port: number;
  host: string;
  data: string;
}

const readFlags = (): Flags => {
  let values: { port: string; host: string; data: string; help: boolean };
  try {
    ({ values } = parseArgs({
      options: {
        port: { type: 'string', default: '8787' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string', default: '.data' },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n\n${USAGE}`);
  }
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Refusal(`--port must be a number from 1 to 65535, not ${values.port}.`);
  return { port, host: values.host, data: values.data };
};

const varsOfEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.keys(readWrangler().vars).flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

const greeting = ({ url, data }: Server, { site, token }: Demo): string => {
  const lines = [
    ['Demo page', `${url}/demo/${site}/`],
    ['Dashboard', `${url}/app/`],
    ['API docs', `${url}/docs`],
    ['Snippet', `<script async src="${url}/w/${site}.js"></script>`],
    ...(token ? [['Admin token', `${token}  (shown this once)`]] : []),
    ['Token kept in', tokenFile(data)],
  ];
  const table = lines.map(([name, value]) => `  ${name?.padEnd(14)}${value}`).join('\n');
  return `\nWhichhalf is running. Ctrl-C stops it.\nClick an ad link on the demo page, leave a number, then sign in to the dashboard with the token.\n\n${table}\n`;
};

const start = async (): Promise<void> => {
  const flags = readFlags();
  // Signals are heard from the first moment: one that comes while building or starting stops as soon as that is done.
  const stopping = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  await buildIfNeeded();
  const server = await openServer({
    ...flags,
    vars: varsOfEnvironment(),
    allowPrivate: process.env.WHICHHALF_ALLOW_PRIVATE === '1',
    onOutput: (text) => process.stderr.write(text),
  });
  const demo = await prepareDemo(server).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  console.log(greeting(server, demo));

  const died = await Promise.race([stopping.then(() => undefined), server.ended]);
  if (died) throw new Refusal(`The server ended unexpectedly (${died}). Nothing it answered is lost: start it again.`);
  console.log('Stopping.');
  await server.stop();
  process.exit(0);
};

await start().catch(giveUp);
