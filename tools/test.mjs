/**
 * `make test`: everything that must hold before a change lands, to the end even when something failed.
 *
 *     node tools/test.mjs                       all stages
 *     node tools/test.mjs --only client-lint    one stage and what it needs; may be given more than once
 *     node tools/test.mjs --soak                the long run: more trials, longer fuzzing
 */
import { parseArgs } from 'node:util';

import { refuseMissingTools } from './needs.mjs';
import { startThrowaway } from './postgres/throwaway.mjs';
import { Refusal, runScript } from './refusal.mjs';
import { bold, dim, elapsed, green, red } from './terminal.mjs';
import { slowestTests } from './test/slowest.mjs';
import { mark, runStage } from './test/stage.mjs';
import { stages } from './test/stages.mjs';

/** The stages asked for, with what they need. */
function chosen(only, soak) {
  if (!only) return stages.filter(({ onlyInSoak }) => soak || !onlyInSoak);
  const wanted = new Set();
  const want = (name) => {
    const stage = stages.find((stage) => stage.name === name);
    if (!stage) throw new Refusal(`There is no stage "${name}"; there are ${stages.map(({ name }) => name).join(', ')}.`);
    wanted.add(name);
    (stage.needs ?? []).forEach(want);
  };
  only.forEach(want);
  return stages.filter(({ name }) => wanted.has(name));
}

/** Runs a lane's stages one after the other and adds each result to `results`. */
async function runLane(lane, around, results) {
  for (const stage of lane) {
    if (around.stopping.aborted) return;
    const missing = (stage.needs ?? []).find((name) => results.find((result) => result.name === name)?.state !== 'passed');
    if (missing) console.log(`${mark('skipped')} ${stage.name} ${dim(`not run, ${missing} did not pass`)}`);
    results.push(missing ? { name: stage.name, state: 'skipped', milliseconds: 0, log: '' } : await runStage(stage, around));
  }
}

/** Prints the times, the slowest tests and how it ended. Returns the exit code. */
function summarise(unordered, stages, stopped, milliseconds) {
  const asked = stages.length;
  const results = stages.map((stage) => unordered.find(({ name }) => name === stage.name)).filter(Boolean);
  console.log(`\n${bold('Stages')}`);
  for (const { name, state, milliseconds } of results) console.log(`  ${mark(state)} ${name.padEnd(16)} ${dim(elapsed(milliseconds).padStart(12))}`);
  const slowest = slowestTests(results.find(({ name }) => name === 'tests')?.log ?? '', 10);
  if (slowest.length > 0) console.log(`\n${bold('Slowest tests')}`);
  for (const { seconds, name } of slowest) console.log(`  ${seconds.toFixed(2).padStart(7)} s  ${name}`);
  const bad = results.filter(({ state }) => state !== 'passed').map(({ name }) => name);
  const time = elapsed(milliseconds);
  if (stopped) console.log(`\n${red(`Stopped after ${time}, before the end.`)}`);
  else if (bad.length > 0) console.log(`\n${red(`${bad.length} of ${asked} stages did not pass: ${bad.join(', ')}.`)} ${dim(time)}`);
  else console.log(`\n${green(asked === 1 ? 'The stage passed' : `All ${asked} stages passed`)} in ${time}.`);
  return stopped || bad.length > 0 ? 1 : 0;
}

await runScript(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, soak: { type: 'boolean', default: false } } });
  const started = performance.now();
  const asked = chosen(values.only, values.soak);
  refuseMissingTools();
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => controller.abort());
  const cluster = await startThrowaway();
  try {
    const around = { cluster: cluster.url, stopping: controller.signal, soak: values.soak };
    const results = [];
    const lane = (name) => runLane(asked.filter((stage) => stage.lane === name), around, results);
    await Promise.all([lane('service'), lane('client')]);
    await lane('whole');
    return summarise(results, asked, controller.signal.aborted, performance.now() - started);
  } finally {
    cluster.remove();
  }
});
