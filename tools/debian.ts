import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Debian's packages: what a person would type to get them, and the same done where that needs nobody's leave. */

export const installCommand = (packages: readonly string[]): string =>
  `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;

/** As root on Debian or Ubuntu; whether it succeeded. `name` is what the packages are, for whoever watches. */
export const installPackages = (name: string, packages: readonly string[]): boolean => {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  console.log(`No ${name} found: installing Debian's.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('sh', ['-c', installCommand(packages)], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  return status === 0;
};
