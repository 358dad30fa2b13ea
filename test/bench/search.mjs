// npm run bench:search -- [--model first-light] [--targets 12] [--seed 1] [--keep 8]
// Ways of searching the latent space side by side, on the same targets: genetic or matrix adaptation, with and without gradient steps. The
// targets are what the model predicts for fresh random structures, a fourth each on Mr, Hk90, Hc and on all three. The solver is not asked:
// bench:design does that. What counts is what is left of a code once it is decoded and realised as grains.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { objectiveFromTargets } from '../../dist/config/objective.js';
import { loadPreset } from '../../dist/config/preset.js';
import { predictInPool } from '../../dist/design/predict.js';
import { realiseCandidates } from '../../dist/design/realise.js';
import { screenCandidates } from '../../dist/design/screen.js';
import { findData } from '../../dist/design/seed-structures.js';
import { createThreadPool } from '../../dist/pool/thread-pool.js';
import { createObjective } from '../../dist/search/objective.js';
import { drawStructure } from '../../dist/structure/grains.js';

const { values: flags } = parseArgs({
  options: {
    model: { type: 'string', default: 'first-light' },
    physics: { type: 'string', default: 'paper' },
    targets: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string', default: '8' },
  },
});
const [count, seed, keep] = ['targets', 'seed', 'keep'].map((name) => Number(flags[name]));
const kinds = [['mr'], ['hk90'], ['hc'], ['mr', 'hk90', 'hc']];
const ways = [
  ['genetic', { method: 'genetic', gradientSteps: 0 }],
  ['genetic, gradient steps', { method: 'genetic', gradientSteps: 10 }],
  ['30 generations, gradient steps', { method: 'genetic', generations: 30, gradientSteps: 10 }],
  ['matrix adaptation', { method: 'matrix-adaptation', gradientSteps: 0 }],
  ['matrix adaptation, gradient steps', { method: 'matrix-adaptation', gradientSteps: 10 }],
];
const preset = loadPreset(fileURLToPath(new URL('bench.yaml', import.meta.url)), {
  set: [`physics=${flags.physics}`, `model=${flags.model}`],
});
const { physics, structure: limits } = preset;
const pool = createThreadPool({ workers: 2 });
const emit = () => undefined;
const request = { model: flags.model, backend: 'auto' };
const drawn = Array.from({ length: count }, (_, index) => drawStructure(20260 + seed, index));
const predictions = await predictInPool(drawn, { request, pool });
const rows = new Map(ways.map(([name]) => [name, []]));

for (const [index, anchors] of predictions.entries()) {
  const targets = kinds[index % kinds.length].map((name) => `${name}=${anchors[name]}`);
  const spec = objectiveFromTargets(targets, physics.material);
  const objective = createObjective(spec, physics.material);
  const loss = (all) => mean(all.map((one) => objective.loss(one, 0)));
  for (const [name, settings] of ways) {
    const began = performance.now();
    const search = {
      ...{ ...request, objective: spec, physics, limits, seed: index + 1, keep, startFrom: [] },
      settings: { ...preset.search, ...settings },
      data: findData(physics.name),
    };
    const { found, generations } = await pool.run('search', search, { onProgress: emit });
    const seconds = (performance.now() - began) / 1000;
    const realised = await realiseCandidates(found, { limits, cells: 160, pool, emit });
    const structures = realised.map(({ structure }) => structure);
    const predicted = await predictInPool(structures, { request, pool });
    const screening = { request, objective, limits, seed: index + 1, startFrom: [], keep: 4, pool, emit };
    const { candidates } = await screenCandidates(realised, screening);
    rows.get(name).push({
      ...{ seconds, generations, found: found.length },
      code: loss(found.map((one) => one.predicted)),
      decoded: loss(found.map((one) => one.predictedDecoded)),
      realised: loss(predicted),
      screened: loss(candidates.map((one) => one.predicted)),
    });
  }
  console.error(`target ${index + 1} of ${count}: ${targets.join(', ')}`);
}
await pool.close();

console.log(
  `model ${flags.model}, ${count} targets, ${keep} codes each; distances from the target in tolerances (0.01)`,
);
const columns = ['seconds', 'generations', 'found', 'code', 'decoded', 'realised', 'screened'];
console.log(['way'.padEnd(36), ...columns.map((name) => name.padStart(12))].join(''));
for (const [name, results] of rows) {
  const cells = columns.map((column) =>
    mean(results.map((one) => one[column]))
      .toFixed(2)
      .padStart(12),
  );
  console.log([name.padEnd(36), ...cells].join(''));
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
