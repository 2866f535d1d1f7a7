import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { makePrivateDirectory, serverAccount, temporaryDirectory } from '../../tools/postgres/account.mjs';
import { runningPort } from '../../tools/postgres/cluster.mjs';
import { privateCluster } from '../../tools/postgres/private.mjs';
import { Refusal } from '../../tools/refusal.mjs';

let state;
let cluster;

before(async () => {
  state = mkdtempSync(join(temporaryDirectory(serverAccount()), 'carrel-private-'));
  makePrivateDirectory(serverAccount(), state);
  cluster = await privateCluster(state).start();
});

after(() => {
  cluster.stop();
  rmSync(state, { recursive: true });
});

test('it listens on the loopback only, behind a password that only its account reads', () => {
  const settings = readFileSync(join(cluster.home, 'data', 'postgresql.conf'), 'utf8');
  assert.match(settings, /^listen_addresses = '127\.0\.0\.1'$/m);
  assert.match(settings, /^unix_socket_directories = ''$/m);
  assert.match(settings, /^synchronous_commit = 'on'$/m);
  assert.equal(statSync(join(cluster.home, 'password')).mode & 0o077, 0);
  assert.equal(statSync(cluster.home).mode & 0o077, 0);
  assert.doesNotMatch(readFileSync(join(cluster.home, 'data', 'pg_hba.conf'), 'utf8'), /^[^#].*\btrust\b/m);
});

test('it comes back at the same address with the same data', async () => {
  const { url } = cluster;
  cluster.stop();
  assert.equal(await runningPort(cluster.home), null);
  cluster = await privateCluster(state).start();
  assert.equal(cluster.url, url);
});

test('one that still runs is taken over', async () => {
  const pid = readFileSync(join(cluster.home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0];
  const again = await privateCluster(state).start();
  assert.equal(again.url, cluster.url);
  assert.equal(readFileSync(join(cluster.home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0], pid);
});

test('it recovers from being killed', async () => {
  const { url } = cluster;
  process.kill(Number(readFileSync(join(cluster.home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
  cluster = await privateCluster(state).start();
  assert.equal(cluster.url, url);
  assert.notEqual(await runningPort(cluster.home), null);
});

test('data of another major version is refused, with both named', () => {
  cluster.stop();
  const major = Number(/pg(\d+)$/.exec(cluster.home)[1]);
  const other = join(state, 'pg9');
  renameSync(cluster.home, other);
  try {
    assert.throws(() => privateCluster(state), (error) => {
      assert.ok(error instanceof Refusal);
      assert.match(error.message, new RegExp(`made by Postgres 9 and only Postgres .*\\b${major}\\b.* is to be had: install Postgres 9, or move `));
      return true;
    });
  } finally {
    renameSync(other, cluster.home);
  }
});
