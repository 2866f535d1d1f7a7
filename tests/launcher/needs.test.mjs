import assert from 'node:assert/strict';
import { test } from 'node:test';

import { suits } from '../../tools/needs.mjs';

for (const [node, expected] of Object.entries({ '18.20.0': false, '20.18.3': false, '20.19.0': true, '21.7.3': false, '22.11.0': false, '22.12.0': true, '24.0.0': true })) {
  test(`Node ${node} is ${expected ? 'taken' : 'refused'}`, () => assert.equal(suits(node), expected));
}
