import { fileURLToPath } from 'node:url';

/** Absolute paths of the project's folders and of what the build makes. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
export const DIST = `${ROOT}/dist`;
export const WORKER_BUNDLE = `${DIST}/worker.js`;
