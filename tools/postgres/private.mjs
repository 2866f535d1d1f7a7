import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Refusal } from '../refusal.mjs';
import { makePrivateDirectory, serverAccount } from './account.mjs';
import { choose } from './choose.mjs';
import { initialise, runningPort, start, stop, url } from './cluster.mjs';
import { stateDirectory } from './state.mjs';

/** For one library on a small machine beside other programs; what is acknowledged is on the disk. */
const LASTING = {
  max_connections: 60,
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '1GB',
  random_page_cost: 1.1,
  max_wal_size: '512MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  jit: 'off',
  log_min_duration_statement: '1s',
  log_checkpoints: 'off',
};

/** A log beyond this many bytes starts anew. */
const LOG_LIMIT = 10 << 20;

/**
 * The cluster of this checkout, which keeps its data from run to run.
 *
 * @typedef {{ url: string, home: string, version: string, stop: () => void }} PrivateCluster `url` names the database `carrel`
 * @param {string} [state] the directory its files are below
 * @returns {{ start: () => Promise<PrivateCluster>, version: string }} found at once, started when asked, so that what
 *   stands in the way is told before anything is built
 */
export function privateCluster(state = stateDirectory(serverAccount())) {
  const account = serverAccount();
  const installation = installationFor(account, state);
  const home = join(state, `pg${installation.major}`);
  return { version: installation.version, start: () => open({ home, installation, account, settings: LASTING }) };
}

/** Stops the cluster of this checkout if it runs. Says whether it did. */
export async function stopPrivateCluster() {
  const account = serverAccount();
  const state = stateDirectory(account);
  const [made] = madeIn(state);
  if (!made || (await runningPort(made.home)) === null) return false;
  return stop({ home: made.home, installation: choose(account, made), account }, 'fast');
}

/** The clusters made in a state directory, the newest version first. */
function madeIn(state) {
  return readdirSync(state)
    .map((name) => /^pg(\d+)$/.exec(name))
    .filter(Boolean)
    .map(([name, major]) => ({ major: Number(major), home: join(state, name), data: join(state, name) }))
    .sort((a, b) => b.major - a.major);
}

/** Data decides: the Postgres that made it, even when a newer one has been installed since. */
function installationFor(account, state) {
  const [made] = madeIn(state);
  if (made && statSync(made.home).uid !== (account?.uid ?? process.getuid?.() ?? 0)) {
    throw new Refusal(`${made.home} belongs to another account: run Carrel as the one that made it, or move it away to start with an empty library.`);
  }
  return choose(account, made ?? null);
}

async function open(cluster) {
  if (!existsSync(cluster.home)) make(cluster);
  const password = readFileSync(join(cluster.home, 'password'), 'utf8').trim();
  const known = { ...cluster, password };
  // A launcher that was killed leaves its server running; it is as good as a new one.
  const port = (await runningPort(cluster.home)) ?? (await startRemembering(known));
  return { url: url(known, port, 'carrel'), home: cluster.home, version: cluster.installation.version, stop: () => stop(known, 'fast') };
}

/** Made beside its place and moved there whole, so that an interrupted start leaves nothing half made. */
function make(cluster) {
  const making = `${cluster.home}.making`;
  rmSync(making, { recursive: true, force: true });
  makePrivateDirectory(cluster.account, making);
  const password = randomBytes(24).toString('hex');
  initialise({ ...cluster, home: making, password }, { sync: true });
  writeFileSync(join(making, 'password'), `${password}\n`, { mode: 0o600 });
  renameSync(making, cluster.home);
}

/** The same port each time, as long as nobody else took it: a psql someone has open finds it again. */
async function startRemembering(cluster) {
  const file = join(cluster.home, 'port');
  const log = statSync(join(cluster.home, 'postgres.log'), { throwIfNoEntry: false });
  if (log && log.size > LOG_LIMIT) rmSync(join(cluster.home, 'postgres.log'));
  const port = await start(cluster, existsSync(file) ? Number(readFileSync(file, 'utf8')) : null);
  writeFileSync(file, `${port}\n`);
  return port;
}
