import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { installPackages } from '../build.mjs';
import { checkout } from '../checkout.mjs';
import { capture } from '../process.mjs';
import { Refusal } from '../refusal.mjs';
import { chromium } from './chromium.mjs';
import { signIn, withDemoService } from './demo.mjs';
import { fuzzing } from './fuzz.mjs';
import { pythonTools } from './python.mjs';

const client = join(checkout, 'web-client');
const lint = join(checkout, 'tools', 'lint');
const document = join(checkout, 'openapi', 'openapi.json');
const hasNextest = () => capture('cargo', ['nextest', '--version'], { cwd: checkout }).code === 0;

/** Runs one script of the client's package; a package that lost it fails the stage in plain words. */
async function clientScript(at, script, options = {}) {
  const { scripts = {} } = JSON.parse(readFileSync(join(client, 'package.json'), 'utf8'));
  if (!scripts[script]) throw new Refusal(`web-client/package.json has no script "${script}".`);
  await at.exec('npm', ['run', '--silent', script], { cwd: client, ...options });
}

/** The workspace, and the fuzzers, which are a workspace of their own. */
async function format(at) {
  await at.exec('cargo', ['fmt', '--all', '--check']);
  await at.exec('cargo', ['fmt', '--manifest-path', join(checkout, 'tests', 'fuzz', 'Cargo.toml'), '--check']);
}

/**
 * What has clippy compile the workspace's own crates instead of rustc: one pass both lints and builds them, and everything they stand on is
 * compiled once instead of once for each. Clippy reads its own arguments from CLIPPY_ARGS, parted by that word.
 */
const linting = { RUSTC_WORKSPACE_WRAPPER: 'clippy-driver', CLIPPY_ARGS: '-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__' };

/** Lints and compiles the workspace with all its tests. */
const build = (at) => cargoTest(at, ['--no-run'], { patience: 45 * 60_000 });

/** All tests of the workspace; nextest where it is installed, because it times each. */
const rustTests = (at) => cargoTest(at, ['--no-fail-fast'], at.soak ? { trials: '1000', patience: 120 * 60_000 } : { patience: 45 * 60_000 });

async function cargoTest(at, how, { trials, patience }) {
  const runner = hasNextest() ? ['nextest', 'run', '--retries', '0'] : ['test', '--lib', '--bins', '--tests', '--examples'];
  const env = { ...linting, ...(trials && { CARREL_TRIALS: trials }) };
  await at.exec('cargo', [...runner, ...how, '--workspace', '--locked'], { env, patience });
}

/** Requests nobody thought of, sent to every operation of the document by those who may do all and those who may do most. */
async function contract(at) {
  const programs = await pythonTools(at);
  await withDemoService(at, 'contract', async (url) => {
    // Both first: made-up passwords lock accounts and the address. An access token lives 15 minutes, enough for both.
    const [supervisor, assistant] = [await signIn(url, 'sam.supervisor'), await signIn(url, 'ada.assistant')];
    for (const [token, seconds] of [[supervisor, at.soak ? 600 : 45], [assistant, at.soak ? 240 : 15]]) {
      await at.exec(join(programs, 'schemathesis'), [
        '--config-file', join(checkout, 'tests', 'schemathesis.toml'), 'run', document, '--url', url,
        '--max-time', String(seconds), ...(at.soak ? [] : ['--seed', '1']),
      ], { env: { CARREL_TOKEN: token, SCHEMATHESIS_HOOKS: join(checkout, 'tests', 'contract.py') } });
    }
  });
}

/** What is read of MARC and written as MARC, judged by the library most others use. */
async function marc(at) {
  const programs = await pythonTools(at);
  await at.exec('cargo', ['build', '--quiet', '--locked', '--package', 'carrel-marc', '--example', 'convert'], { env: linting });
  const target = process.env.CARGO_TARGET_DIR ?? join(checkout, 'target');
  await at.exec(join(programs, 'python'), [join(checkout, 'tests', 'marc.py'), join(target, 'debug', 'examples', 'convert')]);
}

/** The programs that integrators are shown, against the service they are written for. */
async function examples(at) {
  const folder = join(checkout, 'openapi', 'examples');
  await withDemoService(at, 'examples', async (url) => {
    const env = { CARREL_URL: url };
    await at.exec('sh', [join(folder, 'lend.sh')], { env });
    await at.exec('node', [join(folder, 'lend.mjs')], { env });
    await at.exec('python3', [join(folder, 'availability.py')], { env });
  });
}

/** The screens in a real browser, on a demo library nobody else touches. */
async function browser(at) {
  const program = await chromium(at);
  await withDemoService(at, 'browser', (url) => clientScript(at, 'e2e', { env: { CARREL_URL: url, CARREL_CHROMIUM: program } }));
}

/** Both linters, each to its end, so that one run shows everything. */
async function openapiLint(at) {
  await installPackages(lint, at.exec);
  if (!existsSync(document)) throw new Refusal('openapi/openapi.json is missing: run "make openapi".');
  const program = (name) => join(lint, 'node_modules', '.bin', name);
  const env = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const judges = [
    ['redocly', 'lint', '--config', join(lint, 'redocly.yaml'), document],
    ['spectral', 'lint', '--ruleset', join(lint, 'spectral.yaml'), '--fail-severity', 'warn', document],
  ];
  const failures = [];
  for (const [name, ...args] of judges) await at.exec(program(name), args, { env }).catch((failure) => failures.push(failure));
  if (failures.length > 0) throw failures[0];
}

/** @type {import('./stage.mjs').Stage[]} Everything `make test` and `make soak` check, in the order in which each lane does it. */
export const stages = [
  { name: 'format', lane: 'service', run: format },
  { name: 'build', lane: 'service', run: build },
  { name: 'tests', lane: 'service', needs: ['build'], run: rustTests },
  { name: 'doc-tests', lane: 'service', needs: ['build'], run: (at) => at.exec('cargo', ['test', '--doc', '--workspace', '--locked'], { env: linting }) },
  { name: 'launcher', lane: 'client', run: (at) => at.exec('node', ['--test', join(checkout, 'tests', 'launcher')]) },
  { name: 'client-packages', lane: 'client', run: (at) => installPackages(client, at.exec) },
  { name: 'client-types', lane: 'client', needs: ['client-packages'], run: (at) => clientScript(at, 'typecheck') },
  { name: 'client-lint', lane: 'client', needs: ['client-packages'], run: (at) => clientScript(at, 'lint') },
  { name: 'client-tests', lane: 'client', needs: ['client-packages'], run: (at) => clientScript(at, 'test') },
  { name: 'client-build', lane: 'client', needs: ['client-packages'], run: (at) => clientScript(at, 'build') },
  { name: 'openapi-lint', lane: 'client', run: openapiLint },
  { name: 'examples', lane: 'whole', needs: ['build'], run: examples },
  { name: 'contract', lane: 'whole', needs: ['build'], run: contract },
  { name: 'marc', lane: 'whole', needs: ['build'], run: marc },
  { name: 'browser', lane: 'whole', needs: ['build', 'client-build'], run: browser },
  ...fuzzing,
];
