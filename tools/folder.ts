import { randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorCode, Refusal } from './refusal.ts';

/** The data folder: databases, and the few small files of the launcher's own beside them. All of it is its owner's alone. */

/** Node's own recursive mkdir never returns where a parent exists but takes no folders, as in /proc. */
const makeFolder = (path: string): void => {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST' && statSync(path).isDirectory()) return;
    if (code !== 'ENOENT' || existsSync(dirname(path))) throw error;
    makeFolder(dirname(path));
    makeFolder(path);
  }
};

/** Makes the folder where there is none; answers with its absolute path. */
export const openFolder = (folder: string): string => {
  try {
    makeFolder(resolve(folder));
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const path = realpathSync(folder);
    // Root passes every check but cannot write to a read-only disk.
    writePrivate(`${path}/writable`, '');
    rmSync(`${path}/writable`);
    return path;
  } catch (error) {
    const reason = errorCode(error);
    if (!reason) throw error;
    const why =
      reason === 'EEXIST' || reason === 'ENOTDIR' ? 'it is not a folder' : `it cannot be written to (${reason})`;
    throw new Refusal(`The data folder ${folder} cannot be used: ${why}.`);
  }
};

/** Whole or not at all, readable by its owner only. */
export const writePrivate = (file: string, content: string): void => {
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, content, { mode: 0o600 });
  renameSync(part, file);
};

export const readIfThere = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
};

export interface Secrets {
  /** Signs site keys: lost, every key that was handed out is void. */
  SECRET: string;
  /** Opens `POST /v1/accounts`. */
  OPERATOR_TOKEN: string;
}

export const secretsOf = (data: string): Secrets => {
  const file = `${data}/secrets.json`;
  const known = readIfThere(file);
  if (known !== undefined) return JSON.parse(known) as Secrets;
  const random = (): string => randomBytes(32).toString('base64url');
  const secrets = { SECRET: random(), OPERATOR_TOKEN: `whop_${random()}` };
  writePrivate(file, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
};
