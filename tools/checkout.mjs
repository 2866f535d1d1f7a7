import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this checkout. */
export const checkout = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Where everything lives that the launcher makes for itself: cluster, secret, logs, pinned tools.
 * Made on first use and readable by its owner only, except that the account Postgres runs as passes through.
 *
 * @param {...string} parts path below `.carrel`
 */
export function carrelPath(...parts) {
  const home = join(checkout, '.carrel');
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o711);
  return join(home, ...parts);
}

/**
 * Where something's log is: a folder nobody else looks into.
 *
 * @param {string} name
 */
export function logPath(name) {
  mkdirSync(carrelPath('logs'), { recursive: true, mode: 0o700 });
  return carrelPath('logs', `${name}.log`);
}
