/**
 * `make run`: builds client and service and starts Carrel, with a Postgres of its own unless `DATABASE_URL` names one.
 *
 * Only its own Postgres is migrated without being asked and gets the demo library; a database somebody names is theirs.
 */
import { buildClient, buildService, clientDirectory } from './build.mjs';
import { logPath } from './checkout.mjs';
import { refuseMissingTools } from './needs.mjs';
import { freePort } from './port.mjs';
import { privateCluster } from './postgres/private.mjs';
import { Refusal, runScript } from './refusal.mjs';
import { browserUrl, localUrl, parseAddress, refuseTakenAddress } from './run/address.mjs';
import { claimCheckout } from './run/claim.mjs';
import { checkoutSecret } from './run/secret.mjs';
import { runCommand, startService } from './service.mjs';
import { bold, dim, step } from './terminal.mjs';

/** A signal that is aborted when somebody asks us to stop. */
function stopRequests() {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => controller.abort());
  return controller.signal;
}

/** What the service is told through its environment; what somebody set stands. */
async function environment(address, databaseUrl) {
  return {
    // Beside the main one, so that two checkouts with two addresses do not meet here.
    CARREL_ADMIN_BIND: `127.0.0.1:${await freePort(address.port + 1)}`,
    CARREL_SECRET: checkoutSecret(),
    CARREL_CLIENT_DIR: clientDirectory,
    ...process.env,
    CARREL_BIND: address.text,
    ...(databaseUrl ? { DATABASE_URL: databaseUrl, CARREL_MIGRATE: 'auto' } : {}),
  };
}

/** Brings the private database to this version of the service, with the demo library when it is new. */
function prepareDatabase(binary, env) {
  runCommand(binary, ['migrate', '--create-database'], env);
  runCommand(binary, ['demo', '--if-empty'], env);
}

/** Tells where everything is. */
function printWelcome(address, env, log, logins) {
  const url = browserUrl(address);
  console.log(`\n${bold('Carrel is open')} at ${bold(url)}`);
  console.log(`  API reference   ${url}/docs\n  Metrics         http://${env.CARREL_ADMIN_BIND}/metrics\n  Service log     ${log}`);
  if (logins) console.log(`\n${logins}`);
  console.log(`\n${dim('Ctrl-C stops it; the data stays.')}`);
}

/** Serves until somebody asks to stop or the service ends by itself. Returns the exit code. */
async function serve(binary, address, database, stopping) {
  const env = await environment(address, database?.url);
  if (database) await step('Preparing the database', () => prepareDatabase(binary, env));
  const log = logPath('service');
  const service = await step('Starting the service', () => startService({ binary, environment: env, url: localUrl(address), log, stopping }));
  try {
    if (!stopping.aborted) printWelcome(address, env, log, database && runCommand(binary, ['demo', '--print-logins'], env));
    const asked = new Promise((resolve) => (stopping.aborted ? resolve() : stopping.addEventListener('abort', resolve)));
    const code = await Promise.race([asked.then(() => null), service.ended]);
    if (code !== null) throw new Refusal(`The service ended by itself (code ${code}); its log is ${log}.`);
  } finally {
    await service.stop();
  }
}

await runScript(async () => {
  const address = parseAddress(process.env.CARREL_BIND || '127.0.0.1:8080');
  const stopping = stopRequests();
  const release = claimCheckout();
  try {
    await refuseTakenAddress(address);
    refuseMissingTools();
    const postgres = process.env.DATABASE_URL ? null : privateCluster();
    await buildClient(stopping);
    const binary = await buildService(stopping);
    const database = postgres && (await step(`Starting Postgres ${postgres.version}`, () => postgres.start()));
    try {
      await serve(binary, address, database, stopping);
    } finally {
      database?.stop();
    }
    console.log('Carrel has stopped.');
  } finally {
    release();
  }
});
