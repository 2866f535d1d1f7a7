import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

import { checkout, logPath } from '../checkout.mjs';
import { exitOf } from '../process.mjs';
import { Refusal } from '../refusal.mjs';
import { lastLines } from '../service.mjs';
import { bold, dim, elapsed, green, red } from '../terminal.mjs';

/** A command that hangs ends after this many milliseconds, unless it is given longer. */
const PATIENCE = 15 * 60_000;

/**
 * One thing `make test` checks.
 *
 * @typedef {object} Stage
 * @property {string} name also of its log, `.carrel/logs/<name>.log`
 * @property {'service' | 'client' | 'whole'} lane stages of a lane run one after the other; `whole` waits for the other two
 * @property {string[]} [needs] stages without whose success this one says nothing
 * @property {boolean} [onlyInSoak] left out of `make test`
 * @property {(at: Bench) => Promise<void>} run fails by throwing
 *
 * What a stage works with.
 * @typedef {object} Bench
 * @property {(command: string, args: string[], options?: import('node:child_process').SpawnOptions & { patience?: number }) => Promise<void>} exec
 *   runs a command into the log and throws when it fails, or when it has not ended after so many milliseconds
 * @property {(line: string) => void} note writes a line into the log
 * @property {string} log
 * @property {string} cluster URL of the maintenance database of the test cluster, as its superuser
 * @property {AbortSignal} stopping
 * @property {boolean} soak whether this is the long run
 *
 * @typedef {{ name: string, state: 'passed' | 'failed' | 'skipped', milliseconds: number, log: string }} Result
 */

/**
 * Runs one stage and says how it went.
 *
 * @param {Stage} stage
 * @param {{ cluster: string, stopping: AbortSignal, soak: boolean }} around
 * @returns {Promise<Result>}
 */
export async function runStage(stage, around) {
  const log = logPath(stage.name);
  const file = openSync(log, 'w');
  const note = (line) => writeSync(file, `${line}\n`);
  const started = performance.now();
  console.log(`${bold('›')} ${stage.name} …`);
  let state = 'passed';
  try {
    await stage.run({ ...around, log, note, exec: (...command) => execute(file, note, around, ...command) });
  } catch (error) {
    state = 'failed';
    note(error instanceof Refusal ? error.message : error.stack);
  } finally {
    closeSync(file);
  }
  const result = { name: stage.name, state, milliseconds: performance.now() - started, log };
  console.log(`${mark(state)} ${stage.name} ${dim(elapsed(result.milliseconds))}`);
  if (state === 'failed' && !around.stopping.aborted) {
    console.log(lastLines(readFileSync(log, 'utf8'), 40).replace(/^/gm, '    '));
    console.log(`  ${red('the whole log is')} ${log}`);
  }
  return result;
}

/**
 * The sign before a stage's name.
 *
 * @param {Result['state']} state
 */
export const mark = (state) => ({ passed: green('✓'), failed: red('✗'), skipped: dim('–') })[state];

async function execute(file, note, { cluster, stopping }, command, args, options = {}) {
  note(`$ ${command} ${args.join(' ')}`);
  const { env, patience = PATIENCE, ...others } = options;
  // A process group of its own, so that what a command started ends with it.
  const child = spawn(command, args, {
    cwd: checkout,
    env: { ...process.env, CARREL_TEST_CLUSTER: cluster, CARGO_TERM_COLOR: 'never', NO_COLOR: '1', CI: '1', FORCE_COLOR: undefined, ...env },
    stdio: ['ignore', file, file],
    detached: true,
    ...others,
  });
  const end = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  };
  const timer = setTimeout(() => (note(`Ended after ${elapsed(patience)}.`), end()), patience);
  stopping.addEventListener('abort', end, { once: true });
  const code = await exitOf(child);
  clearTimeout(timer);
  stopping.removeEventListener('abort', end);
  if (code !== 0) throw new Refusal(`"${command} ${args.join(' ')}" ended with code ${code}.`);
}
