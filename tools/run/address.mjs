import { createServer, isIP } from 'node:net';

import { Refusal } from '../refusal.mjs';

/**
 * Where the service listens.
 *
 * @typedef {{ host: string, port: number, text: string }} Address
 * @param {string} text `address:port`, an IPv6 address in brackets
 * @returns {Address}
 */
export function parseAddress(text) {
  const parts = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text);
  if (!parts || !isIP(parts[1] ?? parts[2]) || Number(parts[3]) > 65535) {
    throw new Refusal(`CARREL_BIND is "${text}"; it must be an IP address and a port, as in 127.0.0.1:8080.`);
  }
  return { host: parts[1] ?? parts[2], port: Number(parts[3]), text };
}

/**
 * What to type into a browser on this machine.
 *
 * @param {Address} address
 */
export function browserUrl({ host, port }) {
  const here = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host);
  return `http://${here ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * Where this process reaches the service.
 *
 * @param {Address} address
 */
export function localUrl({ host, port }) {
  const reached = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}

/**
 * Refuses an address that the service could not listen on; better now than after minutes of building.
 *
 * @param {Address} address
 */
export async function refuseTakenAddress(address) {
  const code = await new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error.code));
    server.listen(address.port, address.host, () => server.close(() => resolve(null)));
  });
  if (code === 'EADDRINUSE') {
    throw new Refusal(`Port ${address.port} is taken by another program: stop that one, or choose another, as in CARREL_BIND=127.0.0.1:8081 make run.`);
  }
  if (code === 'EACCES') {
    throw new Refusal(`This account may not listen on port ${address.port}: choose one above 1023, as in CARREL_BIND=127.0.0.1:8080 make run.`);
  }
  if (code) throw new Refusal(`Carrel cannot listen on ${address.text} (${code}): set CARREL_BIND to an address of this machine.`);
}
