import { env, exports } from 'cloudflare:workers';
import { expect } from 'vitest';
import type { Env } from '../../worker/env.ts';
import type { Problem } from '../../worker/problem.ts';

/** Accounts, tokens and pages as the public routes see them: through the real worker. */

export const OPERATOR = 'whop_test';
export const bindings = env as unknown as Env;

const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

export const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  exports.default.fetch(new Request(`https://whichhalf.test${path}`, { redirect: 'manual', ...init }));

export const asked = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
  const answer = await ask(path, init);
  expect(answer.status).toBeLessThan(300);
  return answer.json();
};

export const bearing = (token: string, body?: unknown, method = body === undefined ? 'GET' : 'POST'): RequestInit => ({
  method,
  headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
  ...(body !== undefined && { body: JSON.stringify(body) }),
});

export const newAccount = (name = 'Company') =>
  asked<{ account: string; token: string }>('/v1/accounts', bearing(OPERATOR, { name }));

/** Contacts come out of nowhere here, as no person's do: they are judged in spam.test.ts alone. */
export const newSiteOf = async (token: string, settings: Record<string, unknown> = {}): Promise<string> =>
  (
    await asked<{ site: string }>(
      '/v1/sites',
      bearing(token, { name: 'Site', hosts: ['example.com'], spam: { quarantine: false }, ...settings }),
    )
  ).site;

export const newTokenOf = (token: string, ...scopes: string[]) =>
  asked<{ hash: string; token: string }>('/v1/tokens', bearing(token, { name: scopes.join(), scopes }));

let people = 0;

/** What a page of the site posts; from a browser and an address of its own unless it is told otherwise. */
export const fromPage = (body: unknown, headers: Record<string, string | null> = {}): RequestInit => {
  const given: Record<string, string | null> = {
    origin: 'https://example.com',
    'user-agent': BROWSER,
    'content-type': 'text/plain;charset=UTF-8',
    'cf-connecting-ip': `192.0.2.${(people += 1) & 255}`,
    ...headers,
  };
  return {
    method: 'POST',
    headers: Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== null)),
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
};

/** The problem an answer holds, with all that every problem must have. */
export const problemOf = async (answer: Response): Promise<Problem> => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = (await answer.json()) as Problem;
  expect(problem).toMatchObject({
    type: expect.stringMatching(/^urn:whichhalf:problem:[a-z-]+$/),
    title: expect.any(String),
    status: answer.status,
  });
  return problem;
};
