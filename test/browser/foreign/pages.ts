import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Pages, styles and scripts that nobody here wrote, and that care for nobody else on the page. */

const require = createRequire(import.meta.url);
const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));

export interface ForeignPage {
  name: string;
  /** Its files. */
  folder: string;
  /** Its path among them. */
  path: string;
  html: string;
}

/** Where the owner wants the lead form: behind all that is there. */
const PLACE = '<div data-whichhalf="lead"></div>';
const withPlace = (html: string): string => {
  const end = html.toLowerCase().lastIndexOf('</body>');
  return end < 0 ? html + PLACE : html.slice(0, end) + PLACE + html.slice(end);
};

const page = (name: string, path: string): ForeignPage => {
  const folder = folderOf(name);
  return {
    name: `${name} ${path}`,
    folder,
    path: `/${path}`,
    html: withPlace(readFileSync(join(folder, path), 'utf8')),
  };
};

/** A page rendered by its author's code out of its author's sample. */
const rendered = (name: string, sample: string): ForeignPage => {
  const { render } = require(name) as { render(resume: unknown): string };
  return { name, folder: folderOf(name), path: '/page.html', html: withPlace(render(require(`${name}/${sample}`))) };
};

/** One element of most kinds, for what styles elements by their kind. */
const CONTENT = `<header><h1>Windows</h1><nav><a href="#one">One</a> <a href="#two">Two</a></nav></header>
<main><h2 id="one">One</h2><p>Windows for <b>offices</b> and <code>homes</code>, <a href="#two">made to measure</a>.</p>
<form><label>Town <input value="Kyiv"></label><select><option>Wood</option></select><textarea>Two of them</textarea>
<label><input type="checkbox" checked> Delivered</label><button type="button">Count</button></form>
<h2 id="two">Two</h2><ul><li>Wood</li><li>Glass</li></ul><table><tr><th>Size</th><td>1 m</td></tr></table>
<dialog>Sold out</dialog><blockquote>They are fine.</blockquote><hr><div>© Windows</div></main>`;

/** A page around a style sheet or a script. */
const around = (name: string, head: string, content = CONTENT + PLACE): ForeignPage => ({
  name,
  folder: folderOf(name),
  path: '/page.html',
  html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Windows</title><link rel="icon" href="data:,">${head}</head><body>${content}</body></html>`,
});

/** Its two screens are drawn by the router; the form's place is on one of them. */
export const ROUTED: ForeignPage = around(
  'page',
  '<script src="/page.js"></script>',
  `<nav><a href="/page.html">Home</a> <a href="/order">Order</a></nav><main></main><script>
    const draw = (html) => () => { document.querySelector('main').innerHTML = html; };
    page('/page.html', draw('<h1>Home</h1>'));
    page('/order', draw('<h1>Order</h1><div data-whichhalf="lead"></div>'));
    page();
  </script>`,
);

export const FOREIGN: readonly ForeignPage[] = [
  page('startbootstrap-modern-business', 'dist/index.html'),
  page('startbootstrap-resume', 'dist/index.html'),
  page('startbootstrap-grayscale', 'dist/index.html'),
  page('foundation-emails', '.templates/newsletter.html'),
  // Neither html, head, body nor doctype.
  page('foundation-emails', 'test/visual/pages/anchor.html'),
  rendered('jsonresume-theme-stackoverflow', 'docs/sample.resume.json'),
  // Styles every button, field, label and fieldset, with `!important` here and there.
  page('98.css', 'dist/index.html'),
  around('nes.css', '<link rel="stylesheet" href="/css/nes.css">'),
  around('water.css', '<link rel="stylesheet" href="/out/water.css">'),
  // `* { all: unset; display: revert }`
  around('the-new-css-reset', '<link rel="stylesheet" href="/css/reset.css">'),
  // Puts enumerable methods on the prototypes of Array, String, Number and Function, and an Array.from of its own.
  around('mootools', '<script>var exports = {};</script><script src="/lib/mootools-core-1.5.2-server.js"></script>'),
  // Whatever a prototype could have in a browser of any age.
  around('core-js-bundle', '<script src="/index.js"></script>'),
  // Promise, timers, listeners, observers and fetch are its own.
  around('zone.js', '<script src="/bundles/zone.umd.js"></script>'),
  // Takes every click on the document.
  around('page', '<script src="/page.js"></script><script>page("*", () => {}); page();</script>'),
];

/** A page that says nothing of how anything looks. */
export const PLAIN: ForeignPage = { ...around('page', '', PLACE), name: 'plain' };
