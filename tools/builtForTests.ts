import { execFileSync } from 'node:child_process';
import { ROOT } from './paths.ts';

/** In a process of its own: within the test runner the bundler would write what only that runner understands. */
export default (): void => {
  execFileSync(process.execPath, [`${ROOT}/tools/build.ts`, '--if-needed'], { stdio: 'inherit' });
};
