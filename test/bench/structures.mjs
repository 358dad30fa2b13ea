// npm run bench:structures
// From grains to cells and from a blurry image back to grains: the best of several runs, on one core.
import { cpus } from 'node:os';
import { createBlur } from '../../dist/structure/blur.js';
import { toImage } from '../../dist/structure/easy-axis-image.js';
import { createGrains } from '../../dist/structure/grains.js';
import { rasterize } from '../../dist/structure/raster.js';
import { realise } from '../../dist/structure/realise.js';

console.log(`${cpus()[0]?.model}, Node ${process.version}`);
console.table([16, 64, 256].map(measured));

function measured(grains) {
  const structure = createGrains({ seed: 1, grains, maximumMisorientation: 1 });
  const { cells } = structure;
  const blurred = Float64Array.from(toImage(structure));
  createBlur(cells, 2).apply(blurred, blurred);
  const image = Float32Array.from(blurred);
  return {
    grains,
    'rasterize 160 x 160 (ms)': best(50, () => rasterize(structure, 160)),
    'rasterize 320 x 320 (ms)': best(50, () => rasterize(structure, 320)),
    'realise 160 x 160 (ms)': best(4, () => realise(image)),
  };
}

function best(rounds, work) {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Number(Math.min(...times).toPrecision(3));
}
