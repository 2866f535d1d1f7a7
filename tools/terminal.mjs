/** What a terminal shows in colour and a log file does not. */
const colours = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code) => (text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);

export const bold = paint(1);
export const dim = paint(2);
export const red = paint(31);
export const green = paint(32);

/**
 * A duration as people say it.
 *
 * @param {number} milliseconds
 */
export function elapsed(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Says what is being done and, when it is done, how long that took.
 *
 * @template T
 * @param {string} what e.g. "Building the service"
 * @param {() => T | Promise<T>} deed
 * @returns {Promise<T>}
 */
export async function step(what, deed) {
  console.log(`${bold('›')} ${what} …`);
  const started = performance.now();
  const result = await deed();
  console.log(`  ${green('done')} ${dim(`in ${elapsed(performance.now() - started)}`)}`);
  return result;
}
