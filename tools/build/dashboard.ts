import { build, type Rolldown } from 'vite';
import { LANGUAGES } from '../../shared/settings.ts';
import { ROOT } from '../paths.ts';
import type { Source } from './files.ts';

/** Where the dashboard is served. */
const BASE = '/app/';

/** What a browser fetches before the overview can be painted, by path: scripts and styles. */
export interface FirstPage {
  always: string[];
  /** A reader loads the words of one language. */
  oneOf: string[][];
}

type Output = Rolldown.RolldownOutput['output'][number];
type Chunk = Extract<Output, { type: 'chunk' }>;

const firstPageOf = (outputs: readonly Output[], root: string): FirstPage => {
  const chunks = outputs.filter((file) => file.type === 'chunk');
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const chunkWith = (file: string): Chunk => {
    const chunk = chunks.find(({ moduleIds }) => moduleIds.includes(`${root}/${file}`));
    if (!chunk) throw new Error(`No chunk has dashboard/${file} in it`);
    return chunk;
  };
  /** With all that they import at once, and its styles. */
  const fetchedFor = (wanted: readonly Chunk[]): string[] => {
    const found = new Set<Chunk>();
    const take = (chunk: Chunk | undefined): void => {
      if (!chunk || found.has(chunk)) return;
      found.add(chunk);
      for (const name of chunk.imports) take(byName.get(name));
    };
    wanted.forEach(take);
    const styles = [...found].flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
    return [...new Set([...[...found].map(({ fileName }) => fileName), ...styles])].map((name) => BASE + name);
  };
  const always = fetchedFor([chunkWith('main.tsx'), chunkWith('overview/index.tsx')]);
  const oneOf = LANGUAGES.map((language) =>
    fetchedFor([chunkWith(`words/${language}.ts`), chunkWith(`overview/words/${language}.ts`)]).filter(
      (path) => !always.includes(path),
    ),
  );
  return { always, oneOf };
};

export const buildDashboard = async (): Promise<{ files: Source[]; firstPage: FirstPage }> => {
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
  const outputs = (Array.isArray(result) ? result : [result as Rolldown.RolldownOutput]).flatMap(
    ({ output }) => output,
  );
  const files = outputs.map((file) => ({
    path: BASE + file.fileName,
    content: file.type === 'chunk' ? file.code : file.source,
    ...(file.fileName.startsWith('assets/') && { immutable: true as const }),
  }));
  return { files, firstPage: firstPageOf(outputs, root) };
};
