import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { ensurePbx } from '../../tools/pbx.ts';
import { until } from '../flows/until.ts';
import { answersOptions, freeUdpPorts } from './sip.ts';

/**
 * A company's telephone exchange, its desks and those who call it, on this machine: Kamailio and SIPp, real SIP from the
 * number dialled to the receiver put down. What becomes of a call the PBX posts to a hook by itself (kamailio.cfg).
 */

export interface Dialled {
  /** The caller's number, as the network states it. */
  from: string;
  /** The number dialled: digits, with a + before them or not. */
  to: string;
}

/** A call as the caller knows it. */
export interface Placed extends Dialled {
  /** SIP's Call-ID, which the PBX tells the hook. */
  id: string;
  /** The last answer: 200 was answered, 486 busy, 487 given up, 408 nobody there. */
  heard: number;
}

export interface Pbx {
  /** Calls, `perSecond` of them begun each second; resolves when the last has ended. Who is answered talks for `talk` ms. */
  call(calls: readonly Dialled[], how?: { talk?: number; perSecond?: number }): Promise<Placed[]>;
  /** Lets it ring for `rings` ms and hangs up. The number is to be one whose desk rings. */
  cancel(call: Dialled, how?: { rings?: number }): Promise<Placed>;
  /** Every posting so far, repetitions too: the event's `webhook-id` and what was answered, below 0 where nobody was. */
  posted(): { id: string; status: number }[];
  stop(): Promise<void>;
}

export interface PbxOptions {
  /** Where calls are told. */
  hook: string;
  /** `whsec_` and the base64 of a text. */
  secret: string;
  /** Numbers whose desk is busy, rings without end, is dead. All others are answered after a second. */
  busy?: readonly string[];
  rings?: readonly string[];
  dead?: readonly string[];
  /** How often an event is posted at most; between two times lies a second or more. */
  mostTries?: number;
}

const HERE = import.meta.dirname;

const digitsOf = (number: string): string => number.replace(/\D/g, '');

/** These numbers, with or without a plus. With none, nothing matches. */
const patternOf = (numbers: readonly string[] = []): string => `^[+]?(${numbers.map(digitsOf).join('|') || 'none'})$`;

const isOver = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** The signal to the program and to all that it has started. */
const signal = (child: ChildProcess, name: NodeJS.Signals): void => {
  if (!child.pid) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // No such group: it has ended by itself.
  }
};

/**
 * Waits until whoever started it has ended, in whatever way, and then ends what is named in the file `groups` and removes
 * the folder.
 */
const WATCH = 'cat > /dev/null; for group in $(cat groups); do kill -s KILL -- "-$group"; done; rm -rf "$PWD"';

/** How long the PBX may take to end before it is made to. */
const PATIENCE_TO_STOP = 5_000;

