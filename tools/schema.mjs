/**
 * `make schema`: writes `api/src/schema.rs` from the migrations, through a throw-away database.
 *
 * The diesel command line is built once, at the version pinned here, with its own libpq; it stays in `.carrel/tools`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { serviceBinary } from './build.mjs';
import { carrelPath, checkout } from './checkout.mjs';
import { startThrowaway } from './postgres/throwaway.mjs';
import { capture, runInForeground } from './process.mjs';
import { Refusal, runScript } from './refusal.mjs';
import { runCommand } from './service.mjs';
import { step } from './terminal.mjs';

/** The same minor version as the library in `Cargo.toml`. */
const DIESEL_CLI = '2.3.14';

/** Runs cargo in the open. */
async function cargo(args) {
  if ((await runInForeground('cargo', args, { cwd: checkout })) !== 0) throw new Refusal(`"cargo ${args.join(' ')}" failed; what it said is above.`);
}

/** The pinned command line, built when it is not there. */
async function dieselCli() {
  const program = carrelPath('tools', 'bin', 'diesel');
  if (!capture(program, ['--version']).output.includes(DIESEL_CLI)) {
    const only = ['--locked', '--no-default-features', '--features', 'postgres-bundled'];
    await step(`Building diesel ${DIESEL_CLI} (once, some minutes)`, () =>
      cargo(['install', 'diesel_cli', '--version', DIESEL_CLI, ...only, '--root', carrelPath('tools')]),
    );
  }
  return program;
}

await runScript(async () => {
  const diesel = await dieselCli();
  await cargo(['build', '--quiet', '--locked', '-p', 'carrel']);
  const cluster = await startThrowaway();
  try {
    const database = new URL(cluster.url);
    database.pathname = '/carrel_schema';
    const env = { ...process.env, DATABASE_URL: database.href };
    runCommand(serviceBinary('debug'), ['migrate', '--create-database'], env);
    const printed = capture(diesel, ['print-schema'], { cwd: checkout, env });
    if (printed.code !== 0) throw new Refusal(`diesel could not read the database: ${printed.text}`);
    // Postgres cannot say that an array holds no nulls, so diesel allows for them; each of ours has a check that forbids them.
    const schema = printed.output.replace(/Array<Nullable<(\w+)>>/g, 'Array<$1>');
    writeFileSync(join(checkout, 'api', 'src', 'schema.rs'), schema);
    await cargo(['fmt', '--package', 'carrel']);
  } finally {
    cluster.remove();
  }
});
