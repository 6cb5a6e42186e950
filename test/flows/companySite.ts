import { createServer, type Server } from 'node:http';
import { hangUp, listen } from './listen.ts';

/** A small company's own site, on a server of its own: it knows nothing of Whichhalf but the script tag it was given. */

export interface CompanySite {
  /** `http://localhost:PORT` */
  origin: string;
  /** Pages carry this from now on. */
  paste(snippet: string): void;
  close(): Promise<void>;
}

const LINKS = '<nav><a href="/">Головна</a> <a href="/about">Про нас</a> <a href="/contact">Контакти</a></nav>';

const page = (title: string, head: string, body: string): string =>
  `<!doctype html><html lang="uk"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><link rel="icon" href="data:,">${head}</head><body><h1>${title}</h1>${body}</body></html>`;

/** The number that stands on the company's page. */
export const OWN_NUMBER = '+380442300000';
const TELEPHONE = `<p>Телефонуйте: <a id="telephone" href="tel:${OWN_NUMBER}">(044) 230-00-00</a></p>`;

/** Changes address and content without loading a page; the form's place comes and goes with its screen. */
const SINGLE_PAGE = `<div id="screen"></div><script>
  const screens = {
    '/app': 'Підбір вікна',
    '/app/windows': 'Які вікна вам потрібні?',
    '/app/order': '<div data-whichhalf="lead"></div>',
  };
  const draw = () => { document.getElementById('screen').innerHTML = screens[location.pathname]; };
  for (const path of Object.keys(screens)) {
    const button = document.createElement('button');
    button.dataset.goes = path;
    button.textContent = path;
    button.onclick = () => { history.pushState(null, '', path); draw(); };
    document.body.prepend(button);
  }
  addEventListener('popstate', draw);
  draw();
</script>`;

export const openCompanySite = async (): Promise<CompanySite> => {
  let head = '';
  const pages: Record<string, () => string> = {
    '/': () => page('Вікна', head, LINKS),
    '/about': () => page('Про нас', head, LINKS),
    '/contact': () => page('Контакти', head, `<div data-whichhalf="lead"></div>${LINKS}`),
    '/telephone': () => page('Телефон', head, TELEPHONE),
    '/app': () => page('Підбір', head, SINGLE_PAGE),
    // Same origin, no script: from here a test may look at what the browser keeps without anything being counted.
    '/plain': () => page('Без нічого', '', ''),
  };
  const server: Server = createServer((request, response) => {
    const found = pages[new URL(request.url as string, 'http://localhost').pathname];
    response.writeHead(found ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(found?.() ?? '');
  });
  const port = await listen(server);
  return {
    origin: `http://localhost:${port}`,
    paste: (snippet) => {
      head = snippet;
    },
    close: () => hangUp(server),
  };
};

/** The script tag as the site's owner is told to paste it. */
export const snippetOf = (server: string, site: string): string =>
  `<script async src="${server}/w/${site}.js"></script>`;
