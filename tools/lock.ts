import { execFileSync } from 'node:child_process';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { errorCode, Refusal } from './refusal.ts';

/**
 * One server a data folder: two workerds on the same SQLite files start without complaint and then lose data. The lock
 * is a file that names the processes holding the folder. It counts while one of them runs, so none is left behind by a
 * power cut, and a process that merely got the same number later is told apart by its start time.
 */

interface Holder {
  pid: number;
  /** When that process started, in whatever form the system tells it. */
  started: string;
}

interface Content {
  launcher: Holder;
  server?: Holder;
}

export interface Lock {
  /** Names the server process as well, which may outlive a launcher that was killed. */
  cover(pid: number): void;
  release(): void;
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
};

const startTime = (pid: number): string => {
  try {
    // Field 22 of /proc/PID/stat; the name before it may hold spaces and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    // No /proc: macOS.
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return '';
  }
};

const holder = (pid: number): Holder => ({ pid, started: startTime(pid) });

const holds = ({ pid, started }: Holder): boolean => isRunning(pid) && startTime(pid) === started;

const parse = (text: string): Content | undefined => {
  try {
    return JSON.parse(text) as Content;
  } catch {
    return undefined;
  }
};

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
};

/** Takes the folder, ending a server that a killed launcher left behind. A living launcher's folder is refused. */
export const takeLock = async (folder: string): Promise<Lock> => {
  const file = `${folder}/lock`;
  const own = `${file}.${process.pid}`;
  const content: Content = { launcher: holder(process.pid) };
  const write = (): void => writeFileSync(own, JSON.stringify(content), { mode: 0o600 });

  write();
  try {
    for (;;) {
      try {
        // A link either makes the whole file or fails because there is one: no half-written lock is ever seen.
        linkSync(own, file);
        break;
      } catch (error) {
        if (errorCode(error) !== 'EEXIST') throw error;
      }
      const text = read(file);
      const found = parse(text);
      if (found && holds(found.launcher)) {
        throw new Refusal(`The folder ${folder} is in use by another Whichhalf (process ${found.launcher.pid}).`);
      }
      if (found?.server && holds(found.server)) await end(found.server);
      discard(file, text);
    }
  } finally {
    rmSync(own, { force: true });
  }

  return {
    cover(pid) {
      content.server = holder(pid);
      write();
      renameSync(own, file);
    },
    release() {
      if (parse(read(file))?.launcher.pid === process.pid) rmSync(file, { force: true });
    },
  };
};

/** Removes a lock nobody holds, unless another start replaced it by its own just now. */
const discard = (file: string, text: string): void => {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
    if (read(aside) !== text) linkSync(aside, file);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(errorCode(error))) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
};

const end = async (server: Holder): Promise<void> => {
  process.kill(server.pid, 'SIGKILL');
  while (holds(server)) await new Promise((resolve) => setTimeout(resolve, 20));
};
