import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Load from another process: wrk, which takes little of the two cores that it shares with what it measures. */

export interface Load {
  path: string;
  origin: string;
  /** Hits in one request. */
  hits: number;
  seconds: number;
  connections: number;
}

export interface Measured {
  requestsPerSecond: number;
  /** Answers of 4xx and 5xx, and connections that failed. */
  errors: number;
  /** Ms. */
  p50: number;
  p99: number;
}

const SCRIPT = fileURLToPath(new URL('hits.lua', import.meta.url));

/** Finds wrk or, as root on Debian, installs it. */
export const provideWrk = (): void => {
  if (spawnSync('wrk', ['-v']).error === undefined) return;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    throw new Error('The benchmark needs wrk: install it with your package manager (Debian: apt-get install wrk).');
  }
  execFileSync('apt-get', ['update', '-qq']);
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'wrk']);
};

export const load = (url: string, { path, origin, hits, seconds, connections }: Load): Measured => {
  const output = execFileSync(
    'wrk',
    [
      '-t2',
      `-c${connections}`,
      `-d${seconds}s`,
      '--timeout',
      '10s',
      '-s',
      SCRIPT,
      url,
      '--',
      path,
      origin,
      String(hits),
    ],
    { encoding: 'utf8' },
  );
  const [requests, micros, errors, p50, p99] = (/RESULT (.*)/.exec(output)?.[1] ?? '').split(' ').map(Number);
  if (!requests || !micros) throw new Error(`wrk measured nothing: ${output}`);
  return {
    requestsPerSecond: (requests / micros) * 1e6,
    errors: errors ?? 0,
    p50: (p50 ?? 0) / 1000,
    p99: (p99 ?? 0) / 1000,
  };
};

/** CPU a process has used, user and system, in ms. */
export const cpuOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  // Fields 14 and 15 of proc(5), in ticks of which there are 100 a second on Linux.
  return (Number(fields[11]) + Number(fields[12])) * 10;
};
