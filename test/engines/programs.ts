import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Programs that start others, in a folder of their own: ended with all that they have started, however the tests end. */

export interface Programs {
  /** A temporary folder, their home; removed with them. */
  folder: string;
  start(
    program: string,
    args: string[],
    options?: { env?: Record<string, string>; stdio?: StdioOptions },
  ): ChildProcess;
  stop(): Promise<void>;
}

/**
 * Waits until whoever started it has ended, in whatever way, and then ends the sessions of processes that are named in
 * the file `sessions` and removes the folder. By session, for browsers put their parts into groups of their own.
 */
const WATCH =
  'cat > /dev/null; for session in $(cat sessions); do pkill -KILL -s "$session"; done; cd / && rm -rf "$OLDPWD"';

export const openPrograms = (): Programs => {
  const folder = mkdtempSync(`${tmpdir()}/whichhalf-engine-`);
  const sessions: number[] = [];
  const note = (): void => writeFileSync(`${folder}/sessions`, sessions.join('\n'));
  note();
  const watch = spawn('sh', ['-c', WATCH], { cwd: folder, stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  return {
    folder,
    start(program, args, { env, stdio = 'ignore' } = {}) {
      const home = {
        HOME: folder,
        XDG_CACHE_HOME: folder,
        XDG_CONFIG_HOME: folder,
        XDG_DATA_HOME: folder,
        TMPDIR: folder,
      };
      // Detached: a session of its own.
      const child = spawn(program, args, {
        cwd: folder,
        stdio,
        detached: true,
        env: { ...process.env, ...home, ...env },
      });
      child.once('error', () => {});
      if (child.pid) sessions.push(child.pid);
      note();
      return child;
    },
    async stop() {
      const removed = once(watch, 'close');
      watch.stdin.end();
      await removed;
    },
  };
};
