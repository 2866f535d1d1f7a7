import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { slowestTests } from '../../tools/test/slowest.mjs';

const LOG = `
    Starting 3 tests across 2 binaries
        PASS [   0.004s] (1/3) carrel-rules due_date::closed_day_moves_forward
        SLOW [> 60.000s] (─/3) carrel::api loans::check_out::race
        PASS [  61.250s] (2/3) carrel::api loans::check_out::race
        FAIL [   1.500s] (3/3) carrel::api loans::renew::too_often
        FAIL [   1.500s] (3/3) carrel::api loans::renew::too_often
     Summary [  61.300s] 3 tests run: 2 passed (1 slow), 1 failed, 0 skipped
`;

test('the slowest tests are told once each, slowest first', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-slowest-'));
  try {
    const log = join(folder, 'tests.log');
    writeFileSync(log, LOG);
    assert.deepEqual(slowestTests(log, 2), [
      { seconds: 61.25, name: 'carrel::api loans::check_out::race' },
      { seconds: 1.5, name: 'carrel::api loans::renew::too_often' },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('without a log there is nothing to tell', () => assert.deepEqual(slowestTests('/nowhere/tests.log', 10), []));
