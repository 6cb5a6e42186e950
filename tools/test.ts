import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { buildAll, buildIfNeeded } from './build.ts';
import { ensureChromium } from './chromium.ts';
import { ensureEngines } from './engines.ts';
import { ROOT } from './paths.ts';
import { ensurePbx } from './pbx.ts';
import { Refusal } from './refusal.ts';

/** `npm test`: everything that is checked, cheapest first, one closing line each. What fails is printed in full. */

interface Outcome {
  ok: boolean;
  passed: number;
  failed: number;
}

interface Check {
  name: string;
  run(): Promise<Outcome>;
}

const scratch = mkdtempSync(`${tmpdir()}/whichhalf-test-`);

interface Finished {
  ok: boolean;
  output: string;
}

/** Runs one of the project's programs under this Node; answers when it has ended, with all it said. */
const program = (args: string[]): Promise<Finished> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', (error) => resolve({ ok: false, output: `${output}${error.message}\n` }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });

const bin = (name: string): string => `${ROOT}/node_modules/${name}`;

/** One program that passes or fails as a whole. */
const whole = (name: string, ...programs: string[][]): Check => ({
  name,
  async run() {
    for (const args of programs) {
      const { ok, output } = await program(args);
      if (!ok) {
        console.log(output);
        return { ok, passed: 0, failed: 1 };
      }
    }
    return { ok: true, passed: 0, failed: 0 };
  },
});

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
}

/** A Vitest project; its cases are counted. */
const cases = (project: string, before?: () => unknown): Check => ({
  name: project,
  async run() {
    before?.();
    const report = `${scratch}/${project}.json`;
    const { ok, output } = await program([
      bin('vitest/vitest.mjs'),
      'run',
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]);
    if (!ok) console.log(output);
    // Which browsers they were is part of what was found.
    else for (const [line] of output.matchAll(/^.*engine: .*$/gm)) console.log(stripVTControlCharacters(line));
    let counts: VitestReport;
    try {
      counts = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
    } catch {
      // Vitest ended before it had anything to report: its output says why.
      return { ok: false, passed: 0, failed: 1 };
    }
    const skipped = counts.numPendingTests + counts.numTodoTests;
    if (skipped > 0) console.log(`${project}: ${skipped} cases were skipped, and none may be.`);
    const failed = counts.numFailedTests + skipped;
    return { ok: ok && failed === 0, passed: counts.numPassedTests, failed: Math.max(failed, ok ? 0 : 1) };
  },
});

const building = (force: boolean): Check => ({
  name: 'build',
  async run() {
    await (force ? buildAll() : buildIfNeeded());
    return { ok: true, passed: 0, failed: 0 };
  },
});

const CHECKS: Check[] = [
  building(process.env.CI === 'true'),
  whole('types', [bin('typescript/bin/tsc'), '-b']),
  whole('lint', [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '--colors=off'], ['tools/walls.ts']),
  whole('bytes', ['tools/bytes.ts']),
  cases('logic'),
  cases('worker'),
  cases('browser', () => [ensureChromium(), ensurePbx()]),
  cases('engines', ensureEngines),
  cases('faults', ensurePbx),
  whole('deploy', [bin('wrangler/bin/wrangler.js'), 'deploy', '--dry-run', '--outdir', `${scratch}/deploy`]),
];

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** `npm test -- logic browser` runs those alone, after the build. */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !CHECKS.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}: choose from ${CHECKS.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

const total = { ok: true, passed: 0, failed: 0 };
const started = performance.now();
for (const check of CHECKS) {
  if (wanted.length > 0 && check.name !== 'build' && !wanted.includes(check.name)) continue;
  const since = performance.now();
  const outcome = await check.run().catch((error: unknown): Outcome => {
    console.log(error instanceof Refusal ? error.message : error);
    return { ok: false, passed: 0, failed: 1 };
  });
  const count = outcome.passed > 0 ? `, ${outcome.passed} passed` : '';
  console.log(`${check.name}: ${outcome.ok ? 'ok' : 'FAILED'} in ${seconds(since)}${count}`);
  total.ok &&= outcome.ok;
  total.passed += outcome.passed;
  total.failed += outcome.failed;
}
rmSync(scratch, { recursive: true, force: true });
console.log(`all: ${total.ok ? 'ok' : 'FAILED'} in ${seconds(started)}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.ok ? 0 : 1);
