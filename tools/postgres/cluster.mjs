import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { freePort } from '../port.mjs';
import { capture, isAlive } from '../process.mjs';
import { Refusal } from '../refusal.mjs';
import { asAccount, own } from './account.mjs';

/** The superuser of every cluster we make. */
export const SUPERUSER = 'carrel';

/**
 * One cluster on disk: `<home>/data` with its log beside it.
 *
 * @typedef {object} Cluster
 * @property {string} home directory of the account, mode 0700
 * @property {import('./locate.mjs').Installation} installation
 * @property {import('./account.mjs').Account | null} account
 * @property {string} password of the superuser
 * @property {Record<string, string | number>} settings what goes into its configuration besides address and port
 */

const data = (cluster) => join(cluster.home, 'data');
const log = (cluster) => join(cluster.home, 'postgres.log');

/** Runs a Postgres program as the account, from a directory which that account can enter. */
function postgres(cluster, program, args) {
  const environment = { ...process.env, LC_ALL: 'C', LANGUAGE: 'C' };
  // Somebody's own PGPORT or PGDATA must not reach a cluster of ours.
  for (const name of Object.keys(environment)) if (name.startsWith('PG')) delete environment[name];
  return capture(join(cluster.installation.directory, program), args, {
    cwd: cluster.home,
    env: environment,
    // Not a pipe: the server inherits it and would hold it open for as long as it runs.
    stdio: program === 'pg_ctl' ? ['ignore', 'ignore', 'ignore'] : ['ignore', 'pipe', 'pipe'],
    ...asAccount(cluster.account),
  });
}

/**
 * Makes the cluster's files: UTF-8, text compared by code point, upper and lower case known for every script.
 *
 * @param {Cluster} cluster
 * @param {{ sync: boolean }} options whether to wait until the files are on the disk
 */
export function initialise(cluster, { sync }) {
  const passwordFile = join(cluster.home, 'initial-password');
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
  own(cluster.account, passwordFile);
  const provider = cluster.installation.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  let said = '';
  try {
    // Systems call the same character type differently; the first one this system knows is taken.
    for (const characters of ['C.UTF-8', 'C.utf8', 'UTF-8', 'en_US.UTF-8', 'C']) {
      const made = postgres(cluster, 'initdb', [
        '--pgdata', data(cluster), '--username', SUPERUSER, '--pwfile', passwordFile, '--auth', 'scram-sha-256',
        '--encoding', 'UTF8', '--locale', 'C', `--lc-ctype=${characters}`, ...provider, '--no-instructions', ...(sync ? [] : ['--no-sync']),
      ]);
      if (made.code === 0) return;
      said = made.text;
      if (!/locale/i.test(said)) break;
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
  throw new Refusal(`Postgres could not make a cluster in ${cluster.home}: ${said.split('\n').slice(-3).join(' ')}`);
}

/**
 * The port a cluster answers on now, null when it does not run. A pid file that a crash left behind does not count:
 * its process id may be another program's by now.
 *
 * @param {string} home
 * @returns {Promise<number | null>}
 */
export async function runningPort(home) {
  const file = join(home, 'data', 'postmaster.pid');
  if (!existsSync(file)) return null;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map((line) => Number(line.trim()));
  return isAlive(pid) && (await isPostgres(port)) ? port : null;
}

/**
 * Starts a cluster and waits until it answers, on the port given or, when that is taken, on a free one.
 *
 * @param {Cluster} cluster
 * @param {number | null} wanted
 * @returns {Promise<number>} the port, on 127.0.0.1
 */
export async function start(cluster, wanted) {
  // Somebody else may take the port between our finding it free and listening on it, and after a crash the last
  // processes of the old server take a moment to go.
  for (let attempt = 0; attempt < 4; attempt += 1) {
    if (attempt > 0) await sleep(1000);
    const port = await freePort(wanted);
    configure(cluster, port);
    if (postgres(cluster, 'pg_ctl', ['start', '--wait', '--timeout=60', '--pgdata', data(cluster), '--log', log(cluster)]).code === 0) return port;
  }
  const last = existsSync(log(cluster)) ? readFileSync(log(cluster), 'utf8').trim().split('\n').slice(-3).join(' ') : 'it left no log';
  throw new Refusal(`Postgres ${cluster.installation.major} did not start; its log ${log(cluster)} ends: ${last}`);
}

/**
 * Stops a cluster and waits for it.
 *
 * @param {Cluster} cluster
 * @param {'fast' | 'immediate'} mode immediate only for one whose files are thrown away
 */
export function stop(cluster, mode) {
  return postgres(cluster, 'pg_ctl', ['stop', '--wait', '--timeout=60', '--mode', mode, '--pgdata', data(cluster)]).code === 0;
}

/**
 * Where a client finds the maintenance database of a cluster, as its superuser.
 *
 * @param {Cluster} cluster
 * @param {number} port
 * @param {string} [database]
 */
export function url(cluster, port, database = 'postgres') {
  return `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/${database}`;
}

/** The whole configuration, written at each start so that a cluster made by an older checkout follows the newer one. */
function configure(cluster, port) {
  const lines = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...cluster.settings,
  }).map(([name, value]) => `${name} = '${value}'\n`);
  const file = join(data(cluster), 'postgresql.conf');
  writeFileSync(file, lines.join(''), { mode: 0o600 });
  own(cluster.account, file);
}

/** Whether what listens on a port speaks Postgres: it answers an SSL request with one letter. */
function isPostgres(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])));
    const answer = (is) => (socket.destroy(), resolve(is));
    socket.setTimeout(2000, () => answer(false));
    socket.once('error', () => answer(false));
    socket.once('close', () => resolve(false));
    socket.once('data', (bytes) => answer(bytes.length === 1 && 'NS'.includes(bytes.toString('latin1'))));
  });
}
