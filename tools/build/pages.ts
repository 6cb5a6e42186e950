import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { ROOT } from '../paths.ts';
import type { Source } from './files.ts';

const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** The readable API page: two files of ours, two of Swagger UI. */
export const docsFiles = (): Source[] =>
  [
    `${ROOT}/tools/build/docs/index.html`,
    `${ROOT}/tools/build/docs/show.js`,
    `${swagger}/swagger-ui.css`,
    `${swagger}/swagger-ui-bundle.js`,
  ].map((file) => ({ path: `/docs/${basename(file)}`, content: readFileSync(file) }));

/** The page in which the dashboard shows a form that is not saved yet. `script` is its script's address. */
export const previewFiles = (script: string): Source[] => {
  const folder = `${ROOT}/widget/preview`;
  return [
    {
      path: '/preview/index.html',
      content: readFileSync(`${folder}/index.html`, 'utf8').replace('__SCRIPT__', script),
    },
    { path: '/preview/preview.css', content: readFileSync(`${folder}/preview.css`) },
  ];
};

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
