import { build as esbuild } from 'esbuild';

/** A worker and all it imports as one ES module: the product's own, or the benchmark's around it. */
export const bundleWorker = async (entry: string): Promise<Uint8Array> => {
  const { outputFiles } = await esbuild({
    entryPoints: [entry],
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
