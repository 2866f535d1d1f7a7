import { createHash } from 'node:crypto';
import { existsSync, lstatSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { carrelPath, checkout } from '../checkout.mjs';
import { Refusal } from '../refusal.mjs';
import { canEnter, makePrivateDirectory } from './account.mjs';

/**
 * The directory that holds what Postgres itself must reach: `.carrel`, or, when the account it runs as cannot enter the
 * checkout, one of its own below the system's lasting temporary directory. `.carrel/cluster-at` then says where.
 *
 * @param {import('./account.mjs').Account | null} account
 */
export function stateDirectory(account) {
  const pointer = carrelPath('cluster-at');
  if (canEnter(account, carrelPath())) {
    rmSync(pointer, { force: true });
    return carrelPath();
  }
  const name = createHash('sha256').update(checkout).digest('hex').slice(0, 12);
  const directory = join('/var/tmp', `carrel-${name}`);
  // Everybody may write there, so somebody else could have made that directory first.
  const there = lstatSync(directory, { throwIfNoEntry: false });
  if (there && !(there.isDirectory() && there.uid === account.uid)) {
    throw new Refusal(`${directory} is not a directory of the account "${account.name}": move it away, Carrel keeps its database there.`);
  }
  makePrivateDirectory(account, directory);
  if (!existsSync(pointer)) writeFileSync(pointer, `${directory}\n`);
  return directory;
}
