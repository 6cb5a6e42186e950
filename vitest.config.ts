import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

/** Tests that start the built product find it built. */
const built = { globalSetup: ['tools/builtForTests.ts'] };

/** A browser or a server of its own: one file after another, and time enough for a slow machine. */
const patient = {
  fileParallelism: false,
  testTimeout: 120_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'logic',
          include: ['{shared,widget,worker,dashboard,tools}/**/*.test.{ts,tsx}'],
          environment: 'node',
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: { bindings: { SECRET: 'a secret for tests', OPERATOR_TOKEN: 'whop_test' } },
          }),
        ],
        test: {
          ...built,
          name: 'worker',
          include: ['test/worker/**/*.test.ts'],
          setupFiles: ['test/worker/reset.ts'],
          // Eight files took 9 s with a runtime each and 3 s in one; what they store is removed after every test.
          isolate: false,
          maxWorkers: 1,
        },
      },
      {
        test: {
          ...built,
          ...patient,
          name: 'browser',
          include: ['test/browser/**/*.test.ts', 'test/flows/**/*.test.ts'],
        },
      },
      {
        test: {
          ...built,
          ...patient,
          name: 'faults',
          include: ['test/faults/**/*.test.ts', 'test/sip/**/*.test.ts'],
        },
      },
      {
        test: {
          ...built,
          ...patient,
          name: 'engines',
          include: ['test/engines/**/*.test.ts'],
          // Three browsers, each with a server of its own, wait for pages more than they work.
          fileParallelism: true,
          maxWorkers: 3,
        },
      },
    ],
  },
});
