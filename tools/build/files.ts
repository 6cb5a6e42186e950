import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** A file to be served: what is in it, and how long it may be kept. */
export interface Source {
  path: string;
  content: string | Uint8Array;
  /** Kept as text, since the worker fills something in before it is served. */
  template?: true;
  /** Its path changes when its content does. */
  immutable?: true;
}

interface BuiltFile {
  type: string;
  body: string;
  encoding?: 'br' | 'base64';
  gzip?: string;
  etag: string;
  immutable: boolean;
}

export type BuiltFiles = Record<string, BuiltFile>;

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  woff2: 'font/woff2',
};
/** What gains nothing by being compressed again. */
const PACKED = new Set(['ico', 'jpg', 'png', 'webp', 'woff2']);

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const pack = async ({ path, content, template, ...source }: Source, before?: BuiltFile): Promise<BuiltFile> => {
  const extension = path.slice(path.lastIndexOf('.') + 1);
  const type = TYPES[extension];
  if (!type) throw new Error(`${path}: no content type is known for .${extension}`);
  const bytes = Buffer.from(content);
  const immutable = source.immutable ?? false;
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  if (template) return { type, body: bytes.toString('utf8'), etag, immutable };
  if (PACKED.has(extension)) return { type, body: bytes.toString('base64'), encoding: 'base64', etag, immutable };
  if (before?.etag === etag && before.gzip) return { ...before, type, immutable };
  const [body, gzipped] = await Promise.all([
    brotli(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
    zip(bytes, { level: 9 }),
  ]);
  return { type, body: body.toString('base64'), encoding: 'br', gzip: gzipped.toString('base64'), etag, immutable };
};

/** The one ES module that holds every built file, so that the same code serves them wherever the worker runs. */
export const filesModule = async (sources: Source[], before: BuiltFiles): Promise<string> => {
  const entries = await Promise.all(
    sources.map(async (source) => [source.path, await pack(source, before[source.path])] as const),
  );
  return `export default ${JSON.stringify(Object.fromEntries(entries))};\n`;
};

export const FILES_TYPES = `/** A built file. */
export interface BuiltFile {
  /** Content-Type. */
  type: string;
  /** A text to fill in and serve; with \`encoding\`, base64 of bytes. */
  body: string;
  /** How those bytes are encoded: \`br\` as Content-Encoding says it, \`base64\` not at all. */
  encoding?: 'br' | 'base64';
  /** With \`br\`: base64 of the same content gzipped, for who does not take brotli. */
  gzip?: string;
  /** Strong, of the content before any encoding, quotes included. */
  etag: string;
  /** Its path changes when its content does. */
  immutable: boolean;
}

/** By path: \`/core.js\`, \`/core-numbers.js\`, \`/f/…\`, \`/app/…\`, \`/docs/…\`, \`/demo/…\`. */
declare const files: Record<string, BuiltFile>;
export default files;
`;
