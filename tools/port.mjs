import { createServer } from 'node:net';

/**
 * A port of 127.0.0.1 to listen on: the wanted one if nobody has it, else one the system picks.
 *
 * @param {number | null} wanted
 * @returns {Promise<number>}
 */
export function freePort(wanted) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (wanted ? freePort(null).then(resolve, reject) : reject(error)));
    server.listen(wanted ?? 0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
