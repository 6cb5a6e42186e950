import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import files from '../../../dist/files.js';
import type { HitsAnswer, HitsBatch } from '../../../shared/hits.ts';
import type { WidgetLine, WidgetNumbers } from '../../../shared/numbers.ts';
import type { WidgetSettings } from '../../../shared/settings.ts';
import { SETTINGS_MARK } from '../../../tools/build/widget.ts';

/** A customer's site and the worker that its pages talk to: what they serve and what the worker answers is told here. */

const SITE = 'swapping';
/** Ms between the pieces of a page: long enough for a browser to read each for itself. */
const PAUSE = 5;
const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** What Chromium is to be launched with so that it finds both, and nothing else in the world. */
export const ONLY_SHOP = '--host-resolver-rules=MAP *.test 127.0.0.1,MAP * ~NOTFOUND';

export const SALES: WidgetLine = { id: 'sales', number: '+380441234567', code: '380', trunk: '0' };

/** Every visit sees a static number in place of the line's. */
export const showing = (number: string, line = SALES): WidgetNumbers => ({
  lines: [line],
  rules: [{ line: line.id, when: [], show: { number } }],
  keep: [],
});

/** Every visit asks for a number of a pool in place of the line's. */
export const leasing = (line = SALES): WidgetNumbers => ({
  lines: [line],
  rules: [{ line: line.id, when: [], show: { pool: 'pool' } }],
  keep: [],
});

/** A page, with the icon that a browser would ask for. */
export const pageOf = (body: string, head = ''): string =>
  `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;

export class Shop {
  /** By path: HTML, or what the path's ending says; pieces come one after another. */
  pages = new Map<string, string | string[]>();
  /** Folders by the path that their files are served below: `/creative` → `/…/dist`. */
  folders = new Map<string, string>();
  numbers: WidgetNumbers | undefined;
  consent: WidgetSettings['consent'] = 'notNeeded';
  /** What comes to the worker, and when. */
  batches: HitsBatch[] = [];
  asked: string[] = [];
  /** Of an answer to hits: what it says of numbers. */
  answer: (batch: HitsBatch) => Pick<HitsAnswer, 'numbers' | 'hold'> = () => ({});
  #mayServeScript: Promise<void> = Promise.resolve();
  readonly #watchers = new Set<() => void>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** As new, for the next test. */
  clear(): void {
    this.pages.clear();
    this.folders.clear();
    this.numbers = undefined;
    this.consent = 'notNeeded';
    this.batches = [];
    this.asked = [];
    this.answer = () => ({});
    this.#mayServeScript = Promise.resolve();
    this.#watchers.clear();
  }

  url(path: string): string {
    return `http://www.shop.test:${this.#port}${path}`;
  }

  /** The script's address: another origin, as with most customers. */
  get script(): string {
    return `http://stats.test:${this.#port}/w/${SITE}.js`;
  }

  /** The tag that an owner pastes. */
  tag(attributes = 'async'): string {
    return `<script ${attributes} src="${this.script}"></script>`;
  }

  /** Keeps the script back; what it returns lets it go. */
  holdScript(): () => void {
    let release = (): void => {};
    this.#mayServeScript = new Promise((resolve) => {
      release = resolve;
    });
    return () => release();
  }

  /** Resolves as soon as what came in satisfies the condition. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const watch = () => {
        if (!condition()) return;
        this.#watchers.delete(watch);
        resolve();
      };
      this.#watchers.add(watch);
      watch();
    });
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url as string, 'http://x');
    this.asked.push(pathname);
    response.setHeader('access-control-allow-origin', '*');
    if (pathname === `/w/${SITE}/hits`) await this.#takeHits(request, response);
    else if (pathname === `/w/${SITE}.js`) {
      await this.#mayServeScript;
      response.setHeader('content-type', 'text/javascript; charset=utf-8');
      response.setHeader('cache-control', 'public, max-age=300');
      response.end(this.#core());
    } else if (pathname.startsWith('/f/')) {
      response.setHeader('content-type', 'text/javascript; charset=utf-8');
      response.end(gunzipSync(Buffer.from(files[pathname]?.gzip ?? '', 'base64')));
    } else await this.#servePage(pathname, response);
    for (const watch of this.#watchers) watch();
  }

  #core(): string {
    const settings: WidgetSettings = {
      site: SITE,
      consent: this.consent,
      ignoredReferrers: [],
      language: 'auto',
      color: '#1a56db',
      forms: [],
      ...(this.numbers && { numbers: this.numbers }),
    };
    const built = files[this.numbers ? '/core-numbers.js' : '/core.js'];
    if (!built) throw new Error('the script was not built');
    return built.body.replace(SETTINGS_MARK, () => JSON.stringify(settings));
  }

  async #takeHits(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    const batch = JSON.parse(body) as HitsBatch;
    this.batches.push(batch);
    const answer: HitsAnswer = { accepted: batch.hits.length, refused: [], ...this.answer(batch) };
    response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  async #servePage(pathname: string, response: ServerResponse): Promise<void> {
    const page = this.pages.get(pathname);
    if (page !== undefined) {
      response.writeHead(200, { 'content-type': TYPES[extname(pathname)] ?? TYPES['.html'] });
      for (const piece of [page].flat()) {
        response.write(piece);
        if (page !== piece) await setTimeout(PAUSE);
      }
      response.end();
      return;
    }
    for (const [prefix, folder] of this.folders) {
      if (!pathname.startsWith(`${prefix}/`)) continue;
      try {
        const content = readFileSync(join(folder, pathname.slice(prefix.length)));
        response
          .writeHead(200, { 'content-type': TYPES[extname(pathname)] ?? 'application/octet-stream' })
          .end(content);
        return;
      } catch {
        // A template may name a file that its package does not hold.
      }
    }
    response.writeHead(404).end();
  }
}
