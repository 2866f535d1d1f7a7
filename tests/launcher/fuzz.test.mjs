import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { checkout } from '../../tools/checkout.mjs';
import { fuzzing, targets } from '../../tools/test/fuzz.mjs';

const home = join(checkout, 'tests', 'fuzz');
const names = targets.map(({ name }) => name).sort();

test('every target of the package is run, and has seeds and words to begin with', () => {
  const manifest = readFileSync(join(home, 'Cargo.toml'), 'utf8');
  const binaries = [...manifest.matchAll(/^\[\[bin\]\]\nname = "(\w+)"/gm)].map(([, name]) => name).sort();
  assert.deepEqual(binaries, names);
  assert.deepEqual(readdirSync(join(home, 'seeds')).sort(), names);
  assert.deepEqual(readdirSync(join(home, 'dictionaries')).sort(), names.map((name) => `${name}.txt`));
});

test('make test neither builds nor runs a fuzzer', () => {
  assert.equal(fuzzing.length, targets.length + 1);
  assert.ok(fuzzing.every(({ onlyInSoak }) => onlyInSoak));
});
