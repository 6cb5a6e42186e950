import { DEMO_FORMS } from './demoForms.ts';
import { readIfThere, writePrivate } from './folder.ts';
import { Refusal } from './refusal.ts';
import type { Server } from './server.ts';

/** What the first start makes, so that there is something to look at: an account, its admin token, a demo site. */
export interface Demo {
  account: string;
  site: string;
  /** Only when it was made just now: it is printed once. */
  token?: string;
}

/** Who comes by an ad sees a number of the pool in place of the one on the demo's pages; nobody answers either. */
const DEMO_NUMBERS = {
  lines: [{ id: 'shop', number: '+380440001234' }],
  pools: [{ id: 'ads', holdMinutes: 10, coolDownMinutes: 10, whenEmpty: 'own' }],
  rules: [
    { line: 'shop', when: [{ parameter: 'utm_medium', is: 'cpc' }], show: { pool: 'ads' } },
    { line: 'shop', when: [{ parameter: 'utm_medium', is: 'paid*' }], show: { pool: 'ads' } },
  ],
};
const DEMO_POOL = ['+380440002001', '+380440002002', '+380440002003', '+380440002004', '+380440002005'];

export const tokenFile = (data: string): string => `${data}/admin-token`;

const ask = async <Answer>(method: 'POST' | 'PATCH', url: string, token: string, body: object): Promise<Answer> => {
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.text();
  if (!response.ok) {
    throw new Refusal(
      `The first set-up failed: ${method} ${new URL(url).pathname} answered ${response.status} ${answer}`,
    );
  }
  return JSON.parse(answer) as Answer;
};

/** Makes what is missing; each step is kept as soon as it is done, so that a start cut short goes on from there. */
export const prepareDemo = async ({ url, data, secrets }: Server): Promise<Demo> => {
  const file = `${data}/state.json`;
  const state = JSON.parse(readIfThere(file) ?? '{}') as { account?: string; site?: string };
  const keep = (): void => writePrivate(file, `${JSON.stringify(state, null, 2)}\n`);
  let { account, site } = state;
  let fresh: string | undefined;
  if (!account) {
    const made = await ask<{ account: string; token: string }>('POST', `${url}/v1/accounts`, secrets.OPERATOR_TOKEN, {
      name: 'My company',
    });
    // The token first: an account whose token nobody has is of no use.
    writePrivate(tokenFile(data), `${made.token}\n`);
    fresh = made.token;
    account = state.account = made.account;
    keep();
  }
  if (!site) {
    const token = readIfThere(tokenFile(data))?.trim();
    if (!token)
      throw new Refusal(
        `The admin token is missing from ${tokenFile(data)}: put it back, or start on an empty folder.`,
      );
    const made = await ask<{ site: string }>('POST', `${url}/v1/sites`, token, {
      name: 'Demo shop',
      hosts: ['localhost', '127.0.0.1'],
    });
    site = state.site = made.site;
    keep();
    // Its policy stands among its own pages, whose address is known only now.
    await ask('PATCH', `${url}/v1/sites/${site}`, token, {
      policyUrl: `${url}/demo/${site}/privacy.html`,
      numbers: DEMO_NUMBERS,
      ...DEMO_FORMS,
    });
    await ask('POST', `${url}/v1/sites/${site}/numbers`, token, {
      numbers: DEMO_POOL.map((number) => ({ number, pool: 'ads' })),
    });
  }
  return { account, site, ...(fresh && { token: fresh }) };
};
