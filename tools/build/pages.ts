import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { ROOT } from '../paths.ts';
import type { Source } from './files.ts';

const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** What the readable API page needs besides its own few lines of HTML. */
export const docsFiles = (): Source[] =>
  ['swagger-ui.css', 'swagger-ui-bundle.js'].map((name) => ({
    path: `/docs/${name}`,
    content: readFileSync(`${swagger}/${name}`),
  }));

/** The demo pages: the worker writes the site's key into them. What they show besides is served as it is. */
export const demoFiles = (): Source[] => {
  const folder = `${ROOT}/demo`;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(ts|md)$/.test(entry.name))
    .map((entry) => {
      const file = `${entry.parentPath}/${entry.name}`;
      return {
        path: `/demo${file.slice(folder.length).replaceAll('\\', '/')}`,
        content: readFileSync(file),
        ...(entry.name.endsWith('.html') && { template: true }),
      };
    });
};
