import { readFileSync } from 'node:fs';
import { parse, type TomlTable, type TomlValue } from 'smol-toml';
import { ROOT } from './paths.ts';

/** What `wrangler.toml` says of the worker, so that nothing of it is said twice. */
export interface WorkerConfig {
  compatibilityDate: string;
  compatibilityFlags: string[];
  /** Durable Object bindings: the binding's name and the exported class. */
  objects: { binding: string; className: string }[];
  /** Text bindings with their values on Cloudflare. */
  vars: Record<string, string>;
}

const isTable = (value: TomlValue | undefined): value is TomlTable =>
  typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);

const text = (value: TomlValue | undefined, name: string): string => {
  if (typeof value !== 'string') throw new Error(`wrangler.toml: ${name} must be a text`);
  return value;
};

export const parseWrangler = (source: string): WorkerConfig => {
  const config = parse(source);
  const objects = isTable(config.durable_objects) ? config.durable_objects.bindings : undefined;
  const flags = config.compatibility_flags ?? [];
  return {
    compatibilityDate: text(config.compatibility_date, 'compatibility_date'),
    compatibilityFlags: Array.isArray(flags) ? flags.map((flag) => text(flag, 'compatibility_flags')) : [],
    objects: (Array.isArray(objects) ? objects : []).filter(isTable).map((object) => ({
      binding: text(object.name, 'durable_objects.bindings.name'),
      className: text(object.class_name, 'durable_objects.bindings.class_name'),
    })),
    vars: Object.fromEntries(
      Object.entries(isTable(config.vars) ? config.vars : {}).map(([name, value]) => [
        name,
        text(value, `vars.${name}`),
      ]),
    ),
  };
};

export const readWrangler = (): WorkerConfig => parseWrangler(readFileSync(`${ROOT}/wrangler.toml`, 'utf8'));
