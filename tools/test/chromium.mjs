import { capture } from '../process.mjs';
import { aptInstall } from './debian.mjs';

const places = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of a Chromium that starts. `CARREL_CHROMIUM` goes first. */
function findChromium() {
  const found = [process.env.CARREL_CHROMIUM, ...places].filter(Boolean).find((program) => capture(program, ['--version']).code === 0);
  return found && (found.includes('/') ? found : capture('which', [found]).output.trim());
}

/**
 * The browser of this system, installed first where that can be done.
 *
 * @param {import('./stage.mjs').Bench} at
 * @returns {Promise<string>}
 */
export async function chromium(at) {
  if (!findChromium()) {
    await aptInstall(at, ['chromium'], 'The browser tests need Chromium: install it (Debian: apt-get install chromium) or set CARREL_CHROMIUM to one.');
  }
  return findChromium();
}
