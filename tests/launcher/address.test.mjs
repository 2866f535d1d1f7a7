import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';

import { Refusal } from '../../tools/refusal.mjs';
import { browserUrl, localUrl, parseAddress, refuseTakenAddress } from '../../tools/run/address.mjs';

test('an address is an IP address and a port', () => {
  assert.deepEqual(parseAddress('127.0.0.1:8080'), { host: '127.0.0.1', port: 8080, text: '127.0.0.1:8080' });
  assert.deepEqual(parseAddress('[::1]:80'), { host: '::1', port: 80, text: '[::1]:80' });
});

for (const text of ['8080', 'localhost:8080', '127.0.0.1', '127.0.0.1:99999', '::1:8080', '127.0.0.1:']) {
  test(`"${text}" is refused in one sentence`, () => {
    assert.throws(() => parseAddress(text), (error) => error instanceof Refusal && !error.message.includes('\n'));
  });
}

test('every address is told in a way that can be opened', () => {
  assert.equal(browserUrl(parseAddress('0.0.0.0:8080')), 'http://localhost:8080');
  assert.equal(browserUrl(parseAddress('192.0.2.7:80')), 'http://192.0.2.7:80');
  assert.equal(browserUrl(parseAddress('[2001:db8::7]:80')), 'http://[2001:db8::7]:80');
  assert.equal(localUrl(parseAddress('0.0.0.0:8080')), 'http://127.0.0.1:8080');
  assert.equal(localUrl(parseAddress('[::]:8080')), 'http://[::1]:8080');
});

test('a taken port is refused with the way out', async () => {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await assert.rejects(refuseTakenAddress(parseAddress(`127.0.0.1:${port}`)), /is taken by another program: .*CARREL_BIND=/);
  await new Promise((resolve) => server.close(resolve));
  await refuseTakenAddress(parseAddress(`127.0.0.1:${port}`));
});
