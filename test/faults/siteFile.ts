import { readdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** The database of the only site of a data folder, as a file: to be opened while no server runs. */
export const openSiteFile = (data: string, { readOnly }: { readOnly: boolean }): DatabaseSync => {
  const [file, ...others] = readdirSync(`${data}/site`).filter(
    (name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite',
  );
  if (!file || others.length > 0)
    throw new Error(`one site was expected in ${data}, not ${others.length + (file ? 1 : 0)}`);
  return new DatabaseSync(`${data}/site/${file}`, { readOnly });
};
