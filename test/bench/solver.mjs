// npm run bench -- [--physics paper|resolved] [--random 40] [--seed 7] [--skip-references]
// The solver against the references: evaluations, seconds, anchor points, largest deviation; then its cost over random structures of
// the paper's distribution. One core. Seconds belong to the machine, evaluations of the demagnetizing field do not.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { loadPhysics } from '../../dist/config/physics.js';
import { anchorNames } from '../../dist/quantities.js';
import { chooseKernel, kernelMakers } from '../../dist/solver/choose-kernel.js';
import { demagnetize } from '../../dist/solver/demagnetize.js';
import { reduceMaterial } from '../../dist/solver/reduced-material.js';
import { drawParameters, drawStructure } from '../../dist/structure/grains.js';
import { parseStructure } from '../../dist/structure/structure-json.js';

const all = { paper: loadPhysics('paper'), resolved: loadPhysics('resolved') };
const folder = new URL('../reference/', import.meta.url);
const read = (path) => readFileSync(new URL(path, folder), 'utf8');

const { values } = parseArgs({
  options: {
    physics: { type: 'string', multiple: true },
    random: { type: 'string', default: '40' },
    seed: { type: 'string', default: '7' },
    'skip-references': { type: 'boolean', default: false },
  },
});
for (const name of ['random', 'seed']) {
  if (!/^\d+$/.test(values[name])) {
    console.error(`--${name}: expected a whole number, got ${values[name]}`);
    process.exit(2);
  }
}
const chosen = values.physics ?? Object.keys(all);
for (const name of chosen) {
  if (!(name in all)) {
    console.error(`--physics: expected ${Object.keys(all).join(' or ')}, got ${name}`);
    process.exit(2);
  }
}

/** The one that 'auto' takes first; the others beside it. */
const kernels = [...new Set([chooseKernel(), 'webassembly'])];

console.log(`${cpus()[0]?.model}, Node ${process.version}, kernel ${kernels[0]}`);
for (const name of chosen) benchField(all[name]);
for (const name of chosen) {
  if (!values['skip-references']) benchReferences(all[name]);
  if (Number(values.random) > 0) benchRandom(all[name], Number(values.random), Number(values.seed));
}

/** The best of many: what the field costs where nothing else runs. */
function benchField({ cellSize, material, magnetization }) {
  const cells = Math.round(320e-9 / cellSize);
  const grid = { nx: cells, ny: cells, cellSize, thickness: 36e-6 };
  const axes = { kx: new Float64Array(cells ** 2), ky: new Float64Array(cells ** 2).fill(1) };
  const dimension = magnetization === 'free' ? 3 : 2;
  const made = kernels.map((name) => kernelMakers[name](grid, axes, reduceMaterial(material, cellSize), dimension));
  const states = made.map((kernel) => kernel.createState());
  const best = made.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < 40; round++) {
    made.forEach((kernel, k) => {
      const started = performance.now();
      for (let i = 0; i < 5; i++) kernel.evaluate(states[k], 0);
      best[k] = Math.min(best[k], (performance.now() - started) / 5);
    });
  }
  const times = kernels.map((name, k) => `${name} ${best[k].toFixed(2)} ms`).join(', ');
  console.log(`${cells} x ${cells} cells: field, energy and gradient ${times}`);
}

function benchReferences(physics) {
  console.log(`\nreferences, physics ${physics.name}`);
  const rows = read('anchors.csv').trim().split('\n').slice(1);
  for (const row of rows.map((line) => line.split(',')).filter(([, of]) => of === physics.name)) {
    const structure = parseStructure(read(`structures/${row[0]}.json`), row[0]);
    const [solved, ...others] = kernels.map((kernel) => demagnetize(structure, physics, { kernel }));
    const deviations = anchorNames.map((name, i) => Math.abs(solved.anchors[name] - Number(row[3 + i])));
    const anchors = anchorNames.map((name) => solved.anchors[name].toFixed(4)).join(' ');
    const worst = deviations.indexOf(Math.max(...deviations));
    line(
      row[0],
      solved,
      `${anchors}  ${deviations[worst].toFixed(4)} (${anchorNames[worst]})${others.map(beside).join('')}`,
    );
  }
}

function beside({ kernel, seconds }) {
  return `  ${kernel} ${seconds.toFixed(1)} s`;
}

function benchRandom(physics, count, seed) {
  console.log(`\n${count} random structures, seed ${seed}, physics ${physics.name}`);
  const runs = [];
  for (let i = 0; i < count; i++) {
    const { grains, maximumMisorientation } = drawParameters(seed, i);
    const solved = demagnetize(drawStructure(seed, i), physics);
    runs.push(solved);
    line(`${grains} grains, theta ${((maximumMisorientation * 180) / Math.PI).toFixed(0)}`, solved, '');
  }
  for (const share of [0.5, 0.9]) {
    const seconds = quantile(
      runs.map((run) => run.seconds),
      share,
    ).toFixed(1);
    const evaluations = quantile(
      runs.map((run) => run.fieldEvaluations),
      share,
    );
    console.log(`${share === 0.5 ? 'median' : '90th percentile'}: ${seconds} s, ${evaluations} evaluations`);
  }
}

function line(name, { fieldEvaluations, seconds }, rest) {
  console.log(
    `${name.padEnd(22)} ${String(fieldEvaluations).padStart(6)} evaluations ${seconds.toFixed(1).padStart(6)} s  ${rest}`,
  );
}

function quantile(values, share) {
  return values.sort((a, b) => a - b)[Math.floor(share * (values.length - 1))];
}
