import { chmodSync, chownSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

import { capture } from '../process.mjs';
import { Refusal } from '../refusal.mjs';

/**
 * The account Postgres runs as. Postgres refuses to run as root, so root lends it an unprivileged one:
 * `postgres` where the system has it, else `nobody`. Anyone else runs it as themselves.
 *
 * @typedef {{ uid: number, gid: number, name: string }} Account
 * @returns {Account | null} null when it runs as whoever we are
 */
export function serverAccount() {
  if (process.getuid?.() !== 0) return null;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const [name, , uid, gid] = lines.find(([name]) => name === wanted) ?? [];
    if (Number(uid) > 0 && Number(gid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new Refusal('Postgres cannot run as root and this system has neither a "postgres" nor a "nobody" account: run as a normal account.');
}

/**
 * What `spawn` needs to run something as that account.
 *
 * @param {Account | null} account
 */
export function asAccount(account) {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/**
 * Whether the account can enter a directory, all its parents included.
 *
 * @param {Account | null} account
 * @param {string} directory
 */
export function canEnter(account, directory) {
  return !account || capture('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], asAccount(account)).code === 0;
}

/**
 * Whether the account can run a program, which takes entering every directory above it.
 *
 * @param {Account | null} account
 * @param {string} program
 */
export function canRun(account, program) {
  return capture(program, ['--version'], { cwd: '/', ...asAccount(account) }).code === 0;
}

/**
 * Makes a directory that only the account can look into.
 *
 * @param {Account | null} account
 * @param {string} directory
 */
export function makePrivateDirectory(account, directory) {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  own(account, directory);
  chmodSync(directory, 0o700);
}

/**
 * Gives a path to the account.
 *
 * @param {Account | null} account
 * @param {string} path
 */
export function own(account, path) {
  if (account) chownSync(path, account.uid, account.gid);
}

/**
 * A directory for short-lived things which the account can enter: the system's own unless that is somebody's private one.
 *
 * @param {Account | null} account
 */
export function temporaryDirectory(account) {
  return [tmpdir(), '/tmp', '/var/tmp'].find((directory) => canEnter(account, directory)) ?? tmpdir();
}
