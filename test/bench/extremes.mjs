// npm run bench:extremes -- [--physics paper] [--model first-light] [--set polish.solves=30] [--out runs/bench-extremes]
// Wishes instead of targets: does a design end at or beyond the best labelled structure? Best values are solved ones on either side, the
// bounds of "hard and square" met by both. Each wish is kept as it is done, so that a bench that was stopped goes on.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadObjective, objectiveFromTargets } from '../../dist/config/objective.js';
import { loadPreset } from '../../dist/config/preset.js';
import { design } from '../../dist/design/design.js';
import { createThreadPool } from '../../dist/pool/thread-pool.js';
import { createObjective, quantityOf } from '../../dist/search/objective.js';
import { keptResults } from './kept-results.mjs';

const { values: flags } = parseArgs({
  options: {
    preset: { type: 'string', default: fileURLToPath(new URL('bench.yaml', import.meta.url)) },
    physics: { type: 'string' },
    model: { type: 'string' },
    workers: { type: 'string', default: '2' },
    set: { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: 'runs/bench-extremes' },
  },
});
const set = ['polish.solves=30', 'polish.enough=100', ...flags.set];
if (flags.physics) set.push(`physics=${flags.physics}`);
if (flags.model) set.push(`model=${flags.model}`);
const preset = loadPreset(flags.preset, { set });
const { physics } = preset;
const { material } = physics;
const wishes = {
  'maximize Hc': ['hc', objectiveFromTargets(['hc=maximize'], material)],
  'maximize Mr': ['mr', objectiveFromTargets(['mr=maximize'], material)],
  'maximize (BH)max': ['energyProduct', loadObjective('maximize-energy-product', material)],
  'hard and square': ['hc', loadObjective('hard-and-square', material)],
};
const { done, keep } = keptResults(flags.out, preset);
const pool = createThreadPool({ workers: Number(flags.workers) });
const labelled = await pool.run('labelled-quantities', { physics: physics.name });

for (const [wish, [quantity, spec]] of Object.entries(wishes)) {
  if (done.some((one) => one.wish === wish)) continue;
  const objective = createObjective(spec, material);
  const found = await design({ preset: { ...preset, objective: spec }, pool });
  const solved = found.candidates.map((one) => (one.polished ?? one).solved);
  const result = {
    wish,
    quantity,
    best: bestOf(solved, quantity, objective),
    labelled: bestOf(rowsOf(labelled), quantity, objective),
    solves: found.solves,
    seconds: found.seconds,
  };
  keep(result);
}
await pool.close();

console.log(`physics ${physics.name}, model ${preset.model}, ${labelled.count} labelled structures`);
console.log('| wish | best design, solved | best labelled | solver runs | seconds |\n| --- | --- | --- | --- | --- |');
for (const { wish, quantity, best, labelled: known, solves, seconds } of done) {
  const shown = (value) => {
    if (value === null) return 'none meets the bounds';
    return quantity === 'energyProduct' ? `${(value / 1e3).toFixed(1)} kJ/m3` : value.toFixed(4);
  };
  console.log(`| ${wish} | ${shown(best)} | ${shown(known)} | ${solves} | ${seconds.toFixed(0)} |`);
}

/** The greatest value among those that meet all bounds. */
function bestOf(all, quantity, objective) {
  const met = all.filter((measured) => objective.isMet(measured));
  return met.length > 0 ? Math.max(...met.map((measured) => quantityOf(measured, quantity, material))) : null;
}

function rowsOf({ count, values }) {
  return Array.from({ length: count }, (_, i) =>
    Object.fromEntries(Object.entries(values).map(([name, all]) => [name, Number.isFinite(all[i]) ? all[i] : null])),
  );
}
