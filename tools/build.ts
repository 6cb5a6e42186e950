import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build as esbuild } from 'esbuild';
import { buildDashboard } from './build/dashboard.ts';
import { FILES_TYPES, filesModule, type Source } from './build/files.ts';
import { builtFrom, MARK_FILE, sourcesFingerprint } from './build/fingerprint.ts';
import { demoFiles, docsFiles } from './build/pages.ts';
import { buildWidget, CHUNK_PATH } from './build/widget.ts';
import { DIST, ROOT, WORKER_BUNDLE } from './paths.ts';
import { giveUp } from './refusal.ts';

/** `node tools/build.ts`: builds all. With `--if-needed` only where sources differ from what was built. */

/** Whole or not at all: who reads `dist` meanwhile sees the old file or the new one. */
const writeWhole = (file: string, content: string | Uint8Array): void => {
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, content);
  renameSync(part, file);
};

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;

const bundleWorker = async (): Promise<Uint8Array> => {
  const { outputFiles } = await esbuild({
    entryPoints: [`${ROOT}/worker/index.ts`],
    outfile: WORKER_BUNDLE,
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['browser', 'module', 'main'],
    conditions: ['workerd', 'worker', 'browser', 'import'],
    target: 'es2024',
    external: ['cloudflare:*', 'node:*'],
    minifySyntax: true,
    keepNames: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  const [bundle] = outputFiles;
  if (!bundle) throw new Error('the worker was not bundled');
  return bundle.contents;
};

export const buildAll = async (): Promise<void> => {
  const fingerprint = sourcesFingerprint();
  mkdirSync(DIST, { recursive: true });
  writeWhole(`${DIST}/files.d.ts`, FILES_TYPES);

  const widget = await buildWidget();
  const sources: Source[] = [
    ...(widget ? [{ path: '/core.js', content: widget.core, template: true as const }] : []),
    ...(widget?.chunks ?? []).map(({ name, code }) => ({ path: CHUNK_PATH + name, content: code, immutable: true as const })),
    ...(await buildDashboard()),
    ...docsFiles(),
    ...demoFiles(),
  ];
  const files = await filesModule(sources);
  writeWhole(`${DIST}/files.js`, files);
  const forms = widget?.forms.map(({ name }) => CHUNK_PATH + name) ?? [];
  writeWhole(`${DIST}/forms.json`, `${JSON.stringify(forms)}\n`);

  const worker = await bundleWorker();
  writeWhole(WORKER_BUNDLE, worker);
  writeWhole(MARK_FILE, `${fingerprint}\n`);

  for (const { path, content } of sources.sort((a, b) => a.path.localeCompare(b.path))) {
    const bytes = Buffer.from(content);
    console.log(`${path.padEnd(40)} ${kilobytes(bytes.length).padStart(10)}  brotli ${kilobytes(brotliCompressSync(bytes).length)}`);
  }
  console.log(`${'worker with all of these'.padEnd(40)} ${kilobytes(worker.length).padStart(10)}  gzip ${kilobytes(gzipSync(worker).length)}`);
};

export const buildIfNeeded = async (): Promise<void> => {
  if (builtFrom() !== sourcesFingerprint()) await buildAll();
};

if (import.meta.main) {
  await (process.argv.includes('--if-needed') ? buildIfNeeded() : buildAll()).catch(giveUp);
}
