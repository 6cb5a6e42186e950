import { build, type Rolldown } from 'vite';
import { ROOT } from '../paths.ts';
import type { Source } from './files.ts';

/** Where the dashboard is served. */
const BASE = '/app/';

export const buildDashboard = async (): Promise<Source[]> => {
  const root = `${ROOT}/dashboard`;
  const result = await build({
    root,
    base: BASE,
    configFile: false,
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: { polyfill: false },
      // A file of its own even if small: the dashboard's content security policy takes no inline or data: content.
      assetsInlineLimit: 0,
      rolldownOptions: {
        output: { entryFileNames: 'assets/[name]-[hash].js', assetFileNames: 'assets/[name]-[hash][extname]' },
      },
    },
  });
  const outputs = Array.isArray(result) ? result : [result as Rolldown.RolldownOutput];
  return outputs
    .flatMap(({ output }) => output)
    .map((file) => ({
      path: BASE + file.fileName,
      content: file.type === 'chunk' ? file.code : file.source,
      ...(file.fileName.startsWith('assets/') && { immutable: true }),
    }));
};
