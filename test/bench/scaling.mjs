// npm run bench:scaling
// How the solver's cost grows: one demagnetizing field (with energy and gradient) from 40 x 40 to 1024 x 1024 cells, sizes that are no product of
// 2, 3, 5 among them; memory of a kernel; two workers against one on the same labels. Times are the best of several: what it costs where
// nothing else runs.
import { cpus } from 'node:os';
import { loadPhysics } from '../../dist/config/physics.js';
import { createThreadPool } from '../../dist/pool/thread-pool.js';
import { reduceMaterial } from '../../dist/solver/effective-field.js';
import { transformLength } from '../../dist/solver/fft.js';
import { createKernel } from '../../dist/solver/kernel.js';

const sizes = [40, 80, 100, 160, 162, 211, 240, 317, 320, 400, 512, 640, 800, 1024];
const { material, cellSize } = loadPhysics('resolved');
const megabytes = () => (process.memoryUsage().arrayBuffers + process.memoryUsage().external) / 2 ** 20;

console.log(`${cpus()[0]?.model}, Node ${process.version}; free magnetization, cells of 1 nm`);
console.log('| cells | padded | ms per field | ns per cell and log2(cells) | kernel, MB |');
console.log('| --- | --- | --- | --- | --- |');
for (const edge of sizes) {
  const before = megabytes();
  const { best, padded, kernel } = timeField(edge);
  const perCell = (1e6 * best) / (edge ** 2 * Math.log2(edge ** 2));
  const memory = (megabytes() - before).toFixed(0);
  console.log(`| ${edge} x ${edge} | ${padded} | ${best.toFixed(2)} | ${perCell.toFixed(2)} | ${memory} |`);
  if (kernel.cells !== edge ** 2) throw new Error('another grid was timed');
}
await timeWorkers();

function timeField(edge) {
  const grid = { nx: edge, ny: edge, cellSize, thickness: 36e-6 };
  const axes = { kx: new Float64Array(edge ** 2), ky: new Float64Array(edge ** 2).fill(1) };
  const kernel = createKernel(grid, axes, reduceMaterial(material, cellSize), 3);
  const state = kernel.createState();
  const repetitions = Math.max(1, Math.round(2e5 / edge ** 2));
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 25; round++) {
    const started = performance.now();
    for (let i = 0; i < repetitions; i++) kernel.evaluate(state, 0);
    best = Math.min(best, (performance.now() - started) / repetitions);
  }
  return { best, padded: transformLength(2 * edge), kernel };
}

/** The same eight labels by one worker and by two, in turn. */
async function timeWorkers() {
  const physics = loadPhysics('paper');
  const label = (index) => ({ seed: 7, index, limits: {}, physics, options: { stopAt: 'coercivity' } });
  const seconds = { 1: [], 2: [] };
  for (let round = 0; round < 3; round++) {
    for (const workers of [1, 2]) {
      const pool = createThreadPool({ workers });
      await Promise.all(Array.from({ length: workers }, () => pool.run('label', label(0)))); // loads and compiles
      const started = performance.now();
      await Promise.all(Array.from({ length: 8 }, (_, i) => pool.run('label', label(i + 1))));
      seconds[workers].push((performance.now() - started) / 1000);
      await pool.close();
    }
  }
  const [one, two] = [1, 2].map((workers) => Math.min(...seconds[workers]));
  console.log(
    `8 labels of physics paper: ${one.toFixed(1)} s by one worker, ${two.toFixed(1)} s by two: ${(one / two).toFixed(2)} times`,
  );
}
