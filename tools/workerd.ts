import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { relative } from 'node:path';
import type { WorkerConfig } from './wrangler.ts';

// The package is CommonJS whose default export says where its binary is; bundlers and loaders disagree about what
// importing such a thing gives.
const { default: binary } = createRequire(import.meta.url)('workerd') as { default: string };

/** The same worker that wrangler deploys, under `workerd serve` and a config of ours. */

export interface Place {
  /** Absolute path of the data folder. */
  data: string;
  /** `127.0.0.1:8787` */
  address: string;
  /** Absolute path of the bundled worker. */
  bundle: string;
  /** Whether the worker may call loopback and private addresses: for tests' stand-ins and in-house webhooks. */
  allowPrivate: boolean;
}

/**
 * Requests, answers and cursors are objects of the runtime's, which only a full collection frees. From a small heap it
 * comes every few thousand hits and holds everything up for 60 to 100 ms; from this size on, in MB, a tenth as often.
 */
const V8_FLAGS = ['--initial-old-space-size=256'];

/** A Cap'n Proto text literal. JSON's escapes are the ones it knows, except for characters beyond ASCII, which it takes raw. */
const quote = (text: string): string => JSON.stringify(text);

const list = (items: string[]): string => `[${items.join(', ')}]`;

/** Bindings of text come from the process's environment, so that no secret stands in this file. */
export const workerdConfig = (worker: WorkerConfig, secrets: readonly string[], place: Place): string => {
  const namespaces = worker.objects.map(
    // The key names the folder of that class's databases: changing it loses sight of them.
    ({ className }) =>
      `(className = ${quote(className)}, uniqueKey = ${quote(className.toLowerCase())}, enableSql = true)`,
  );
  const bindings = [
    ...worker.objects.map(
      ({ binding, className }) => `(name = ${quote(binding)}, durableObjectNamespace = ${quote(className)})`,
    ),
    ...[...Object.keys(worker.vars), ...secrets].map(
      (name) => `(name = ${quote(name)}, fromEnvironment = ${quote(name)})`,
    ),
  ];
  const networks = place.allowPrivate ? ['public', 'private', 'local'] : ['public'];
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  v8Flags = ${list(V8_FLAGS.map(quote))},
  services = [
    (name = "main", worker = .whichhalf),
    (name = "data", disk = (path = ${quote(place.data)}, writable = true)),
    (name = "internet", network = (allow = ${list(networks.map(quote))}, tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = ${quote(place.address)}, http = (), service = "main")],
);

const whichhalf :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed ${quote(relative(place.data, place.bundle).replaceAll('\\', '/'))})],
  compatibilityDate = ${quote(worker.compatibilityDate)},
  compatibilityFlags = ${list(worker.compatibilityFlags.map(quote))},
  durableObjectNamespaces = ${list(namespaces)},
  durableObjectStorage = (localDisk = "data"),
  bindings = ${list(bindings)},
);
`;
};

/** Starts workerd in a process group of its own: Ctrl-C is the launcher's to pass on. What it says goes to stderr. */
export const spawnWorkerd = (config: string, data: string, env: Record<string, string>): ChildProcess => {
  const file = `${data}/workerd.capnp`;
  writeFileSync(file, config, { mode: 0o600 });
  return spawn(binary, ['serve', file], { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
};
