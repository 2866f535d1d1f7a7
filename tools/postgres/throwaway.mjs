import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { isAlive } from '../process.mjs';
import { makePrivateDirectory, serverAccount, temporaryDirectory } from './account.mjs';
import { initialise, start, stop, url } from './cluster.mjs';
import { choose } from './choose.mjs';

const PREFIX = 'carrel-test-';

/** Durability is for data that is kept; without it a database for each test costs milliseconds. */
const QUICK = {
  max_connections: 300,
  shared_buffers: '256MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '4GB',
  checkpoint_timeout: '1h',
  jit: 'off',
};

/** For measuring: as durable as a library's own, with room for what a small server would give it. */
const DURABLE = { max_connections: 300, shared_buffers: '256MB', max_wal_size: '4GB', checkpoint_timeout: '15min', jit: 'off' };

/**
 * A cluster that lives as long as one command, outside the checkout.
 *
 * @typedef {{ url: string, home: string, remove: () => void }} Throwaway
 * @param {object} [options]
 * @param {boolean} [options.kept] whether it outlives this process, to be ended by `removeThrowaway`
 * @param {boolean} [options.durable] whether what it acknowledges is on the disk
 * @param {import('./locate.mjs').Installation} [options.installation] the Postgres to run instead of the usual one
 * @returns {Promise<Throwaway>}
 */
export async function startThrowaway({ kept = false, durable = false, installation: given } = {}) {
  const account = serverAccount();
  const parent = temporaryDirectory(account);
  removeOrphans(account, parent);
  const installation = given ?? choose(account, null);
  const home = mkdtempSync(join(parent, PREFIX));
  makePrivateDirectory(account, home);
  const cluster = { home, installation, account, password: randomBytes(12).toString('hex'), settings: durable ? DURABLE : QUICK };
  writeFileSync(join(home, 'owner.json'), JSON.stringify({ pid: kept ? null : process.pid, installation }));
  try {
    initialise(cluster, { sync: false });
    const port = await start(cluster, null);
    return { url: url(cluster, port), home, remove: () => removeThrowaway(home) };
  } catch (error) {
    removeThrowaway(home);
    throw error;
  }
}

/**
 * Ends a throw-away cluster and its files; nothing happens if it is gone.
 *
 * @param {string} home
 */
export function removeThrowaway(home) {
  const owner = join(home, 'owner.json');
  if (!existsSync(owner)) return;
  const { installation } = JSON.parse(readFileSync(owner, 'utf8'));
  stop({ home, installation, account: serverAccount() }, 'immediate');
  rmSync(home, { recursive: true, force: true });
}

/** Ends what a launcher that was killed left behind. Other people's clusters are theirs. */
function removeOrphans(account, parent) {
  for (const name of readdirSync(parent).filter((name) => name.startsWith(PREFIX))) {
    const owner = join(parent, name, 'owner.json');
    try {
      const { pid } = JSON.parse(readFileSync(owner, 'utf8'));
      if (pid !== null && !isAlive(pid)) removeThrowaway(join(parent, name));
    } catch (error) {
      if (!['ENOENT', 'EACCES'].includes(error.code)) throw error;
    }
  }
}
