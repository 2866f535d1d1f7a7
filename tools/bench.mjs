/**
 * `make bench`: measures the release build against the yardsticks of `tests/bench`, on a cluster of an installed Postgres
 * with full durability. What follows `--` goes to the bench itself.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

import { serviceBinary } from './build.mjs';
import { checkout } from './checkout.mjs';
import { refuseMissingTools } from './needs.mjs';
import { serverAccount } from './postgres/account.mjs';
import { installed } from './postgres/locate.mjs';
import { startThrowaway } from './postgres/throwaway.mjs';
import { runInForeground } from './process.mjs';
import { Refusal, runScript } from './refusal.mjs';
import { runCommand } from './service.mjs';
import { dim } from './terminal.mjs';

/** The installed Postgres whose client tools the yardsticks are run with; the packaged one has none. */
function installationWithClients() {
  const found = installed(serverAccount()).find(({ directory }) => ['pgbench', 'psql'].every((tool) => existsSync(join(directory, tool))));
  if (!found) throw new Refusal('The bench needs an installed Postgres with psql and pgbench (Debian: apt-get install postgresql postgresql-contrib).');
  return found;
}

await runScript(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  refuseMissingTools();
  const postgres = installationWithClients();
  const cargo = ['build', '--release', '--locked', '-p', 'carrel', '-p', 'carrel-bench'];
  if ((await runInForeground('cargo', cargo, { cwd: checkout })) !== 0) throw new Refusal('Building failed; what cargo said is above.');
  const cluster = await startThrowaway({ durable: true, installation: postgres });
  try {
    const database = new URL(cluster.url);
    database.pathname = '/carrel_bench';
    const env = {
      ...process.env,
      DATABASE_URL: database.href,
      CARREL_BENCH_SERVICE: serviceBinary('release'),
      PATH: `${postgres.directory}:${process.env.PATH}`,
    };
    runCommand(serviceBinary('release'), ['migrate', '--create-database'], env);
    console.log(dim(`Postgres ${postgres.version}, fsync and synchronous_commit on`));
    // The binary itself: `cargo run` for one package would build what both share again, with other features.
    return await runInForeground(join(dirname(serviceBinary('release')), 'carrel-bench'), positionals, { cwd: checkout, env });
  } finally {
    cluster.remove();
  }
});
