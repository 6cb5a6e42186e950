import { existsSync, readdirSync } from 'node:fs';
import { installCommand, installPackages } from './debian.ts';
import { Refusal } from './refusal.ts';

/**
 * A telephone exchange for the tests: Kamailio, a PBX, and SIPp, which is its desks and its callers. The ones named by
 * KAMAILIO and SIPP, else those in the usual places, else Debian's.
 */
export interface PbxPrograms {
  kamailio: string;
  sipp: string;
}

const PACKAGES = ['kamailio', 'kamailio-extra-modules', 'kamailio-utils-modules', 'kamailio-tls-modules', 'sip-tester'];

const PLACES: Record<keyof PbxPrograms, string[]> = {
  kamailio: ['/usr/sbin/kamailio', '/usr/local/sbin/kamailio'],
  sipp: ['/usr/bin/sipp', '/usr/local/bin/sipp'],
};

/** One module of each package: the PBX without them starts not at all. */
const MODULES = ['acc_json.so', 'http_client.so', 'crypto.so'];

const findProgram = (program: keyof PbxPrograms): string | undefined => {
  const variable = program.toUpperCase();
  const named = process.env[variable];
  if (named && !existsSync(named)) throw new Refusal(`${variable} names ${named}, which does not exist.`);
  return named || PLACES[program].find((place) => existsSync(place));
};

/** Where Debian keeps them: `/usr/lib/x86_64-linux-gnu/kamailio/modules`. */
const hasModules = (): boolean =>
  existsSync('/usr/lib') &&
  readdirSync('/usr/lib').some((folder) =>
    MODULES.every((module) => existsSync(`/usr/lib/${folder}/kamailio/modules/${module}`)),
  );

export const findPbx = (): PbxPrograms | undefined => {
  const [kamailio, sipp] = [findProgram('kamailio'), findProgram('sipp')];
  // A Kamailio that somebody names has its modules wherever it was told.
  const whole = process.env.KAMAILIO ? true : hasModules();
  return kamailio && sipp && whole ? { kamailio, sipp } : undefined;
};

/** Their paths; installed first where that can be done without asking. */
export const ensurePbx = (): PbxPrograms => {
  const found = findPbx() ?? (installPackages('Kamailio with SIPp', PACKAGES) ? findPbx() : undefined);
  if (found) return found;
  throw new Refusal(
    `The telephone tests need Kamailio and SIPp, and they were not found. On Debian or Ubuntu run as root:\n  ${installCommand(PACKAGES)}\nElsewhere install them and name their binaries: KAMAILIO=/path/to/kamailio SIPP=/path/to/sipp npm test`,
  );
};
