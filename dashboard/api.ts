import { hc } from 'hono/client';
import type { Session } from '../shared/people.ts';
import type { SiteSettings } from '../shared/settings.ts';
import type { SpendAnswer, Vat } from '../shared/spend.ts';
import type { App } from '../worker/app.ts';
import type { Problem } from '../worker/problem.ts';

/** The one door to the API. What can be expected to go wrong is a value, not an exception. */

export type FailureKind = 'offline' | 'unauthorized' | 'forbidden' | 'notFound' | 'tooMany' | 'invalid' | 'broken';

export interface Failure {
  kind: FailureKind;
  /** The server's own words. */
  detail?: string;
  errors?: { field: string; detail: string }[];
}

export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export interface SiteEntry {
  site: string;
  name: string;
}

export interface SiteDetails {
  site: string;
  /** All of them for those who may see figures; for others what stands here as required. */
  settings: Pick<SiteSettings, 'name' | 'timeZone' | 'currency' | 'country' | 'leads'> & Partial<SiteSettings>;
  /** The script tag, for those who may see figures. */
  snippet?: string;
}

export interface SpendOptions {
  dryRun: boolean;
  /** Remove what the file no longer has. */
  replace: boolean;
  /** Units of the site's currency for one of the file's; '' where they are the same, or the site's rates tell. */
  rate: string;
  /** For files that do not say: the currency they are in, and whether their costs hold value added tax; '' as it is. */
  currency: string;
  vat: Vat | '';
}

const KINDS: Record<number, FailureKind> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  422: 'invalid',
  413: 'invalid',
  429: 'tooMany',
};

const failureOf = async (response: Response): Promise<Failure> => {
  const kind = KINDS[response.status] ?? 'broken';
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
  if (!isProblem) return { kind };
  const { title, detail, errors } = (await response.json()) as Problem;
  return { kind, detail: detail ?? title, ...(errors && { errors }) };
};

/** An answer as a result; `AbortError` goes on as it is, since whoever aborted does not wait for an answer. */
export const settle = async <T>(
  asked: Promise<Response>,
  read: (response: Response) => Promise<T>,
): Promise<Result<T>> => {
  try {
    const response = await asked;
    return response.ok ? { ok: true, value: await read(response) } : { ok: false, failure: await failureOf(response) };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    return { ok: false, failure: { kind: 'offline' } };
  }
};

export const json = <T>(response: Response): Promise<T> => response.json() as Promise<T>;

/** The API's own typed client. Who asks is told by the session's cookie, which no script can read. */
export const client = hc<App>('/').v1;
export type Client = typeof client;

export const askSession = (): Promise<Result<Session>> => settle(client.session.$get(), json<Session>);
export const signIn = (opening: { token: string } | { invitation: string }): Promise<Result<Session>> =>
  settle(client.session.$post({ json: opening }), json<Session>);
export const signOut = (): Promise<Result<null>> => settle(client.session.$delete(), async () => null);

export const askSites = (): Promise<Result<SiteEntry[]>> =>
  settle(client.sites.$get(), async (response) => (await json<{ sites: SiteEntry[] }>(response)).sites);
export const askSite = (key: string, signal: AbortSignal): Promise<Result<SiteDetails>> =>
  settle(client.sites[':site'].$get({ param: { site: key } }, { init: { signal } }), json<SiteDetails>);

const site = client.sites[':site'];

/** What uploads ask. */
export const api = {
  /** An ad system's export, byte for byte: the server tells its encoding and whose it is. */
  spend: (
    key: string,
    file: File,
    { dryRun, replace, rate, currency, vat }: SpendOptions,
  ): Promise<Result<SpendAnswer>> => {
    const query = {
      ...(dryRun && { dryRun: '1' as const }),
      ...(replace && { replace: '1' as const }),
      ...(rate && { rate }),
      ...(currency && { currency }),
      ...(vat && { vat }),
      ...(file.name && { file: file.name.slice(0, 200) }),
    };
    const headers = { 'content-type': 'application/octet-stream' };
    return settle(
      site.spend.$post({ param: { site: key }, query }, { headers, init: { body: file } }),
      json<SpendAnswer>,
    );
  },
};

export type Api = typeof api;
