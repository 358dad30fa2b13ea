// Does a design keep its promise? 40 targets, drawn from the anchors of fresh random structures, so that all can be met: 10 on Mr, 10 on
// Hk90, 10 on Hc, 10 on all three; seeds fixed. Beside it what it must beat, with as many solver runs: random structures, the nearest
// labelled ones, a genetic search directly on grains. Every target is kept in test/reference/designs/ as it is done, so that a bench that
// was stopped goes on, on another machine as well; without those files it begins anew.
//   npm run bench:design -- --physics paper --model first-light --targets 8
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { objectiveFromTargets } from '../../dist/config/objective.js';
import { loadPreset } from '../../dist/config/preset.js';
import { runBaselines } from '../../dist/design/baselines.js';
import { design } from '../../dist/design/design.js';
import { solverSteps } from '../../dist/design/refinement.js';
import { findData } from '../../dist/design/seed-structures.js';
import { createThreadPool } from '../../dist/pool/thread-pool.js';
import { createObjective } from '../../dist/search/objective.js';
import { drawStructure } from '../../dist/structure/grains.js';
import { keptResults } from './kept-results.mjs';

const { values: flags } = parseArgs({
  options: {
    preset: { type: 'string', default: fileURLToPath(new URL('bench.yaml', import.meta.url)) },
    physics: { type: 'string' },
    model: { type: 'string' },
    targets: { type: 'string', default: '40' },
    workers: { type: 'string', default: '2' },
    set: { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: fileURLToPath(new URL('../reference/designs', import.meta.url)) },
    'no-baselines': { type: 'boolean', default: false },
  },
});
const drawSeed = 20260;
/** Of the random structures that a design must beat: the same for all targets, so that they are solved but once. */
const randomSeed = 20261;
const kinds = [['mr'], ['hk90'], ['hc'], ['mr', 'hk90', 'hc']];
const tolerance = 0.01;
const all = 40;

const set = [...flags.set];
if (flags.physics) set.push(`physics=${flags.physics}`);
if (flags.model) set.push(`model=${flags.model}`);
const preset = { ...loadPreset(flags.preset, { set }), baselines: false };
const count = Math.min(all, Number(flags.targets));
const { done, keep } = keptResults(flags.out, preset);
const others = keptResults(`${flags.out}/others`, preset);
const randomly = keptResults(`${flags.out}/random`, preset);
const keptAt = (results, index) => results.find((one) => one.index === index);
const pool = createThreadPool({ workers: Number(flags.workers) });

for (let index = 0; index < count; index++) {
  if (!keptAt(done, index)) keep(await meet(index));
  const { wanted, design: own } = keptAt(done, index);
  if (!flags['no-baselines'] && !keptAt(others.done, index))
    others.keep({ index, errors: await compare(wanted, own.solves) });
  console.error(
    `target ${index + 1}: ${JSON.stringify(wanted)}: error ${own.error.toFixed(4)}, ${own.seconds.toFixed(0)} s`,
  );
}
await pool.close();
show(done.filter(({ index }) => index < count));

async function anchorsOf(seed, index) {
  const structure = drawStructure(seed, index);
  const input = { structure, physics: preset.physics, options: solverSteps(preset) };
  const { anchors } = await pool.run('demagnetize', input);
  return anchors;
}

/** One target: the anchors of a fresh structure, then a design for them. */
async function meet(index) {
  const anchors = await anchorsOf(drawSeed, index);
  const names = kinds[index % kinds.length];
  const wanted = Object.fromEntries(names.map((name) => [name, anchors[name]]));
  const objective = objectiveOf(wanted);
  const began = performance.now();
  const phases = {};
  const emit = (event) => {
    if (event.type === 'stage') phases[event.stage] = (performance.now() - began) / 1000 - (phases[event.stage] ?? 0);
  };
  const found = await design({ preset: { ...preset, objective, seed: index + 1 }, pool, emit });
  const [best] = found.candidates;
  const solved = best.polished?.solved ?? best.solved;
  const unpolished = Math.min(...found.candidates.map((candidate) => errorOf(candidate.solved, wanted)));
  const searched = found.candidates.filter(({ start }) => start === undefined);
  return {
    index,
    machine: cpus()[0].model,
    wanted,
    design: {
      error: errorOf(solved, wanted),
      verified: (best.polished ?? best).verified,
      start: best.start ?? null,
      robust: best.robustness?.robust ?? false,
      solves: found.solves,
      seconds: found.seconds,
      search: phases.search,
    },
    unpolished,
    searched: Math.min(...searched.map((candidate) => errorOf((candidate.polished ?? candidate).solved, wanted))),
  };
}

