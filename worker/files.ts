import files, { type BuiltFile } from '../dist/files.js';

/** Built files: the widget's chunks, the dashboard, the API's page, the demo. One module holds them all. */

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** Whether an Accept-Encoding header takes an encoding (RFC 9110, 12.5.3). */
export const accepts = (header: string, encoding: string): boolean =>
  header.split(',').some((part) => {
    const [name = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    return (name === encoding || name === '*') && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });

/** Whether an If-None-Match header names a tag: among others, or weakened by a proxy that compressed (RFC 9110, 13.1.2). */
export const isKnown = (header: string | null | undefined, etag: string): boolean =>
  header?.split(',').some((part) => part.trim() === '*' || part.trim().replace(/^W\//, '') === etag) ?? false;

/** A text that is filled in before it is served. */
export const templateOf = (path: string): string => {
  const file = files[path];
  if (!file || file.encoding) throw new Error(`${path} was not built as a template`);
  return file.body;
};

export const hasFile = (path: string): boolean => Object.hasOwn(files, path);

const inEncoding = (file: BuiltFile, accepted: string): { body: BodyInit; encoding?: 'br' | 'gzip' } => {
  if (!file.encoding) return { body: file.body };
  const stored = bytesOf(file.body);
  if (file.encoding === 'base64') return { body: stored };
  if (accepts(accepted, 'br')) return { body: stored, encoding: 'br' };
  const gzipped = bytesOf(file.gzip as string);
  if (accepts(accepted, 'gzip')) return { body: gzipped, encoding: 'gzip' };
  return { body: new Blob([gzipped]).stream().pipeThrough(new DecompressionStream('gzip')) };
};

/** The file at a path, or null. */
export const serveFile = (path: string, request: Request, headers: Record<string, string> = {}): Response | null => {
  const file = Object.hasOwn(files, path) ? files[path] : undefined;
  if (!file) return null;
  const kept = {
    etag: file.etag,
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
    ...headers,
  };
  if (isKnown(request.headers.get('if-none-match'), file.etag))
    return new Response(null, { status: 304, headers: kept });
  const { body, encoding } = inEncoding(file, request.headers.get('accept-encoding') ?? '');
  return new Response(request.method === 'HEAD' ? null : body, {
    headers: { ...kept, 'content-type': file.type, ...(encoding && { 'content-encoding': encoding }) },
    // What is compressed already must not be compressed again.
    ...(encoding && { encodeBody: 'manual' as const }),
  });
};
