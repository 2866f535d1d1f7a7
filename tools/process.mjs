import { spawn, spawnSync } from 'node:child_process';

/**
 * Runs a short command to its end and keeps what it said.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 * @returns {{ code: number, output: string, text: string }} `output` is what it printed, `text` that and what it complained of
 */
export function capture(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 << 20, ...options });
  if (error) return { code: 127, output: '', text: error.message };
  return { code: status ?? 1, output: stdout ?? '', text: `${stdout ?? ''}${stderr ?? ''}`.trim() };
}

/**
 * Resolves to the exit code of a child; a signal counts as the shell counts it (128 + n), a missing program as 127.
 * A child that an abort signal ends is waited for like any other.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
export function exitOf(child) {
  const signals = { SIGHUP: 129, SIGINT: 130, SIGKILL: 137, SIGTERM: 143 };
  return new Promise((resolve) => {
    child.once('error', (error) => {
      if (error.name === 'AbortError') return;
      console.error(error.message);
      resolve(127);
    });
    child.once('exit', (code, signal) => resolve(code ?? signals[signal] ?? 1));
  });
}

/**
 * Runs a command in the foreground, its terminal ours, and passes on the signals that end us, so that
 * what was started around it is still cleaned up after it.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export async function runInForeground(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  // A Ctrl-C reaches the child from the terminal itself; we only have to outlive it.
  const forward = { SIGINT: () => {}, SIGTERM: () => child.kill('SIGTERM'), SIGHUP: () => child.kill('SIGHUP') };
  for (const [signal, handler] of Object.entries(forward)) process.on(signal, handler);
  try {
    return await exitOf(child);
  } finally {
    for (const [signal, handler] of Object.entries(forward)) process.off(signal, handler);
  }
}

/**
 * Whether a process of this id is there, whoever it belongs to.
 *
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
