import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { carrelPath } from '../checkout.mjs';

/** The secret that seals this checkout's signing keys; made once, readable by its owner only. */
export function checkoutSecret() {
  const file = carrelPath('secret');
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}
