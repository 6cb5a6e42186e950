import { execFileSync } from 'node:child_process';
import { ROOT } from './paths.ts';

/** In a process of its own, as production: within the test runner the bundler would write what only that runner understands. */
export default (): void => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NODE_ENV|VITEST)/.test(name)));
  execFileSync(process.execPath, [`${ROOT}/tools/build.ts`, '--if-needed'], { stdio: 'inherit', env });
};
