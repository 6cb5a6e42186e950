import { createServer } from 'node:http';
import { hangUp, listen } from '../flows/listen.ts';

/** A company's site: each page stands on a host of its own, so that no browser remembers anything there. */

export interface ShopPage {
  /** In <body>, after a heading. */
  body?: string;
  /** In <head>, after what watches the page and before the tag. */
  head?: string;
  /** The script tag. */
  tag?: string;
  headers?: Record<string, string>;
}

export interface Shop {
  /** Its address; a query may be added. */
  open(page: ShopPage): string;
  /** What its own forms have posted: bodies, as they came. */
  orders: URLSearchParams[];
  close(): Promise<void>;
}

/** What a policy must allow for `watched` to be kept. */
export const NONCE = 'watching';

declare global {
  interface Window {
    watched: { errors: string[]; violations: string[] };
  }
}

/** Whatever goes wrong in the page, from its first moment on. */
const WATCH = `<script nonce="${NONCE}">
  window.watched = { errors: [], violations: [] };
  addEventListener('error', ({ message }) => watched.errors.push(message));
  addEventListener('unhandledrejection', ({ reason }) => watched.errors.push('unhandled: ' + reason));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => watched.violations.push(violatedDirective + ' ' + blockedURI));
  for (const level of ['error', 'warn']) console[level] = (...said) => watched.errors.push(said.join(' '));
</script>`;

export const openShop = async (): Promise<Shop> => {
  const pages: ShopPage[] = [];
  const orders: URLSearchParams[] = [];
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += chunk;
      orders.push(new URLSearchParams(body));
      // What thanks has no tag.
      return void response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(`<!doctype html><title>Дякуємо</title><link rel="icon" href="data:,">${WATCH}`);
    }
    const found = pages[Number(/^v(\d+)\./.exec(request.headers.host as string)?.[1])];
    if (!found) return void response.writeHead(404).end();
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...found.headers })
      .end(
        `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Вікна</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">${WATCH}${found.head ?? ''}${found.tag ?? ''}</head><body><main><h1>Вікна</h1>${found.body ?? ''}</main></body></html>`,
      );
  });
  const port = await listen(server);
  return {
    orders,
    open: (page) => `http://v${pages.push(page) - 1}.localhost:${port}/`,
    close: () => hangUp(server),
  };
};
