import { once } from 'node:events';
import { createConnection } from 'node:net';

/**
 * W3C WebDriver, as much of it as tests need, to a browser's driver over HTTP or to Firefox itself by Marionette, which
 * takes the same commands under names of its own.
 */

const COMMANDS = {
  open: ['url', 'WebDriver:Navigate'],
  run: ['execute/async', 'WebDriver:ExecuteAsyncScript'],
  act: ['actions', 'WebDriver:PerformActions'],
  enter: ['frame', 'WebDriver:SwitchToFrame'],
} as const;

export type Command = keyof typeof COMMANDS;

export interface Wire {
  /** `browserName` and `browserVersion` as the browser states them. */
  version: string;
  send(command: Command, parameters: object): Promise<unknown>;
  /** Ends the browser as its driver does; what is left is for `Programs`. */
  close(): Promise<void>;
}

interface Begun {
  sessionId: string;
  capabilities: { browserName: string; browserVersion: string };
}

const versionOf = ({ capabilities }: Begun): string => `${capabilities.browserName} ${capabilities.browserVersion}`;

/** Ms that a page may take to load, a script to end. */
const TIMEOUTS = { timeouts: { pageLoad: 30_000, script: 30_000 } };

/** To a driver that listens at `url`. */
export const overHttp = async (url: string, capabilities: object): Promise<Wire> => {
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${url}/session${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
    const { value } = (await answer.json()) as { value: { error?: string; message?: string } | null };
    if (!answer.ok) throw new Error(`${path}: ${value?.error}: ${value?.message}`);
    return value;
  };
  const begun = (await ask('POST', '', { capabilities: { alwaysMatch: { ...TIMEOUTS, ...capabilities } } })) as Begun;
  return {
    version: versionOf(begun),
    send: (command, parameters) => ask('POST', `/${begun.sessionId}/${COMMANDS[command][0]}`, parameters),
    close: async () => void (await ask('DELETE', `/${begun.sessionId}`)),
  };
};

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Messages are JSON with their length in bytes before them: `[0, id, name, parameters]` and `[1, id, error, result]`. */
export const overMarionette = async (port: number): Promise<Wire> => {
  const socket = createConnection(port, '127.0.0.1');
  const waiting = new Map<number, Waiting>();
  let received = Buffer.alloc(0);
  socket.on('data', (data) => {
    received = Buffer.concat([received, data]);
    for (;;) {
      const colon = received.indexOf(':');
      const end = colon + 1 + Number(received.subarray(0, Math.max(colon, 0)));
      if (colon < 0 || received.length < end) return;
      const message: unknown = JSON.parse(String(received.subarray(colon + 1, end)));
      received = received.subarray(end);
      // The first one is a greeting.
      if (!Array.isArray(message)) continue;
      const [, id, error, result] = message as [1, number, { error: string; message: string } | null, unknown];
      if (error) waiting.get(id)?.reject(new Error(`${error.error}: ${error.message}`));
      else waiting.get(id)?.resolve(result);
      waiting.delete(id);
    }
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox hung up'));
  });
  await once(socket, 'connect');
  let last = 0;
  const ask = (name: string, parameters: object): Promise<unknown> => {
    const message = JSON.stringify([0, ++last, name, parameters]);
    socket.write(`${Buffer.byteLength(message)}:${message}`);
    return new Promise((resolve, reject) => waiting.set(last, { resolve, reject }));
  };
  const begun = (await ask('WebDriver:NewSession', TIMEOUTS)) as Begun;
  return {
    version: versionOf(begun),
    async send(command, parameters) {
      const result = await ask(COMMANDS[command][1], parameters);
      return (result as { value?: unknown } | null)?.value;
    },
    close: async () => void (await ask('Marionette:Quit', { flags: ['eForceQuit'] })),
  };
};
