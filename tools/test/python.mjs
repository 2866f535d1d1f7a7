import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { carrelPath, checkout } from '../checkout.mjs';
import { capture } from '../process.mjs';
import { aptInstall } from './debian.mjs';

const requirements = join(checkout, 'tests', 'requirements.txt');
const needsPython = 'The tests of the wire need Python 3.11 or newer with venv: install it (Debian: apt-get install python3-venv).';

/** A Python that is new enough and can make environments of its own. */
function findPython() {
  const probe = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))';
  return ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11'].find((python) => capture(python, ['-c', probe]).code === 0);
}

/**
 * The tools of `tests/requirements.txt` in an environment of this checkout, made anew when that file changes.
 *
 * @param {import('./stage.mjs').Bench} at
 * @returns {Promise<string>} the directory of their programs
 */
export async function pythonTools(at) {
  const home = carrelPath('venv');
  const programs = join(home, process.platform === 'win32' ? 'Scripts' : 'bin');
  const stamp = join(home, 'made-from');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  // An environment holds links to the Python it was made with, which may be gone since.
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && capture(join(programs, 'python'), ['--version']).code === 0) return programs;
  if (!findPython()) await aptInstall(at, ['python3-venv'], needsPython);
  rmSync(home, { recursive: true, force: true });
  await at.exec(findPython() ?? 'python3', ['-m', 'venv', home]);
  await at.exec(join(programs, 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '-r', requirements]);
  writeFileSync(stamp, wanted);
  return programs;
}
