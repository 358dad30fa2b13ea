// npm run bench:scaling
// How the solver's cost grows: one demagnetizing field (with energy and gradient) from 40 x 40 to 1024 x 1024 cells, sizes that are no product of
// 2, 3, 5 among them; then two workers against one on the same labels, and the memory that a worker takes. Times are the best of several:
// what it costs where nothing else runs.
import { cpus } from 'node:os';
import { loadPhysics } from '../../dist/config/physics.js';
import { createThreadPool } from '../../dist/pool/thread-pool.js';
import { chooseKernel, kernelMakers } from '../../dist/solver/choose-kernel.js';
import { transformLength } from '../../dist/solver/fft.js';
import { reduceMaterial } from '../../dist/solver/reduced-material.js';

const sizes = [40, 80, 100, 160, 162, 211, 240, 317, 320, 400, 512, 640, 800, 1024];
const kernels = [...new Set([chooseKernel(), 'webassembly'])];
const { material, cellSize } = loadPhysics('resolved');
const megabytes = () => process.memoryUsage().rss / 2 ** 20;

console.log(`${cpus()[0]?.model}, Node ${process.version}; free magnetization, cells of 1 nm`);
const columns = kernels.flatMap((name) => [`${name}, ms`, 'ns per cell and log2(cells)']);
console.log(`| cells | padded | ${columns.join(' | ')} |\n| --- | ---${' | ---'.repeat(columns.length)} |`);
for (const edge of sizes) {
  const times = kernels.map((name) => timeField(kernelMakers[name], edge));
  const shown = times.map((ms) => `${ms.toFixed(2)} | ${((1e6 * ms) / (edge ** 2 * Math.log2(edge ** 2))).toFixed(2)}`);
  console.log(`| ${edge} x ${edge} | ${transformLength(2 * edge)} | ${shown.join(' | ')} |`);
}
await timeWorkers();
await weighWorkers();

/** Best of many, in ms. */
function timeField(makeKernel, edge) {
  const grid = { nx: edge, ny: edge, cellSize, thickness: 36e-6 };
  const axes = { kx: new Float64Array(edge ** 2), ky: new Float64Array(edge ** 2).fill(1) };
  const kernel = makeKernel(grid, axes, reduceMaterial(material, cellSize), 3);
  const state = kernel.createState();
  const repetitions = Math.max(1, Math.round(2e5 / edge ** 2));
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 25; round++) {
    const started = performance.now();
    for (let i = 0; i < repetitions; i++) kernel.evaluate(state, 0);
    best = Math.min(best, (performance.now() - started) / repetitions);
  }
  return best;
}

/** Labels of the same structures: each once by one worker, each twice by two, so that neither of the two waits for the other. */
async function timeWorkers() {
  const seconds = { 1: [], 2: [] };
  for (let round = 0; round < 3; round++) {
    for (const workers of [1, 2]) {
      const pool = createThreadPool({ workers });
      const solve = (index) =>
        Promise.all(Array.from({ length: workers }, () => pool.run('label', label('paper', index))));
      await solve(0); // loads and compiles
      const started = performance.now();
      for (let index = 1; index <= 8; index++) await solve(index);
      seconds[workers].push((performance.now() - started) / 1000);
      await pool.close();
    }
  }
  const [one, two] = [1, 2].map((workers) => Math.min(...seconds[workers]));
  const ratio = ((2 * one) / two).toFixed(2);
  console.log(
    `8 labels of physics paper by one worker ${one.toFixed(1)} s, 16 by two ${two.toFixed(1)} s: ${ratio} times one`,
  );
}

/** What the process grows by with each worker that solves, at its highest. */
async function weighWorkers() {
  for (const name of ['paper', 'resolved']) {
    const peaks = [];
    for (const workers of [1, 2]) {
      const pool = createThreadPool({ workers });
      let peak = 0;
      const watch = setInterval(() => {
        peak = Math.max(peak, megabytes());
      }, 20);
      await Promise.all(Array.from({ length: workers }, () => pool.run('label', label(name, 0))));
      clearInterval(watch);
      peaks.push(peak);
      await pool.close();
    }
    console.log(`physics ${name}: a second worker takes ${(peaks[1] - peaks[0]).toFixed(0)} MB`);
  }
}

function label(name, index) {
  return { seed: 7, index, limits: {}, physics: loadPhysics(name), options: { stopAt: 'coercivity' } };
}
