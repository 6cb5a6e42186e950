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
/** Loaded by the launcher; built by itself, so that what it has in common with the forms is no further file to either. */
const WATCH = `${ROOT}/widget/watch/watch.ts`;
/** What the script carries besides on sites whose banner speaks so, by SiteSettings.consentSignal. */
const SIGNALS = { consentMode: `${ROOT}/widget/consent/consentMode.ts`, tcf: `${ROOT}/widget/consent/tcf.ts` };
/** Leads to what the forms do beyond the plain ones. */
const CHOOSER = `${ROOT}/widget/forms/chooser.ts`;
/** Comes with every form, which does without where it cannot be loaded. */
const FIELDS = `${ROOT}/widget/forms/fieldReport.ts`;
/** The dashboard's frame in which forms are looked at before they are saved. */
const PREVIEW = `${ROOT}/widget/preview/preview.ts`;
/** Comes with every form of a site that has set a key of Turnstile. */
const TURNSTILE = `${ROOT}/widget/forms/turnstile.ts`;

export interface Chunk {
  /** File name, hash included. */
  name: string;
  code: string;
  /** Names of the chunks it imports at once, and of those it imports when asked. */
  imports: string[];
  dynamicImports: string[];
  /** The words of one language: a page loads one such chunk. */
  isWords: boolean;
}

/** File names. */
export interface FormsChunks {
  always: string[];
  /** Of which a page needs one. */
  oneOf: string[];
  /** What reports on their fields. */
  fields: string;
  turnstile: string;
  /** What comes only where a form is set to need it, by what it is of: `quiz`, `trigger`. */
  further: Record<string, string>;
  /** What watches the site's own forms, and what makes contacts of them. */
  watch: { forms: string; contacts: string };
}

export interface WidgetBuild {
  core: string;
  /** The same for sites that swap telephone numbers. */
  coreNumbers: string;
  /** Classic scripts that stand behind the core. */
  signals: Record<keyof typeof SIGNALS, string>;
  chunks: Chunk[];
  /** No visitor loads it. */
  preview: Pick<Chunk, 'name' | 'code'>;
  /** What a visitor who asks for a form loads: the launcher and all that it leads to, save what is for further kinds. */
  forms: FormsChunks;
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
  // Whoever builds, tests included, builds what is served.
  mode: 'production',
  plugins: [smallest()],
} satisfies InlineConfig;

const onlyOutput = (result: Awaited<ReturnType<typeof build>>): Rolldown.OutputChunk[] => {
  const outputs = Array.isArray(result) ? result : [result as Rolldown.RolldownOutput];
  return outputs.flatMap(({ output }) => output).filter((file) => file.type === 'chunk');
};

const buildChunks = async (
  entry: Record<string, string>,
  define: Record<string, string> = {},
): Promise<Rolldown.OutputChunk[]> =>
  onlyOutput(
    await build({
      ...common,
      define,
      base: CHUNK_PATH,
      build: {
        write: false,
        target: TARGET,
        minify: false,
        // As a library: a page's build wraps each import in a preloader, which the page's own policies may refuse.
        lib: { entry, formats: ['es'] },
        rolldownOptions: {
          external: Object.values(define).map((path) => JSON.parse(path) as string),
          output: {
            format: 'es',
            minify: PRINT_TIGHT,
            // Core names them: short and in small letters they weigh the least there, and about the same whatever they are.
            hashCharacters: 'base36',
            entryFileNames: '[name]-[hash:6].js',
            chunkFileNames: '[name]-[hash:6].js',
          },
        },
      },
    }),
  );

/** One classic script. */
const buildClassic = async (input: string, define: Record<string, string> = {}): Promise<Rolldown.OutputChunk> => {
  const [chunk, ...rest] = onlyOutput(
    await build({
      ...common,
      define,
      build: {
        write: false,
        target: TARGET,
        minify: false,
        rolldownOptions: {
          input,
          output: { format: 'iife', minify: PRINT_TIGHT },
          // What the build leaves out goes with all it would have done.
          treeshake: { moduleSideEffects: (id) => id === input },
        },
      },
    }),
  );
  if (!chunk || rest.length > 0) throw new Error(`${input} must be one classic script`);
  return chunk;
};

