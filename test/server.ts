import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { openServer, type Server } from '../tools/server.ts';

/** The product as `npm start` runs it, on a free port and an empty folder, for tests that cross its boundary. */
export interface TestServer {
  /** `http://localhost:PORT`, the same after a restart. */
  url: string;
  /** Opens `POST /v1/accounts`. */
  operatorToken: string;
  /** Signs site keys. */
  secret: string;
  data: string;
  /** What workerd said last. */
  log(): string;
  /** Ends it as Ctrl-C does; the folder is removed if it was made here. */
  stop(): Promise<void>;
  /** SIGKILL; the folder stays, for `restart`. */
  kill(): Promise<void>;
  /** Starts it again on the same folder and port, stopping it first if it runs. */
  restart(): Promise<void>;
}

export interface TestServerOptions {
  /** Kept when the server stops. Without one a temporary folder is made. */
  data?: string;
  port?: number;
  /** Bindings of text that differ from `wrangler.toml`. */
  env?: Record<string, string>;
}

export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
};

export const startServer = async ({ data, port, env = {} }: TestServerOptions = {}): Promise<TestServer> => {
  const folder = data ?? mkdtempSync(`${tmpdir()}/whichhalf-`);
  const options = {
    data: folder,
    port: port ?? (await freePort()),
    vars: env,
    // Stand-ins for webhooks and for Telegram listen on this machine.
    allowPrivate: true,
  };
  let server: Server = await openServer(options);
  return {
    url: server.url,
    operatorToken: server.secrets.OPERATOR_TOKEN,
    secret: server.secrets.SECRET,
    data: server.data,
    log: () => server.log(),
    async stop() {
      await server.stop();
      if (!data) rmSync(folder, { recursive: true, force: true });
    },
    kill: () => server.kill(),
    async restart() {
      await server.stop();
      server = await openServer(options);
    },
  };
};
