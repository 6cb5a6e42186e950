import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock } from './lock.ts';
import { Refusal } from './refusal.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/whichhalf-lock-`);
});
afterEach(() => rmSync(folder, { recursive: true }));

const held = (): { launcher: { pid: number; started: string } } => JSON.parse(readFileSync(`${folder}/lock`, 'utf8'));

test('a folder in use is refused by one sentence, and free again once released', async () => {
  const lock = await takeLock(folder);
  await expect(takeLock(folder)).rejects.toThrow(
    new Refusal(`The folder ${folder} is in use by another Whichhalf (process ${process.pid}).`),
  );
  lock.release();
  expect(existsSync(`${folder}/lock`)).toBe(false);
  (await takeLock(folder)).release();
});

test('a lock whose process is gone, or whose number another process has got, holds nothing', async () => {
  const gone = spawn('true');
  await once(gone, 'close');
  for (const launcher of [
    { pid: gone.pid, started: '1' },
    { pid: process.pid, started: 'some other time' },
  ]) {
    writeFileSync(`${folder}/lock`, JSON.stringify({ launcher }));
    const lock = await takeLock(folder);
    expect(held().launcher.pid).toBe(process.pid);
    lock.release();
  }
});

test('a lock that was cut short when the disk was full holds nothing', async () => {
  writeFileSync(`${folder}/lock`, '{"launcher":{"pi');
  (await takeLock(folder)).release();
});

test('a server left behind by a launcher that was killed is ended', async () => {
  const orphan = spawn('sleep', ['60']);
  const lock = await takeLock(folder);
  lock.cover(orphan.pid as number);
  const left = readFileSync(`${folder}/lock`, 'utf8').replace(held().launcher.started, 'before');
  writeFileSync(`${folder}/lock`, left);
  const ended = once(orphan, 'close');
  (await takeLock(folder)).release();
  expect(await ended).toEqual([null, 'SIGKILL']);
});
