/**
 * Something the launcher cannot go on without, said in one sentence that tells what to do.
 * It is printed without a stack trace: the reader is at a terminal, not in this code.
 */
export class Refusal extends Error {}

/**
 * Runs a script's body, prints a refusal as its sentence alone and ends with the code the body returns.
 *
 * @param {() => Promise<number | void>} body returns the exit code, nothing for 0
 */
export async function runScript(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    console.error(error instanceof Refusal ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
