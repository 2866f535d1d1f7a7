import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { capture } from '../process.mjs';
import { asAccount } from './account.mjs';

/** The oldest Postgres the service works with. */
export const OLDEST_MAJOR = 15;

/**
 * A Postgres that can be run.
 *
 * @typedef {{ directory: string, major: number, version: string }} Installation `directory` holds initdb, pg_ctl and postgres
 */

/** The folders below `parent` whose name starts so, newest version first, each with what follows the version. */
function versions(parent, prefix, rest) {
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .filter((name) => name.startsWith(prefix) && /^\d/.test(name.slice(prefix.length)))
    .sort((a, b) => parseFloat(b.slice(prefix.length)) - parseFloat(a.slice(prefix.length)))
    .map((name) => join(parent, name, rest));
}

/** Every place a system keeps Postgres programs, in the order in which they are preferred. */
function places() {
  return [
    ...(process.env.PATH ?? '').split(delimiter).filter(Boolean),
    ...versions('/usr/lib/postgresql', '', 'bin'),
    ...versions('/usr', 'pgsql-', 'bin'),
    ...versions('/opt/homebrew/opt', 'postgresql@', 'bin'),
    ...versions('/usr/local/opt', 'postgresql@', 'bin'),
    ...versions('/Applications/Postgres.app/Contents/Versions', '', 'bin'),
  ];
}

/**
 * What stands in a directory, if it is a Postgres whose three programs the account can run.
 *
 * @param {string} directory
 * @param {import('./account.mjs').Account | null} account
 * @returns {Installation | null}
 */
export function installationIn(directory, account) {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  if (!existsSync(join(directory, `initdb${suffix}`))) return null;
  // PATH often holds links to one program each; the others lie beside what the link names.
  const real = dirname(realpathSync(join(directory, `initdb${suffix}`)));
  const said = ['initdb', 'pg_ctl', 'postgres'].map((program) => capture(join(real, program), ['--version'], { cwd: '/', ...asAccount(account) }));
  const version = /(\d+)(?:\.\d+|devel|beta\d+|rc\d+)?/.exec(said[2].output);
  return said.every(({ code }) => code === 0) && version ? { directory: real, major: Number(version[1]), version: version[0] } : null;
}

/**
 * Every installed Postgres that is new enough, the preferred one first.
 *
 * @param {import('./account.mjs').Account | null} account
 * @returns {Installation[]}
 */
export function installed(account) {
  const found = new Map();
  for (const place of places()) {
    const installation = installationIn(place, account);
    if (installation && installation.major >= OLDEST_MAJOR && !found.has(installation.directory)) found.set(installation.directory, installation);
  }
  return [...found.values()];
}
