import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { carrelPath, checkout } from '../checkout.mjs';
import { capture } from '../process.mjs';
import { Refusal } from '../refusal.mjs';
import { step } from '../terminal.mjs';
import { aptInstall } from './debian.mjs';

const CARGO_FUZZ = '0.13.2';
const home = join(checkout, 'tests', 'fuzz');
/** Sanitizers are a feature of nightly compilers; this has the stable one take it too. */
const env = { RUSTC_BOOTSTRAP: '1' };

/**
 * What is fuzzed, by the names of the package's targets. `owner` is the crate whose tests read the seeds, `longest` the longest input in
 * bytes; `readsMarc` begins with the real files that may lie beside the checkout as well.
 */
export const targets = [
  { name: 'iso2709', owner: 'carrel-marc', longest: 4_096, readsMarc: true },
  { name: 'marc8', owner: 'carrel-marc', longest: 512, readsMarc: true },
  { name: 'marcxml', owner: 'carrel-marc', longest: 4_096 },
  { name: 'call_number', owner: 'carrel-rules', longest: 128 },
  { name: 'csv', owner: 'carrel', longest: 1_024 },
];

/** How long each target runs. */
function seconds() {
  const wanted = process.env.CARREL_FUZZ_SECONDS ?? '600';
  if (!/^[1-9]\d{0,5}$/.test(wanted)) throw new Refusal(`CARREL_FUZZ_SECONDS is "${wanted}" and not a number of seconds.`);
  return Number(wanted);
}

/** The pinned cargo-fuzz, built when it is not there. */
async function cargoFuzz(at) {
  const program = carrelPath('tools', 'bin', 'cargo-fuzz');
  if (!capture(program, ['--version']).output.includes(CARGO_FUZZ)) {
    await step(`Building cargo-fuzz ${CARGO_FUZZ} (once, a minute)`, () =>
      at.exec('cargo', ['install', 'cargo-fuzz', '--version', CARGO_FUZZ, '--locked', '--root', carrelPath('tools')]),
    );
  }
  return program;
}

const where = () => ['--fuzz-dir', home, '--target-dir', carrelPath('fuzz', 'target')];

/** All targets, from exactly what the lock names. */
async function build(at) {
  seconds();
  const compilers = [process.env.CXX, 'c++', 'g++', 'clang++'].filter(Boolean);
  if (!compilers.some((compiler) => capture(compiler, ['--version']).code === 0)) {
    await aptInstall(at, ['g++'], 'The fuzzers need a C++ compiler: install one (Debian: apt-get install g++).');
  }
  const program = await cargoFuzz(at);
  await at.exec('cargo', ['fetch', '--locked', '--manifest-path', join(home, 'Cargo.toml')]);
  await at.exec(program, ['build', ...where()], { env });
}

/** The folder of real files: beside the checkout, or beside the folder that worktrees are in. */
function realFiles() {
  for (let folder = checkout; ; folder = dirname(folder)) {
    const data = join(folder, 'shared', 'data');
    if (existsSync(data)) return [data];
    if (folder === dirname(folder)) return [];
  }
}

/** Runs one target for its time; a crash is told with its file and with what to do about it. */
async function run(at, target) {
  const { name, longest, readsMarc } = target;
  const corpus = carrelPath('fuzz', 'corpus', name);
  mkdirSync(corpus, { recursive: true });
  const artefacts = join(home, 'artifacts', name);
  const list = () => (existsSync(artefacts) ? readdirSync(artefacts) : []);
  const before = new Set(list());
  const begin = [corpus, join(home, 'seeds', name), ...(readsMarc ? realFiles() : [])];
  const how = [`-max_total_time=${seconds()}`, `-max_len=${longest}`, '-timeout=10', '-rss_limit_mb=1024', '-malloc_limit_mb=64', '-print_final_stats=1'];
  const words = `-dict=${join(home, 'dictionaries', `${name}.txt`)}`;
  const program = await cargoFuzz(at);
  try {
    await at.exec(program, ['run', ...where(), name, ...begin, '--', ...how, words], { env, patience: (seconds() + 300) * 1000 });
  } catch (failure) {
    const found = list().filter((file) => !before.has(file));
    if (found.length === 0) throw failure;
    const said = /panicked at [^\n]*\n[^\n]{0,400}/.exec(readFileSync(at.log, 'utf8'))?.[0] ?? failure.message;
    throw new Refusal([said, ...found.map((file) => toReplay(target, relative(checkout, join(artefacts, file))))].join('\n'));
  }
}

/** What to do with what a fuzzer has found. */
const toReplay = ({ name, owner }, file) => `${name} fails for ${file}. To see it again, and to keep it:
  cp ${file} tests/fuzz/seeds/${name}/<what-it-shows> && cargo test -p ${owner} seeds_of_${name}
As it was found:
  RUSTC_BOOTSTRAP=1 .carrel/tools/bin/cargo-fuzz run --fuzz-dir tests/fuzz --target-dir .carrel/fuzz/target ${name} ${file}`;

/** @type {import('./stage.mjs').Stage[]} */
export const fuzzing = [
  { name: 'fuzz-build', lane: 'whole', onlyInSoak: true, run: build },
  ...targets.map((target) => ({
    name: `fuzz-${target.name.replace('_', '-')}`,
    lane: 'whole',
    onlyInSoak: true,
    needs: ['fuzz-build'],
    run: (at) => run(at, target),
  })),
];