export const startPbx = async (options: PbxOptions): Promise<Pbx> => {
  const { kamailio, sipp } = ensurePbx();
  const folder = mkdtempSync(`${tmpdir()}/whichhalf-pbx-`);
  mkdirSync(`${folder}/run`);
  const running = new Set<ChildProcess>();
  let log = '';

  const noteGroups = (): void =>
    writeFileSync(`${folder}/groups`, [...running].flatMap(({ pid }) => pid ?? []).join('\n'));
  noteGroups();
  const watch = spawn('sh', ['-c', WATCH], { cwd: folder, stdio: ['pipe', 'ignore', 'ignore'], detached: true });

  /** In a group of its own: Kamailio is several processes, and ends its whole group. */
  const start = (program: string, args: string[]): ChildProcess => {
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    running.add(child);
    noteGroups();
    child.once('close', () => {
      running.delete(child);
      noteGroups();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
    child.once('error', (error) => {
      log += `${error.message}\n`;
    });
    return child;
  };

  const stop = async (): Promise<void> => {
    const ended = [...running].map(async (child) => {
      const closed = once(child, 'close');
      signal(child, 'SIGTERM');
      const timer = setTimeout(() => signal(child, 'SIGKILL'), PATIENCE_TO_STOP);
      await closed;
      clearTimeout(timer);
    });
    await Promise.all(ended);
    const removed = once(watch, 'close');
    watch.stdin.end();
    await removed;
  };

  const [port, answers, busy, rings, dead] = (await freeUdpPorts(5)) as [number, number, number, number, number];

  try {
    const sip = (at: number): string => `sip:127.0.0.1:${at}`;
    const defines: Record<string, string | number> = {
      HOOK: options.hook,
      SECRET: Buffer.from(options.secret.replace(/^whsec_/, ''), 'base64').toString(),
      MOST_TRIES: options.mostTries ?? 60,
      DESK: sip(answers),
      BUSY: patternOf(options.busy),
      BUSY_DESK: sip(busy),
      RINGS: patternOf(options.rings),
      RINGS_DESK: sip(rings),
      DEAD: patternOf(options.dead),
      DEAD_DESK: sip(dead),
    };
    const desk = (scenario: string, at: number): ChildProcess =>
      start(sipp, ['-sf', `${HERE}/${scenario}`, '-i', '127.0.0.1', '-p', `${at}`, '-nostdin', '-aa']);
    const programs: [child: ChildProcess, at: number][] = [
      [
        start(kamailio, [
          ...['-f', `${HERE}/kamailio.cfg`, '-l', `udp:127.0.0.1:${port}`],
          ...['-DD', '-E', '-P', `${folder}/run/pid`, '-Y', `${folder}/run`, '-m', '64', '-M', '8'],
          ...Object.entries(defines).flatMap(([name, value]) => ['-A', `${name}=${JSON.stringify(value)}`]),
        ]),
        port,
      ],
      [desk('desk-answers.xml', answers), answers],
      [desk('desk-busy.xml', busy), busy],
      [desk('desk-rings.xml', rings), rings],
    ];
    await Promise.all(
      programs.map(([child, at]) =>
        until(`${child.spawnfile} to answer on port ${at}`, () => {
          if (isOver(child) || !child.pid)
            throw new Error(`${child.spawnfile} ended as soon as it was started: ${log}`);
          return answersOptions(at);
        }),
      ),
    );
  } catch (error) {
    await stop();
    throw error;
  }

  let placed = 0;
  const place = async (
    scenario: string,
    calls: readonly Dialled[],
    { lasts, perSecond }: { lasts: number; perSecond: number },
  ): Promise<Placed[]> => {
    const file = `${folder}/calls-${++placed}`;
    writeFileSync(`${file}.csv`, ['SEQUENTIAL', ...calls.map(({ from, to }) => `${from};${to}`), ''].join('\n'));
    writeFileSync(`${file}.log`, '');
    const [own] = (await freeUdpPorts(1)) as [number];
    const caller = start(sipp, [
      ...[`127.0.0.1:${port}`, '-i', '127.0.0.1', '-p', `${own}`, '-nostdin'],
      ...['-sf', `${HERE}/${scenario}`, '-inf', `${file}.csv`],
      ...['-m', `${calls.length}`, '-r', `${perSecond}`, '-d', `${lasts}`, '-timeout', '60s', '-timeout_error'],
      ...['-trace_logs', '-log_file', `${file}.log`, '-trace_err', '-error_file', `${file}.errors`],
    ]);
    const [code] = (await once(caller, 'close')) as [number | null];
    const heard = readFileSync(`${file}.log`, 'utf8');
    if (code !== 0) {
      throw new Error(`sipp ended with ${code}, having heard:\n${heard}\n${readFileSync(`${file}.errors`, 'utf8')}`);
    }
    return heard
      .trim()
      .split('\n')
      .map((line) => {
        const [id, from, to, status] = line.split(' ') as [string, string, string, string];
        return { id, from, to, heard: Number(status) };
      });
  };

  return {
    call: (calls, { talk = 1_000, perSecond = 10 } = {}) => place('caller.xml', calls, { lasts: talk, perSecond }),
    async cancel(call, { rings: lasts = 1_000 } = {}) {
      const [given] = await place('caller-gives-up.xml', [call], { lasts, perSecond: 1 });
      return given as Placed;
    },
    posted: () =>
      [...log.matchAll(/posted (msg_\w+): (-?\d+)/g)].map(([, id, status]) => ({
        id: id as string,
        status: Number(status),
      })),
    stop,
  };
};
