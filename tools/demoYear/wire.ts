import { Agent, request } from 'node:http';

/** HTTP over few connections that stay open: tens of thousands of requests go through it. */

export interface Answer {
  status: number;
  text: string;
  cookie: string;
}

export interface Asking {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Requests under way at a time. */
const LANES = 24;

export interface Wire {
  ask(asking: Asking): Promise<Answer>;
  close(): void;
}

export const openWire = (url: string): Wire => {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: LANES });
  return {
    ask: ({ method, path, headers = {}, body }) =>
      new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
        const asked = request(
          { agent, hostname, port, method, path, headers: { ...headers, ...length } },
          (response) => {
            let text = '';
            response.setEncoding('utf8');
            response.on('data', (part: string) => {
              text += part;
            });
            response.on('end', () =>
              resolve({
                status: response.statusCode ?? 0,
                text,
                cookie: response.headers['set-cookie']?.map((cookie) => cookie.split(';')[0]).join('; ') ?? '',
              }),
            );
          },
        );
        asked.on('error', reject);
        asked.end(body);
      }),
    close: () => agent.destroy(),
  };
};

/** Does something with each, several at a time, beginning in their order. */
export const each = async <T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> => {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < all.length) {
      const one = all[next] as T;
      next += 1;
      await work(one);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
};
