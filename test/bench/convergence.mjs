// npm run bench:convergence -- [--solve [--part 1/2]]
// Anchor points of six reference structures over the cell size, planar and free: what of a curve belongs to the magnet and what to the
// grid. Half a nanometre takes minutes to an hour per structure: --solve computes what test/reference/convergence.csv lacks, a line as
// each is done, and goes on where an earlier call ended. Prints the table of the README.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadPhysics } from '../../dist/config/physics.js';
import { shardIndices } from '../../dist/dataset/shard.js';
import { anchorNames } from '../../dist/quantities.js';
import { demagnetize } from '../../dist/solver/demagnetize.js';
import { parseStructure } from '../../dist/structure/structure-json.js';
import { parsePart } from './part-argument.mjs';

const structures = [
  's01_ng16_th15',
  's06_ng100_th45',
  's02_ng30_th60',
  's05_ng64_th90',
  's03_ng64_th180',
  's10_ng256_th175',
];
/** Cells along an edge of 320 nm: 2, 1.33, 1, 0.8 and 0.5 nm. */
const edges = [160, 240, 320, 400, 640];
const kinds = ['planar', 'free'];
const columns = ['structure', 'cells', 'magnetization', ...anchorNames, 'fieldEvaluations', 'seconds'];
const folder = new URL('../reference/', import.meta.url);
const path = fileURLToPath(new URL('convergence.csv', folder));

const { values } = parseArgs({
  options: { solve: { type: 'boolean', default: false }, part: { type: 'string', default: '1/1' } },
});
const shard = parsePart(values.part);

if (values.solve) solve();
print();

function stored() {
  if (!existsSync(path)) return new Map();
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  return new Map(rows.map((row) => row.split(',')).map((row) => [row.slice(0, 3).join(), row]));
}

/** Coarse cells first: half of the table is there after a tenth of the time. */
function solve() {
  if (!existsSync(path)) writeFileSync(path, `${columns}\n`);
  const jobs = edges.flatMap((cells) => structures.flatMap((name) => kinds.map((kind) => [name, cells, kind])));
  for (const [name, cells, kind] of [...shardIndices(shard, jobs.length)].map((i) => jobs[i])) {
    if (stored().has([name, cells, kind].join())) continue;
    const structure = parseStructure(readFileSync(new URL(`structures/${name}.json`, folder), 'utf8'), name);
    const physics = { ...loadPhysics('resolved'), cellSize: structure.size / cells, magnetization: kind };
    const { anchors, fieldEvaluations, seconds } = demagnetize(structure, physics);
    const numbers = anchorNames.map((anchor) => anchors[anchor].toFixed(5));
    appendFileSync(path, `${[name, cells, kind, ...numbers, fieldEvaluations, seconds.toFixed(1)]}\n`);
  }
}

function print() {
  const rows = stored();
  console.log('| structure | cell, nm | Mr | Hk90 | Hk80 | Hk70 | Hc |\n| --- | --- | --- | --- | --- | --- | --- |');
  for (const name of structures) {
    for (const cells of edges) {
      const [planar, free] = kinds.map((kind) => rows.get([name, cells, kind].join()));
      if (!planar && !free) continue;
      const shown = [4, 5, 6, 7, 8].map((i) => kindsOf(planar?.[i], free?.[i]));
      console.log(`| ${name.split('_')[0]} | ${Number((320 / cells).toFixed(2))} | ${shown.join(' | ')} |`);
    }
  }
}

/** "planar / free". */
function kindsOf(...pair) {
  return pair.map((value) => (value === undefined ? '-' : Number(value).toFixed(3).replace(/^0/, ''))).join(' / ');
}
