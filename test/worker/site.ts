import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import type { ContactRequest } from '../../shared/contacts.ts';
import type { HitsBatch } from '../../shared/hits.ts';
import { type ReportAnswer, ReportQuery } from '../../shared/report.ts';
import { DEFAULT_SETTINGS, type SiteSettings } from '../../shared/settings.ts';
import type { Env } from '../../worker/env.ts';
import type { PageRequest, Site } from '../../worker/site/site.ts';

/**
 * A site of its own for one test, spoken to as the routes do. Contacts come out of nowhere here, as no person's do: they are
 * judged in spam.test.ts alone.
 */

let made = 0;

const bindings = env as unknown as Env;

export interface TestSite {
  stub: DurableObjectStub<Site>;
  hits(batch: HitsBatch, request?: Partial<PageRequest>): ReturnType<DurableObjectStub<Site>['hits']>;
  contact(request: ContactRequest, from?: Partial<PageRequest>): ReturnType<DurableObjectStub<Site>['contact']>;
  report(query: Record<string, string | string[]> & { from: string; to: string }): Promise<ReportAnswer>;
  /** Rows of a query, straight from the object's own database. */
  rows<T>(sql: string): Promise<T[]>;
}

/** Each request from an address of its own, so that no test meets the rate limit unawares. */
const requestOf = (stated: Partial<PageRequest> = {}, sentAt = Date.now()): PageRequest => ({
  receivedAt: sentAt,
  address: `10.${(made >> 16) & 255}.${(made >> 8) & 255}.${made++ & 255}`,
  origin: 'https://whichhalf.test',
  client: { device: 'desktop', country: 'UA' },
  ...stated,
});

export const newSite = async (settings: Partial<SiteSettings> = {}): Promise<TestSite> => {
  const key = `test-site-${(made += 1)}-${crypto.randomUUID()}`;
  const stub = bindings.SITE.getByName(key);
  await stub.create(key, {
    ...DEFAULT_SETTINGS,
    name: 'Test',
    hosts: ['example.com'],
    spam: { quarantine: false },
    ...settings,
  });
  return {
    stub,
    hits: (batch, request) => stub.hits(JSON.stringify(batch), requestOf(request, batch.sentAt)),
    contact: (body, request) => stub.contact(JSON.stringify(body), requestOf(request, body.sentAt)),
    report: async (query) =>
      JSON.parse(await stub.report({ ...v.parse(ReportQuery, query), from: query.from, to: query.to })) as ReportAnswer,
    rows: <T>(sql: string) => runInDurableObject(stub, (_, state) => state.storage.sql.exec(sql).toArray() as T[]),
  };
};

/** An id whose moment is `time` (ms since 1970) and whose rest is made from a number. */
export const idAt = (time: number, rest: number): string =>
  time.toString(36).padStart(8, '0') + rest.toString(36).padStart(12, '0');
