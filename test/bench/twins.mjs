// npm run bench:twins -- [--physics paper|resolved] [--count 20] [--seed 7] [--only 9,11] [--tolerance 1e-5] [--solve [--part 1/2]]
// The fast minimizer against the slow gradient flow, the definition of right, on random structures of the paper's distribution. The flow
// takes minutes to hours per structure: --solve computes what test/reference/gradient-flow/ lacks, a line as each is done, and goes on
// where an earlier call ended; the parts of a job share the structures. Without --solve the fast minimizer is held against what is there.
// With --tolerance the flow ends at that largest torque, in HA, instead of the usual one; those curves are kept apart.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadPhysics } from '../../dist/config/physics.js';
import { shardIndices } from '../../dist/dataset/shard.js';
import { anchorNames } from '../../dist/quantities.js';
import { demagnetize } from '../../dist/solver/demagnetize.js';
import { drawParameters, drawStructure } from '../../dist/structure/grains.js';
import { parsePart } from './part-argument.mjs';

const { values } = parseArgs({
  options: {
    physics: { type: 'string', default: 'paper' },
    count: { type: 'string', default: '20' },
    seed: { type: 'string', default: '7' },
    only: { type: 'string' },
    tolerance: { type: 'string' },
    solve: { type: 'boolean', default: false },
    part: { type: 'string', default: '1/1' },
  },
});
const wholeNumber = (name, text) =>
  /^\d+$/.test(text) ? Number(text) : refuse(`--${name}: expected a whole number, got ${text}`);
const [count, seed] = ['count', 'seed'].map((name) => wholeNumber(name, values[name]));
const shard = parsePart(values.part);
const only = values.only?.split(',').map((text) => wholeNumber('only', text));
const isAsked = (index) => index < count && (only?.includes(index) ?? true);
const tolerance = values.tolerance === undefined ? undefined : Number(values.tolerance);
if (tolerance !== undefined && !(tolerance > 0))
  refuse(`--tolerance: expected a torque in HA such as 1e-5, got ${values.tolerance}`);
const physics = loadPhysics(values.physics);
const path = fileURLToPath(
  new URL(`../reference/gradient-flow/${physics.name}${tolerance ? `-${values.tolerance}` : ''}.csv`, import.meta.url),
);
const columns = ['seed', 'index', 'grains', 'thetaDegrees', ...anchorNames, 'fieldEvaluations', 'seconds'];

/** Rows by index of the structure. */
function stored() {
  if (!existsSync(path)) return new Map();
  const lines = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  const rows = lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [columns[i], Number(value)])));
  return new Map(rows.filter((row) => row.seed === seed && isAsked(row.index)).map((row) => [row.index, row]));
}

if (values.solve) solve();
else compare();

function solve() {
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path)) writeFileSync(path, `${columns}\n`);
  for (const index of shardIndices(shard, count)) {
    if (!isAsked(index) || stored().has(index)) continue;
    const { grains, maximumMisorientation } = drawParameters(seed, index);
    const { anchors, fieldEvaluations, seconds } = demagnetize(drawStructure(seed, index), physics, {
      minimizer: 'gradient-flow',
      tolerance,
    });
    const angle = ((maximumMisorientation * 180) / Math.PI).toFixed(1);
    const numbers = anchorNames.map((name) => anchors[name].toFixed(6));
    const line = [seed, index, grains, angle, ...numbers, fieldEvaluations, seconds.toFixed(0)].join(',');
    appendFileSync(path, `${line}\n`);
    console.log(line);
  }
}

function compare() {
  const rows = [...stored().values()].sort((a, b) => a.index - b.index);
  if (rows.length === 0) refuse(`${path}: no structures of seed ${seed} yet; add --solve to compute them`);
  console.log(
    `${rows.length} structures, seed ${seed}, physics ${physics.name}: conjugate gradients minus gradient flow, 1e-4`,
  );
  console.log(
    ['index  grains  theta ', ...anchorNames.map((name) => name.padStart(6)), ' evaluations   flow'].join(' '),
  );
  const differences = rows.map((row) => {
    const { anchors, fieldEvaluations } = demagnetize(drawStructure(seed, row.index), physics);
    const difference = anchorNames.map((name) => anchors[name] - row[name]);
    const head = `${String(row.index).padStart(5)}  ${String(row.grains).padStart(6)}  ${row.thetaDegrees.toFixed(1).padStart(5)} `;
    const cost = `${String(fieldEvaluations).padStart(12)} ${String(row.fieldEvaluations).padStart(9)}`;
    console.log([head, ...difference.map(inUnits), cost].join(' '));
    return { difference, textured: row.thetaDegrees <= 60 };
  });
  summarize(
    'largest, theta up to 60',
    differences.filter(({ textured }) => textured),
    largest,
  );
  summarize(
    'largest, theta beyond 60',
    differences.filter(({ textured }) => !textured),
    largest,
  );
  summarize(
    'mean, theta beyond 60',
    differences.filter(({ textured }) => !textured),
    mean,
  );
}

function summarize(label, chosen, of) {
  if (chosen.length === 0) return;
  const numbers = anchorNames.map((_, i) => inUnits(of(chosen.map(({ difference }) => difference[i]))));
  console.log([`${label} (${chosen.length})`.padEnd(30), ...numbers].join(' '));
}

function largest(numbers) {
  return Math.max(...numbers.map(Math.abs));
}

function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function inUnits(number) {
  return (1e4 * number).toFixed(1).padStart(6);
}

function refuse(message) {
  console.error(message);
  process.exit(2);
}
