import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { bundleWorker } from '../../tools/build/worker.ts';
import { buildIfNeeded } from '../../tools/build.ts';
import { openServer } from '../../tools/server.ts';
import { freePort } from '../server.ts';
import { atRate } from './atRate.ts';
import { cpuOf, load, type Measured, provideWrk } from './load.ts';
import { reportBench } from './reports.ts';

/** What is measured of a running server: throughput of the public route against an empty call to the object, and reports. */

const ORIGIN = 'https://example.com';
const CONNECTIONS = 32;
const SECONDS = 5;
const ROUNDS = 3;

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

export const httpBench = async (wants: (part: 'hits' | 'reports') => boolean): Promise<void> => {
  provideWrk();
  await buildIfNeeded();
  const folder = mkdtempSync(`${tmpdir()}/whichhalf-bench-`);
  const bundle = `${folder}/worker.js`;
  writeFileSync(bundle, await bundleWorker(fileURLToPath(new URL('worker.ts', import.meta.url))));
  const server = await openServer({
    data: `${folder}/data`,
    port: await freePort(),
    vars: { TRUSTED_PROXIES: '127.0.0.1' },
    bundle,
  });

  const api = async (path: string, token: string, body?: object): Promise<Response> => {
    const response = await fetch(server.url + path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  };

  const hitsBench = async (site: string): Promise<void> => {
    const CASES = [
      { name: 'bare 204', path: '/bench/204', hits: 1 },
      { name: 'Hono JSON echo', path: '/bench/echo', hits: 1 },
      { name: 'empty call to the object', path: `/bench/empty/${site}`, hits: 1 },
      { name: 'hits, one a request', path: `/w/${site}/hits`, hits: 1 },
      { name: 'hits, twenty a request', path: `/w/${site}/hits`, hits: 20 },
    ];
    const results = new Map<string, (Measured & { cpu: number })[]>();
    // In turns, so that a slow minute of the machine is everybody's.
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const { name, path, hits } of CASES) {
        const before = cpuOf(server.pid);
        const measured = load(server.url, {
          path,
          origin: ORIGIN,
          hits,
          seconds: round === 0 ? 1 : SECONDS,
          connections: CONNECTIONS,
        });
        if (measured.errors > 0) throw new Error(`${name}: ${measured.errors} errors`);
        const cpu = (cpuOf(server.pid) - before) / (measured.requestsPerSecond * SECONDS);
        // The first round only warms up.
        if (round > 0) results.set(name, [...(results.get(name) ?? []), { ...measured, cpu }]);
      }
    }
    const of = (name: string, pick: (result: Measured & { cpu: number }) => number): number =>
      median((results.get(name) ?? []).map(pick));
    const empty = of('empty call to the object', (result) => result.requestsPerSecond);

    console.log(`\n${CONNECTIONS} connections, medians of ${ROUNDS} rounds of ${SECONDS} s`);
    console.log(
      '                            requests/s  × empty call   hits/s  × empty call  CPU ms a hit   p50 ms   p99 ms',
    );
    for (const { name, hits } of CASES) {
      const rate = of(name, (result) => result.requestsPerSecond);
      const isHits = name.startsWith('hits');
      console.log(
        name.padEnd(26) +
          rate.toFixed(0).padStart(12) +
          (rate / empty).toFixed(2).padStart(14) +
          (isHits ? (rate * hits).toFixed(0) : '').padStart(9) +
          (isHits ? ((rate * hits) / empty).toFixed(2) : '').padStart(14) +
          (isHits ? (of(name, (result) => result.cpu) / hits).toFixed(3) : '').padStart(14) +
          of(name, (result) => result.p50)
            .toFixed(1)
            .padStart(9) +
          of(name, (result) => result.p99)
            .toFixed(1)
            .padStart(9),
      );
    }
    console.log('\nat a fixed 800/s, 10 s');
    // The empty call beside it: what the machine itself adds at that rate.
    for (const { name, path } of CASES.slice(2, 4)) {
      const { p50, p99, errors } = await atRate(server.url + path, { origin: ORIGIN, perSecond: 800, seconds: 10 });
      console.log(`${name.padEnd(26)} p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${errors} errors`);
    }
  };

  try {
    const { token } = (await (await api('/v1/accounts', server.secrets.OPERATOR_TOKEN, { name: 'Bench' })).json()) as {
      token: string;
    };
    const newSite = async (): Promise<string> =>
      ((await (await api('/v1/sites', token, { name: 'Bench', hosts: ['example.com'] })).json()) as { site: string })
        .site;
    if (wants('hits')) await hitsBench(await newSite());
    if (wants('reports'))
      await reportBench({ url: server.url, token, newSite, post: (path, body) => api(path, token, body) });
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
