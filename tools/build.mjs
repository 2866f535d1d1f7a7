import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { carrelPath, checkout } from './checkout.mjs';
import { capture, exitOf } from './process.mjs';
import { Refusal } from './refusal.mjs';
import { step } from './terminal.mjs';

const client = join(checkout, 'web-client');

/** Where the built client lies; what the service serves. */
export const clientDirectory = join(client, 'dist');

/** How building commands are run in the open: what they say is seen, their failure ends the launcher. */
const openly = (stopping) => async (command, args, { cwd }) => {
  const shell = process.platform === 'win32' && command === 'npm';
  const code = await exitOf(spawn(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'], signal: stopping, shell }));
  if (stopping?.aborted) throw new Refusal('Stopped while building.');
  if (code !== 0) throw new Refusal(`"${command} ${args.join(' ')}" failed; what it said is above.`);
};

/**
 * Installs the packages an npm folder's lock names, unless that very lock is installed already.
 *
 * @param {string} folder
 * @param {(command: string, args: string[], options: { cwd: string }) => Promise<void>} exec runs a command, throws when it fails
 */
export async function installPackages(folder, exec) {
  const stamp = join(folder, 'node_modules', '.carrel-lock');
  const lock = createHash('sha256').update(readFileSync(join(folder, 'package-lock.json'))).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  await exec('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
  writeFileSync(stamp, lock);
}

/**
 * Builds the client unless what it is made from is what it was made from last time.
 *
 * @param {AbortSignal} [stopping]
 */
export async function buildClient(stopping) {
  const stamp = carrelPath('client-built-from');
  const sources = hashOfSources();
  if (existsSync(join(clientDirectory, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  await step('Fetching what the client is made of', () => installPackages(client, openly(stopping)));
  await step('Building the client', () => openly(stopping)('npm', ['run', '--silent', 'build'], { cwd: client }));
  writeFileSync(stamp, sources);
}

/** Content, not dates: a checkout of another commit changes dates in either direction. */
function hashOfSources() {
  const hash = createHash('sha256');
  const skipped = new Set(['node_modules', 'dist', 'e2e', 'test-results', 'playwright-report']);
  const add = (folder) => {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries.filter(({ name }) => !skipped.has(name))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) add(path);
      else if (entry.isFile()) hash.update(path).update('\0').update(readFileSync(path)).update('\0');
    }
  };
  add(client);
  return hash.digest('hex');
}

/**
 * Builds the service; cargo itself knows what is up to date.
 *
 * @param {AbortSignal} [stopping]
 */
export async function buildService(stopping) {
  const cargo = ['build', '--release', '--locked', '-p', 'carrel'];
  const binary = serviceBinary('release');
  const hint = existsSync(binary) ? '' : ' (the first time takes some minutes)';
  await step(`Building the service${hint}`, () => openly(stopping)('cargo', cargo, { cwd: checkout }));
  return binary;
}

/**
 * Where cargo puts the service, wherever somebody's own configuration keeps built things.
 *
 * @param {'debug' | 'release'} profile
 */
export function serviceBinary(profile) {
  const { code, output, text } = capture('cargo', ['metadata', '--format-version=1', '--no-deps', '--offline'], { cwd: checkout });
  if (code !== 0) throw new Refusal(`cargo does not read this workspace: ${text.split('\n').at(-1)}`);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return join(JSON.parse(output).target_directory, profile, `carrel${suffix}`);
}
