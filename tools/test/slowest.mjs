import { existsSync, readFileSync } from 'node:fs';

/**
 * The slowest tests a log of the Rust tests tells of.
 *
 * @param {string} log
 * @param {number} count
 * @returns {{ seconds: number, name: string }[]} slowest first
 */
export function slowestTests(log, count) {
  if (!existsSync(log)) return [];
  const tests = new Map();
  for (const [, seconds, name] of readFileSync(log, 'utf8').matchAll(/^\s+(?:PASS|FAIL|SLOW|LEAK)\s+\[\s*>?\s*([\d.]+)s\](?:\s+\([^)]*\))?\s+(.+)$/gm)) {
    tests.set(name, Number(seconds));
  }
  return [...tests].map(([name, seconds]) => ({ name, seconds })).sort((a, b) => b.seconds - a.seconds).slice(0, count);
}
