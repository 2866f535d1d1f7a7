import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import { carrelPath } from '../checkout.mjs';
import { isAlive } from '../process.mjs';
import { Refusal } from '../refusal.mjs';

/**
 * Makes sure that one launcher at a time runs from a checkout: the first to end would stop Postgres under the other.
 *
 * @returns {() => void} gives the claim back
 */
export function claimCheckout() {
  const file = carrelPath('run.pid');
  const other = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (other > 0 && other !== process.pid && isAlive(other)) {
    throw new Refusal(`Carrel already runs from this checkout (process ${other}): stop it first, or remove ${file} if that is something else.`);
  }
  writeFileSync(file, `${process.pid}\n`);
  return () => rmSync(file, { force: true });
}
