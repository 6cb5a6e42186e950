import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Pages that nobody here wrote, with the telephone numbers that stand on them. */

const require = createRequire(import.meta.url);
const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));

export interface Template {
  name: string;
  /** Its files, the page's own among them. */
  folder: string;
  /** Path of the page in it. */
  path: string;
  html: string;
  /** The ten digits that are taken for the company's number. */
  digits: string;
  /** In how many texts and attributes they stand, as counted by eye. */
  places: number;
}

const page = (name: string, path: string, digits: string): Template => {
  const folder = folderOf(name);
  return {
    name: `${name} ${path}`,
    folder,
    path: `/${path}`,
    html: readFileSync(join(folder, path), 'utf8'),
    digits,
    places: 1,
  };
};

/** A page rendered by its author's code out of its author's sample. */
const rendered = (name: string, sample: string, digits: string, places: number): Template => {
  const { render } = require(name) as { render(resume: unknown): string };
  return {
    name,
    folder: folderOf(name),
    path: '/resume.html',
    html: render(require(`${name}/${sample}`)),
    digits,
    places,
  };
};

export const TEMPLATES: readonly Template[] = [
  // `(555) 892-9403` within a sentence; the form beside it has another number for a placeholder.
  page('startbootstrap-modern-business', 'dist/contact.html', '5558929403'),
  // `(317) 585-8468` in a line with house number and ZIP code.
  page('startbootstrap-resume', 'dist/index.html', '3175858468'),
  // `+1 (555) 902-8832`.
  page('startbootstrap-grayscale', 'dist/index.html', '5559028832'),
  // `408-341-0600`, deep in tables.
  page('foundation-emails', '.templates/hero.html', '4083410600'),
  // `(408)-555-0123` as the text of a link that leads elsewhere.
  page('foundation-emails', '.templates/welcome.html', '4085550123'),
  // `800.555.1923`.
  page('foundation-emails', '.templates/order.html', '8005551923'),
  // `tel:1-408-555-5555` under a text that states another number; neither html, head nor body.
  page('foundation-emails', 'test/visual/pages/anchor.html', '4085555555'),
  // `tel:(912) 555-4321` and its text.
  rendered('jsonresume-theme-stackoverflow', 'docs/sample.resume.json', '9125554321', 2),
];
