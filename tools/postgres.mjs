/**
 * The private Postgres of this checkout, by hand.
 *
 *     node tools/postgres.mjs start     starts it and prints the URL of its database
 *     node tools/postgres.mjs stop      stops it; the data stays
 *
 * `--package` runs the packaged Postgres even where one is installed.
 */
import { parseArgs } from 'node:util';

import { privateCluster, stopPrivateCluster } from './postgres/private.mjs';
import { Refusal, runScript } from './refusal.mjs';

await runScript(async () => {
  const { values, positionals } = parseArgs({ options: { package: { type: 'boolean' } }, allowPositionals: true });
  if (values.package) process.env.CARREL_POSTGRES = 'package';
  switch (positionals[0]) {
    case 'start':
      return console.log((await privateCluster().start()).url);
    case 'stop':
      return console.log((await stopPrivateCluster()) ? 'Postgres has stopped.' : 'Postgres was not running.');
    default:
      throw new Refusal('Say what to do: node tools/postgres.mjs start | stop (and --package to use the packaged Postgres).');
  }
});
