import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { openFolder, type Secrets, secretsOf } from './folder.ts';
import { takeLock } from './lock.ts';
import { WORKER_BUNDLE } from './paths.ts';
import { errorCode, Refusal } from './refusal.ts';
import { spawnWorkerd, workerdConfig } from './workerd.ts';
import { readWrangler } from './wrangler.ts';

/** One running server on one data folder: what `npm start`, the tests and the benchmarks have in common. */
export interface Server {
  url: string;
  /** Absolute path. */
  data: string;
  secrets: Secrets;
  /** Of workerd. */
  pid: number;
  /** What workerd said last, for whoever has to explain why it ended. */
  log(): string;
  /** Settles when workerd has ended, with its exit code or the signal that ended it. */
  ended: Promise<string>;
  /** Lets it finish what it has begun, and gives the folder free. */
  stop(): Promise<void>;
  /** As a power cut would: at once. */
  kill(): Promise<void>;
}

export interface ServerOptions {
  data: string;
  port: number;
  host?: string;
  /** Bindings of text that differ from `wrangler.toml`. */
  vars?: Record<string, string>;
  allowPrivate?: boolean;
  /** Another worker than the built one: the benchmark's. */
  bundle?: string;
  /** Where workerd's own words go; nowhere if left out. */
  onOutput?: (text: string) => void;
}

/** Values of `wrangler.toml` that hold on Cloudflare only. */
const SELF_HOSTED = { TRUSTED_PROXIES: '' };

/** An open WebSocket holds workerd back for ever after SIGTERM, and it does not listen to a second one. */
const PATIENCE_TO_STOP = 8_000;
const PATIENCE_TO_START = 30_000;
const KEPT_LOG = 8_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const checkPort = async (host: string, port: number): Promise<void> => {
  const probe = createServer();
  probe.listen(port, host);
  try {
    await once(probe, 'listening');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EADDRINUSE')
      throw new Refusal(`Port ${port} is in use: stop what uses it, or choose another with --port.`);
    if (code === 'EACCES')
      throw new Refusal(`Port ${port} may not be used by this user: choose one above 1023 with --port.`);
    if (code) throw new Refusal(`Cannot listen on ${host}:${port} (${code}).`);
    throw error;
  }
  probe.close();
  await once(probe, 'close');
};

const answers = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    // Refused or cut off: it is not up yet.
    return false;
  }
};

/** IPv6 addresses stand in brackets before a port. */
const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

const isOver = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

export const openServer = async (options: ServerOptions): Promise<Server> => {
  const { port, host = '127.0.0.1', allowPrivate = false, bundle = WORKER_BUNDLE } = options;
  const data = openFolder(options.data);
  const lock = await takeLock(data);
  let child: ChildProcess | undefined;
  let log = '';
  try {
    await checkPort(host, port);
    const secrets = secretsOf(data);
    const worker = readWrangler();
    const config = workerdConfig(worker, Object.keys(secrets), {
      data,
      address: `${inUrl(host)}:${port}`,
      allowPrivate,
      bundle,
    });
    const env = { ...worker.vars, ...SELF_HOSTED, ...options.vars, ...secrets };
    const server = spawnWorkerd(config, data, env);
    child = server;

    const ended = new Promise<string>((resolve) => {
      server.once('error', (error) => {
        log += `${error.message}\n`;
        resolve(error.message);
      });
      server.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
    }).finally(() => lock.release());
    if (server.pid) lock.cover(server.pid);
    for (const stream of [server.stdout, server.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        log = (log + text).slice(-KEPT_LOG);
        options.onOutput?.(text);
      });
    }

    const url = `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : inUrl(host)}:${port}`;
    const deadline = Date.now() + PATIENCE_TO_START;
    while (!(await answers(url))) {
      if (isOver(server) || !server.pid)
        throw new Refusal(`The server ended as soon as it was started: ${log.trim() || 'it gave no reason'}`);
      if (Date.now() > deadline)
        throw new Refusal(
          `The server did not answer within ${PATIENCE_TO_START / 1000} s: ${log.trim() || 'it gave no reason'}`,
        );
      await pause(20);
    }

    const end = async (signal: NodeJS.Signals): Promise<void> => {
      if (!isOver(server)) server.kill(signal);
      const timer = setTimeout(() => server.kill('SIGKILL'), PATIENCE_TO_STOP);
      await ended;
      clearTimeout(timer);
    };
    return {
      url,
      data,
      secrets,
      pid: server.pid as number,
      log: () => log,
      ended,
      stop: () => end('SIGTERM'),
      kill: () => end('SIGKILL'),
    };
  } catch (error) {
    if (child && !isOver(child)) child.kill('SIGKILL');
    lock.release();
    throw error;
  }
};
