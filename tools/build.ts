import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { buildDashboard } from './build/dashboard.ts';
import { type BuiltFiles, FILES_TYPES, filesModule, type Source } from './build/files.ts';
import { builtFrom, MARK_FILE, sourcesFingerprint } from './build/fingerprint.ts';
import { demoFiles, docsFiles, previewFiles } from './build/pages.ts';
import { buildWidget, CHUNK_PATH } from './build/widget.ts';
import { bundleWorker } from './build/worker.ts';
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

/** What was packed last time, by path: the best brotli takes seconds for what seldom changes. */
const packedBefore = async (): Promise<BuiltFiles> => {
  try {
    // The query keeps Node from answering with a module it read before.
    return ((await import(`${DIST}/files.js?${performance.now()}`)) as { default: BuiltFiles }).default;
  } catch {
    // Nothing was built yet.
    return {};
  }
};

export const buildAll = async (): Promise<void> => {
  const fingerprint = sourcesFingerprint();
  mkdirSync(DIST, { recursive: true });
  writeWhole(`${DIST}/files.d.ts`, FILES_TYPES);

  const widget = await buildWidget();
  const dashboard = await buildDashboard();
  const sources: Source[] = [
    { path: '/core.js', content: widget.core, template: true },
    { path: '/core-numbers.js', content: widget.coreNumbers, template: true },
    ...Object.entries(widget.signals).map(([name, content]) => ({
      path: `/${name}.js`,
      content,
      template: true as const,
    })),
    ...[...widget.chunks, widget.preview].map(({ name, code }) => ({
      path: CHUNK_PATH + name,
      content: code,
      immutable: true as const,
    })),
    ...dashboard.files,
    ...docsFiles(),
    ...demoFiles(),
    ...previewFiles(CHUNK_PATH + widget.preview.name),
  ];
  const files = await filesModule(sources, await packedBefore());
  writeWhole(`${DIST}/files.js`, files);
  writeWhole(`${DIST}/forms.json`, `${JSON.stringify(widget.forms)}\n`);
  writeWhole(`${DIST}/dashboard.json`, `${JSON.stringify(dashboard.firstPage)}\n`);

  const worker = await bundleWorker(`${ROOT}/worker/index.ts`);
  writeWhole(WORKER_BUNDLE, worker);
  writeWhole(MARK_FILE, `${fingerprint}\n`);

  for (const { path, content } of sources.sort((a, b) => a.path.localeCompare(b.path))) {
    const bytes = Buffer.from(content);
    console.log(
      `${path.padEnd(40)} ${kilobytes(bytes.length).padStart(10)}  brotli ${kilobytes(brotliCompressSync(bytes).length)}`,
    );
  }
  console.log(
    `${'worker with all of these'.padEnd(40)} ${kilobytes(worker.length).padStart(10)}  gzip ${kilobytes(gzipSync(worker).length)}`,
  );
};

export const buildIfNeeded = async (): Promise<void> => {
  if (builtFrom() !== sourcesFingerprint()) await buildAll();
};

if (import.meta.main) {
  await (process.argv.includes('--if-needed') ? buildIfNeeded() : buildAll()).catch(giveUp);
}
