import { capture } from './process.mjs';
import { Refusal } from './refusal.mjs';

const OLDEST_RUST = [1, 89];

/** Whether the client's build tools run on this Node: each even version from the release in which it could load modules with require. */
export const suits = (node) => (node.startsWith('20.') ? isAtLeast(node, [20, 19]) : isAtLeast(node, [22, 12]));

/** Whether a version, as in "1.95.0", is at least `oldest`. */
function isAtLeast(version, [major, minor]) {
  const [ours, less] = version.split('.').map(Number);
  return ours > major || (ours === major && less >= minor);
}

/** Refuses to begin without what building takes: Node's npm, Rust and a C compiler. */
export function refuseMissingTools() {
  if (!suits(process.versions.node)) throw new Refusal(`Node 20.19, or 22.12 or newer, is needed and this is ${process.versions.node}: install one of those.`);
  if (capture('npm', ['--version'], { shell: process.platform === 'win32' }).code !== 0) {
    throw new Refusal('npm was not found: install the one that belongs to Node.');
  }
  const rust = /\d+\.\d+\.\d+/.exec(capture('cargo', ['--version']).output)?.[0];
  if (!rust) throw new Refusal('Rust was not found (no "cargo" in PATH): install it with rustup.');
  if (!isAtLeast(rust, OLDEST_RUST)) throw new Refusal(`Rust ${OLDEST_RUST.join('.')} or newer is needed and this is ${rust}: run "rustup update stable".`);
  const compilers = [process.env.CC, 'cc', 'gcc', 'clang'].filter(Boolean);
  if (process.platform !== 'win32' && !compilers.some((compiler) => capture(compiler, ['--version']).code === 0)) {
    throw new Refusal('No C compiler was found: install one (Debian: apt-get install gcc libc6-dev; macOS: xcode-select --install).');
  }
}