/** @param foreign folders that it must not contain anything of */
const buildCore = async (define: Record<string, string>, foreign: string[]): Promise<string> => {
  const chunk = await buildClassic(CORE, define);
  const strays = chunk.moduleIds.filter((id) => foreign.some((folder) => id.includes(folder)));
  if (strays.length > 0) throw new Error(`core must not contain ${strays.join(', ')}`);
  const marks = chunk.code.split(SETTINGS_MARK).length - 1;
  if (marks !== 1) throw new Error(`core must name ${SETTINGS_MARK} once, it does ${marks} times`);
  return chunk.code.trim();
};

const buildSignal = async (file: string): Promise<string> => (await buildClassic(file)).code.trim();

/** A chunk and all that it leads to, not looking behind `without`. */
const closure = (start: Chunk, chunks: Chunk[], without?: Chunk): Chunk[] => {
  const seen = new Set<Chunk>();
  const visit = (chunk: Chunk | undefined): void => {
    if (!chunk || chunk === without || seen.has(chunk)) return;
    seen.add(chunk);
    for (const name of [...chunk.imports, ...chunk.dynamicImports]) visit(chunks.find((other) => other.name === name));
  };
  visit(start);
  return [...seen];
};

export const buildWidget = async (): Promise<WidgetBuild> => {
  const [watch, contacts, ...rest] = await buildChunks({ watch: WATCH });
  if (!watch?.isEntry || !contacts || rest[0]) throw new Error(`${WATCH} must be two chunks`);
  const built = [
    ...(await buildChunks(
      { outbox: LAZY.__OUTBOX__, launcher: LAZY.__LAUNCHER__ },
      { __WATCH__: JSON.stringify(CHUNK_PATH + watch.fileName) },
    )),
    watch,
    contacts,
  ];
  const chunks = built.map(({ fileName, code, imports, dynamicImports, facadeModuleId }) => ({
    name: fileName,
    code,
    imports,
    dynamicImports,
    isWords: facadeModuleId?.includes('/widget/forms/words/') ?? false,
  }));
  const entry = (file: string): Chunk => {
    const chunk = chunks[built.findIndex((candidate) => candidate.facadeModuleId === file)];
    if (!chunk) throw new Error(`no chunk was built of ${file}`);
    return chunk;
  };
  const define = Object.fromEntries(
    Object.entries(LAZY).map(([name, file]) => [name, JSON.stringify(CHUNK_PATH + entry(file).name)]),
  );
  const [preview, ...strays] = await buildChunks({ preview: PREVIEW }, { __LAUNCHER__: define.__LAUNCHER__ as string });
  if (!preview || strays[0]) throw new Error(`${PREVIEW} must be one chunk`);
  const forms = closure(entry(LAZY.__LAUNCHER__), chunks, entry(CHOOSER));
  const further = closure(entry(CHOOSER), chunks).filter((chunk) => !forms.includes(chunk));
  const fields = entry(FIELDS);
  const turnstile = entry(TURNSTILE);
  // `quiz-abc123.js`
  const purpose = ({ name }: Chunk): string => name.replace(/-\w{6}\.js$/, '');
  const names = (isWords: boolean): string[] =>
    forms
      .filter((chunk) => chunk.isWords === isWords && chunk !== fields && chunk !== turnstile)
      .map(({ name }) => name);
  const lazy = ['/widget/forms/', '/widget/watch/'];
  const [core, coreNumbers, consentMode, tcf] = await Promise.all([
    buildCore({ ...define, __NUMBERS__: 'false' }, [...lazy, '/widget/core/numbers/']),
    buildCore({ ...define, __NUMBERS__: 'true' }, lazy),
    buildSignal(SIGNALS.consentMode),
    buildSignal(SIGNALS.tcf),
  ]);
  return {
    core,
    coreNumbers,
    signals: { consentMode, tcf },
    chunks,
    preview: { name: preview.fileName, code: preview.code },
    forms: {
      always: names(false),
      oneOf: names(true),
      fields: fields.name,
      turnstile: turnstile.name,
      further: Object.fromEntries(further.map((chunk) => [purpose(chunk), chunk.name])),
      watch: { forms: watch.fileName, contacts: contacts.fileName },
    },
  };
};
