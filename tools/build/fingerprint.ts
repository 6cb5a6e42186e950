import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { DIST, ROOT } from '../paths.ts';

/** All that the build reads of ours. By content, not by time: a checkout of older sources must build again too. */
const SOURCES = ['shared', 'widget', 'worker', 'dashboard', 'demo', 'tools/build'];
const SINGLE = ['tools/build.ts', 'package-lock.json'];

const MARK = `${DIST}/built-from`;

export const sourcesFingerprint = (): string => {
  const files = SOURCES.filter((folder) => existsSync(`${ROOT}/${folder}`)).flatMap((folder) =>
    readdirSync(`${ROOT}/${folder}`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => `${entry.parentPath}/${entry.name}`),
  );
  const hash = createHash('sha256');
  for (const file of [...files.sort(), ...SINGLE.map((name) => `${ROOT}/${name}`)]) {
    const content = readFileSync(file);
    hash.update(`${file.slice(ROOT.length)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
};

/** What the present build was made from; '' where there is none. */
export const builtFrom = (): string =>
  existsSync(MARK) && existsSync(`${DIST}/worker.js`) ? readFileSync(MARK, 'utf8').trim() : '';

export const MARK_FILE = MARK;
