/**
 * Runs a command beside a throw-away Postgres cluster whose maintenance database `CARREL_TEST_CLUSTER` names.
 *
 *     node tools/with-cluster.mjs -- cargo nextest run -p carrel
 *     node tools/with-cluster.mjs --keep      leaves one running and prints its URL
 *     node tools/with-cluster.mjs --stop      ends the one left running
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { carrelPath } from './checkout.mjs';
import { removeThrowaway, startThrowaway } from './postgres/throwaway.mjs';
import { runInForeground } from './process.mjs';
import { Refusal, runScript } from './refusal.mjs';

const keptFile = carrelPath('kept-cluster.json');
const kept = () => (existsSync(keptFile) ? JSON.parse(readFileSync(keptFile, 'utf8')) : null);

/** Leaves a cluster running; a second call only tells of the first. */
async function keep() {
  const running = kept();
  if (running && existsSync(running.home)) return running.url;
  const cluster = await startThrowaway({ kept: true });
  writeFileSync(keptFile, JSON.stringify({ url: cluster.url, home: cluster.home }), { mode: 0o600 });
  return cluster.url;
}

/** Ends the cluster left running by `--keep`, if there is one. */
function stopKept() {
  const running = kept();
  if (running) removeThrowaway(running.home);
  rmSync(keptFile, { force: true });
}

/** Runs the command and ends the cluster after it, however it ended. */
async function withCluster([command, ...args]) {
  const cluster = await startThrowaway();
  try {
    return await runInForeground(command, args, { env: { ...process.env, CARREL_TEST_CLUSTER: cluster.url } });
  } finally {
    cluster.remove();
  }
}

await runScript(async () => {
  const { values, positionals } = parseArgs({ options: { keep: { type: 'boolean' }, stop: { type: 'boolean' } }, allowPositionals: true });
  if (values.stop) return stopKept();
  if (values.keep) return console.log(await keep());
  if (positionals.length === 0) throw new Refusal('Say what to run: node tools/with-cluster.mjs -- <command> (or --keep, --stop).');
  return withCluster(positionals);
});
