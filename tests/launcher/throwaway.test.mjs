import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { runningPort } from '../../tools/postgres/cluster.mjs';
import { startThrowaway } from '../../tools/postgres/throwaway.mjs';

test('a throw-away cluster is gone with its files', async () => {
  const cluster = await startThrowaway();
  assert.equal(await runningPort(cluster.home), Number(new URL(cluster.url).port));
  cluster.remove();
  assert.equal(existsSync(cluster.home), false);
});

test('one whose launcher was killed is ended by the next', async () => {
  const orphan = await startThrowaway();
  const owner = join(orphan.home, 'owner.json');
  const gone = 2 ** 22 + 1;
  writeFileSync(owner, JSON.stringify({ ...JSON.parse(readFileSync(owner, 'utf8')), pid: gone }));
  const next = await startThrowaway();
  assert.equal(existsSync(orphan.home), false);
  next.remove();
});
