import Papa from 'papaparse';
import type * as v from 'valibot';
import type { CallsAnswer, HooksAnswer } from '../../shared/calls.ts';
import type { LeadsAnswer } from '../../shared/leadStory.ts';
import type { NumberRow, ProviderName } from '../../shared/numbers.ts';
import type { ReportAnswer } from '../../shared/report.ts';
import type { NewSite, SiteSettings } from '../../shared/settings.ts';
import type { SpendAnswer } from '../../shared/spend.ts';

/** What a site's owner and a marketer do, over the public API and nothing else. */

/** An answer that is not a success. */
export interface Refusal {
  status: number;
  title: string;
  errors?: { field: string; detail: string }[];
}

export type Query = Record<string, string>;

export interface Owner {
  site: string;
  /** Opens all of the account. */
  token: string;
  /** Spend: an ad system's own file, or `{ origin, rows }`. */
  upload(spend: Uint8Array | object, query?: Query): Promise<SpendAnswer>;
  /** The same where it is meant to be refused. */
  refusedUpload(spend: Uint8Array | object, query?: Query): Promise<Refusal>;
  report(query: Query): Promise<ReportAnswer>;
  /** The CSV's rows by the names of its columns. */
  csv(query: Query): Promise<Record<string, string>[]>;
  leads(): Promise<LeadsAnswer['leads']>;
  change(settings: Partial<SiteSettings>): Promise<void>;
  addNumbers(numbers: v.InferInput<typeof NumberRow>[]): Promise<void>;
  /** The address to give to a telephony provider. */
  hook(provider: ProviderName): Promise<string>;
  /** The newest first, at most 200. */
  calls(): Promise<CallsAnswer['calls']>;
}

/** Makes an account and a site in it. */
export const openSite = async (
  { url, operatorToken }: { url: string; operatorToken: string },
  settings: v.InferOutput<typeof NewSite>,
): Promise<Owner> => {
  const call = (path: string, token: string, body?: object, method = 'POST'): Promise<Response> =>
    fetch(url + path, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body ? { method, body: JSON.stringify(body) } : {}),
    });
  const json = async <T>(answering: Promise<Response>): Promise<T> => {
    const answer = await answering;
    if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const { token } = await json<{ token: string }>(call('/v1/accounts', operatorToken, { name: 'Вікна' }));
  const { site } = await json<{ site: string }>(call('/v1/sites', token, settings));
  const path = `/v1/sites/${site}`;

  const send = (spend: Uint8Array | object, query: Query): Promise<Response> => {
    const isFile = spend instanceof Uint8Array;
    return fetch(`${url}${path}/spend?${new URLSearchParams(query)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': isFile ? 'text/csv' : 'application/json' },
      body: isFile ? new Uint8Array(spend) : JSON.stringify(spend),
    });
  };

  return {
    site,
    token,
    upload: (spend, query = {}) => json(send(spend, query)),
    async refusedUpload(spend, query = {}) {
      const answer = await send(spend, query);
      if (answer.ok) throw new Error(`was taken: ${await answer.text()}`);
      return (await answer.json()) as Refusal;
    },
    report: (query) => json(call(`${path}/report?${new URLSearchParams(query)}`, token)),
    async csv(query) {
      const answer = await call(`${path}/report.csv?${new URLSearchParams(query)}`, token);
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      const { data, errors } = Papa.parse<Record<string, string>>(await answer.text(), {
        header: true,
        skipEmptyLines: true,
      });
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
      return data;
    },
    leads: async () => (await json<LeadsAnswer>(call(`${path}/leads`, token))).leads,
    change: async (change) => void (await json(call(path, token, change, 'PATCH'))),
    addNumbers: async (numbers) => void (await json(call(`${path}/numbers`, token, { numbers }))),
    async hook(provider) {
      const { hooks } = await json<HooksAnswer>(call(`${path}/hooks`, token));
      const found = hooks.find((hook) => hook.provider === provider);
      if (!found) throw new Error(`there is no hook for ${provider}`);
      return found.url;
    },
    calls: async () => (await json<CallsAnswer>(call(`${path}/calls?limit=200`, token))).calls,
  };
};
