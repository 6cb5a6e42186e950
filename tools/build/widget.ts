import { existsSync } from 'node:fs';
import { build, type InlineConfig, type Rolldown } from 'vite';
import { ROOT } from '../paths.ts';
import { smallest } from './minify.ts';

/** Where the chunks are served; the names carry a hash of what is in them. */
export const CHUNK_PATH = '/f/';
/** What the worker puts the site's settings in place of. */
export const SETTINGS_MARK = '__WHICHHALF_SETTINGS__';

const CORE = `${ROOT}/widget/core/index.ts`;
/** The parts that core imports once they are needed, by the name core knows each file's address by. */
const LAZY = { __OUTBOX__: `${ROOT}/widget/core/outbox.ts`, __LAUNCHER__: `${ROOT}/widget/forms/launcher.ts` };

export interface Chunk {
  /** File name, hash included. */
  name: string;
  code: string;
  /** Names of the chunks it imports at once, and of those it imports when asked. */
  imports: string[];
  dynamicImports: string[];
}

export interface WidgetBuild {
  core: string;
  chunks: Chunk[];
  /** The chunks every visitor who asks for a form loads: the launcher and all it leads to. */
  forms: Chunk[];
}

/** What the plugin made small is printed once more at the end. */
const PRINT_TIGHT = { compress: false, mangle: false, codegen: { removeWhitespace: true } } as const;

/** Browsers of 2021 and later. */
const TARGET = 'es2021';

const common = {
  root: ROOT,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [smallest()],
} satisfies InlineConfig;

const onlyOutput = (result: Awaited<ReturnType<typeof build>>): Rolldown.OutputChunk[] => {
  const outputs = Array.isArray(result) ? result : [result as Rolldown.RolldownOutput];
  return outputs.flatMap(({ output }) => output).filter((file) => file.type === 'chunk');
};

const buildChunks = async (): Promise<Rolldown.OutputChunk[]> =>
  onlyOutput(
    await build({
      ...common,
      base: CHUNK_PATH,
      build: {
        write: false,
        target: TARGET,
        minify: false,
        // The page's own policies decide what else may be fetched: import what is needed, preload nothing.
        modulePreload: false,
        rolldownOptions: {
          input: { outbox: LAZY.__OUTBOX__, launcher: LAZY.__LAUNCHER__ },
          preserveEntrySignatures: 'strict',
          output: {
            format: 'es',
            minify: PRINT_TIGHT,
            entryFileNames: '[name]-[hash].js',
            chunkFileNames: '[name]-[hash].js',
          },
        },
      },
    }),
  );

const buildCore = async (define: Record<string, string>): Promise<string> => {
  const [chunk, ...rest] = onlyOutput(
    await build({
      ...common,
      define,
      build: {
        write: false,
        target: TARGET,
        minify: false,
        rolldownOptions: { input: CORE, output: { format: 'iife', minify: PRINT_TIGHT } },
      },
    }),
  );
  if (!chunk || rest.length > 0) throw new Error('core must be one classic script');
  const strays = chunk.moduleIds.filter((id) => id.includes('/preact/') || id.includes('/widget/forms/'));
  if (strays.length > 0) throw new Error(`core must not contain ${strays.join(', ')}`);
  const marks = chunk.code.split(SETTINGS_MARK).length - 1;
  if (marks !== 1) throw new Error(`core must name ${SETTINGS_MARK} once, it does ${marks} times`);
  return chunk.code.trim();
};

/** A chunk and all that it leads to. */
const closure = (start: Chunk, chunks: Chunk[]): Chunk[] => {
  const seen = new Set<Chunk>();
  const visit = (chunk: Chunk | undefined): void => {
    if (!chunk || seen.has(chunk)) return;
    seen.add(chunk);
    for (const name of [...chunk.imports, ...chunk.dynamicImports]) visit(chunks.find((other) => other.name === name));
  };
  visit(start);
  return [...seen];
};

export const buildWidget = async (): Promise<WidgetBuild | undefined> => {
  if (![CORE, ...Object.values(LAZY)].every((file) => existsSync(file))) return undefined;
  const built = await buildChunks();
  const chunks = built.map(({ fileName, code, imports, dynamicImports }) => ({
    name: fileName,
    code,
    imports,
    dynamicImports,
  }));
  const entry = (file: string): Chunk => {
    const chunk = chunks[built.findIndex((candidate) => candidate.facadeModuleId === file)];
    if (!chunk) throw new Error(`no chunk was built of ${file}`);
    return chunk;
  };
  const define = Object.fromEntries(
    Object.entries(LAZY).map(([name, file]) => [name, JSON.stringify(CHUNK_PATH + entry(file).name)]),
  );
  return { core: await buildCore(define), chunks, forms: closure(entry(LAZY.__LAUNCHER__), chunks) };
};
