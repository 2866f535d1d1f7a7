import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { checkout } from './checkout.mjs';
import { capture, exitOf } from './process.mjs';
import { Refusal } from './refusal.mjs';

/**
 * Runs one command of the service to its end and returns what it printed.
 *
 * @param {string} binary
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} environment
 */
export function runCommand(binary, args, environment) {
  const { code, output, text } = capture(binary, args, { cwd: checkout, env: environment });
  if (code !== 0) throw new Refusal(`"carrel ${args.join(' ')}" failed: ${lastLines(text, 10)}`);
  return output.trim();
}

/**
 * The last lines of a text.
 *
 * @param {string} text
 * @param {number} count
 */
export const lastLines = (text, count) => text.trimEnd().split('\n').slice(-count).join('\n');

/**
 * A running service.
 *
 * @typedef {{ ended: Promise<number>, stop: () => Promise<void> }} Service
 */

/**
 * Starts the service and waits until it answers.
 *
 * @param {{ binary: string, environment: NodeJS.ProcessEnv, url: string, log: string, stopping?: AbortSignal }} how
 *   `url` is where it will listen, `log` the file that gets everything it says
 * @returns {Promise<Service>}
 */
export async function startService({ binary, environment, url, log, stopping }) {
  const file = openSync(log, 'w');
  // A process group of its own: a Ctrl-C in the terminal must reach it as our request to finish, not as a blow.
  const child = spawn(binary, ['serve'], { cwd: checkout, env: { ...environment, NO_COLOR: '1' }, stdio: ['ignore', file, file], detached: true });
  closeSync(file);
  let running = true;
  const ended = exitOf(child).finally(() => (running = false));
  const stop = async () => {
    if (!running) return;
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(patience);
  };
  for (const started = Date.now(); !(await answers(`${url}/health/live`)); await sleep(50)) {
    if (stopping?.aborted) break;
    if (!running || Date.now() - started > 30_000) {
      await stop();
      throw new Refusal(`The service did not start; its log ${log} ends:\n${lastLines(readFileSync(log, 'utf8'), 20)}`);
    }
  }
  return { ended, stop };
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}