function objectiveOf(wanted) {
  const targets = Object.entries(wanted).map(([name, value]) => `${name}=${value}`);
  return objectiveFromTargets(targets, preset.physics.material);
}

/** Error of the best that the other ways of looking find with as many solver runs. */
async function compare(wanted, solves) {
  const { physics, model, structure: limits, seed } = preset;
  const objective = createObjective(objectiveOf(wanted), physics.material);
  const found = await runBaselines({
    request: { model, backend: 'auto' },
    physics,
    objective,
    limits,
    options: solverSteps(preset),
    data: findData(physics.name),
    solves,
    ways: ['nearest labelled', 'genetic on grains'],
    seed,
    pool,
    emit: () => undefined,
  });
  return {
    'random structures': Math.min(...(await solveRandom(solves)).map((anchors) => errorOf(anchors, wanted))),
    ...Object.fromEntries(found.map(({ name, solved }) => [name, errorOf(solved, wanted)])),
  };
}

/** The anchors of the first random structures. */
async function solveRandom(count) {
  const missing = Array.from({ length: count }, (_, index) => index).filter((index) => !keptAt(randomly.done, index));
  await Promise.all(
    missing.map(async (index) => randomly.keep({ index, anchors: await anchorsOf(randomSeed, index) })),
  );
  return randomly.done.filter(({ index }) => index < count).map(({ anchors }) => anchors);
}

/** Largest over the wanted anchors; a level that is not reached counts as 1. */
function errorOf(solved, wanted) {
  return Math.max(
    ...Object.entries(wanted).map(([name, value]) => (solved[name] === null ? 1 : Math.abs(solved[name] - value))),
  );
}

function show(results) {
  const ways = {
    design: ({ design: own }) => own.error,
    'design, found structures only': ({ searched }) => searched,
    'design before polishing': ({ unpolished }) => unpolished,
    ...Object.fromEntries(
      ['random structures', 'nearest labelled', 'genetic on grains'].map((way) => [
        way,
        ({ index }) => keptAt(others.done, index)?.errors[way],
      ]),
    ),
  };
  const groups = [
    ...kinds.map((names, kind) => [names.join(', '), (one) => one.index % kinds.length === kind]),
    ['all', () => true],
  ];
  console.log(
    `physics ${preset.physics.name}, model ${preset.model}, ${results.length} of ${all} targets, within ${tolerance} (Ms, HA)`,
  );
  console.log(['target'.padEnd(14), ...Object.keys(ways).map((way) => way.padStart(30))].join(''));
  for (const [name, isIn] of groups) {
    const group = results.filter(isIn);
    if (group.length === 0) continue;
    const cells = Object.values(ways).map((of) => {
      const errors = group.map(of).filter((error) => error !== undefined);
      if (errors.length === 0) return '-';
      const met = errors.filter((error) => error <= tolerance + 1e-9).length;
      return `${met} of ${errors.length}, median ${median(errors).toFixed(4)}`;
    });
    console.log([name.padEnd(14), ...cells.map((cell) => cell.padStart(30))].join(''));
  }
  const own = results.map(({ design: one }) => one);
  console.log(
    `one design: ${median(own.map((one) => one.solves))} solver runs in the median; ${own.filter(({ robust }) => robust).length} stay verified under all perturbations`,
  );
  for (const machine of new Set(results.map((one) => one.machine))) {
    const there = results.filter((one) => one.machine === machine).map(({ design: one }) => one);
    const seconds = there.map((one) => one.seconds);
    console.log(
      `on ${machine} (${there.length}): median ${median(seconds).toFixed(0)} s, largest ${Math.max(...seconds).toFixed(0)}, search ${median(there.map((one) => one.search)).toFixed(1)} s`,
    );
  }
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
