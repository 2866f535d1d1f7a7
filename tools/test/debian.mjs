import { existsSync } from 'node:fs';

import { Refusal } from '../refusal.mjs';

/**
 * Installs packages with apt where that is possible without asking anybody: as root on Debian or one of its kin.
 *
 * @param {import('./stage.mjs').Bench} at
 * @param {string[]} packages
 * @param {string} otherwise the sentence for everybody else, which says what to do
 */
export async function aptInstall(at, packages, otherwise) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) throw new Refusal(otherwise);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await at.exec('apt-get', ['update', '-q'], { env });
  await at.exec('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages], { env });
}
