import { randomBytes } from 'node:crypto';

import { clientDirectory, serviceBinary } from '../build.mjs';
import { logPath } from '../checkout.mjs';
import { freePort } from '../port.mjs';
import { runCommand, startService } from '../service.mjs';

/** What the demo library's staff sign in with. */
export const DEMO_PASSWORD = 'carrel-demo';

/**
 * Runs a deed against the debug build serving a fresh demo library.
 *
 * @param {import('./stage.mjs').Bench} at
 * @param {string} name of the database and of the service's log
 * @param {(url: string) => Promise<void>} deed gets where the service listens
 */
export async function withDemoService(at, name, deed) {
  const binary = serviceBinary('debug');
  const [port, adminPort] = [await freePort(null), await freePort(null)];
  const database = new URL(at.cluster);
  database.pathname = `/carrel_${name}_${randomBytes(4).toString('hex')}`;
  const environment = {
    ...process.env,
    DATABASE_URL: database.href,
    CARREL_BIND: `127.0.0.1:${port}`,
    CARREL_ADMIN_BIND: `127.0.0.1:${adminPort}`,
    CARREL_SECRET: randomBytes(32).toString('hex'),
    CARREL_CLIENT_DIR: clientDirectory,
    CARREL_MIGRATE: 'auto',
  };
  at.note(runCommand(binary, ['migrate', '--create-database'], environment));
  at.note(runCommand(binary, ['demo', '--yes'], environment));
  const url = `http://127.0.0.1:${port}`;
  const service = await startService({ binary, environment, url, log: logPath(`${name}-service`), stopping: at.stopping });
  try {
    await deed(url);
  } finally {
    await service.stop();
  }
}

/**
 * Signs a member of the demo library's staff in.
 *
 * @param {string} url where the service listens
 * @param {string} username
 * @returns {Promise<string>} the access token
 */
export async function signIn(url, username) {
  const answer = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password: DEMO_PASSWORD }),
  });
  if (!answer.ok) throw new Error(`Signing ${username} in was answered with ${answer.status}: ${await answer.text()}`);
  return (await answer.json()).access_token;
}
