// Speed of the networks: npm run bench:models -- [--backend native|wasm] [--architecture paper] [--batch 64] [--steps 20] [--memory]
// Training in samples a second, 1000 predictions from codes, encoding of 100 images, memory over 1000 training steps.
// test/bench/keras_training.py trains the same network with Keras; run both in turn on a quiet machine.
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';

const { values } = parseArgs({
  options: {
    backend: { type: 'string', default: 'auto' },
    architecture: { type: 'string', default: 'paper' },
    batch: { type: 'string', default: '64' },
    steps: { type: 'string', default: '20' },
    model: { type: 'string', default: 'first-light' },
    memory: { type: 'boolean', default: false },
  },
});
const dist = new URL('../../dist/', import.meta.url);
const { startBackend } = await import(new URL('model/backend.js', dist));
const { trainVae } = await import(new URL('model/train-vae.js', dist));
const { drawImages } = await import(new URL('model/structure-batches.js', dist));
const { loadModel } = await import(new URL('model/model.js', dist));

const backend = await startBackend(values.backend);
console.log(`${backend.name}, ${backend.version}, node ${process.versions.node}`);
const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
/** Median milliseconds of `times` calls after three to warm up. */
function time(compute, times = 15) {
  for (let i = 0; i < 3; i++) compute();
  return median(
    Array.from({ length: times }, () => {
      const start = performance.now();
      compute();
      return performance.now() - start;
    }),
  );
}

const batchSize = Number(values.batch);
const steps = Number(values.steps);
const images = drawImages({ seed: -7, first: 0, count: batchSize, cells: 160 });
const millis = [];
let last = performance.now();
// The batch of a step is asked for before the step before it is taken.
const batches = (step, count) => {
  const now = performance.now();
  if (step > 3) millis.push(now - last);
  last = now;
  return count === batchSize ? images : drawImages({ seed: -7, first: 0, count, cells: 160 });
};
const trained = await trainVae({ architecture: values.architecture, batches, steps: steps + 4, batchSize });
console.log(
  `training ${values.architecture}, batch ${batchSize}: ${((1000 * batchSize) / median(millis)).toFixed(0)} samples/s (median of ${millis.length} steps)`,
);
for (const network of [trained.encoder, trained.decoder]) network.dispose();

const model = await loadModel(values.model, { backend: backend.name });
const hundred = drawImages({ seed: -8, first: 0, count: 100, cells: model.cells });
const codes = new Float32Array(1000 * model.latentDim).map((_, i) => Math.sin(i));
console.log(`model ${values.model}`);
console.log(`1000 predictions from codes: ${time(() => model.predictAnchors(codes, 1000)).toFixed(1)} ms`);
console.log(`encoding 100 images: ${time(() => model.encode(hundred, 100)).toFixed(1)} ms`);
console.log(
  `decoding 100 codes: ${time(() => model.decode(codes.slice(0, 100 * model.latentDim), 100)).toFixed(1)} ms`,
);
model.dispose();

if (values.memory) {
  const vae = { cells: 16, stride: 2, convolutions: [{ filters: 4, kernel: 2 }], denseUnits: 64, latentDim: 16 };
  const small = new Float32Array(8 * 256).map((_, i) => Math.sin(i));
  const seen = [];
  const watch = (step) => {
    if (step % 250 === 0)
      seen.push({ step, tensors: tf.memory().numTensors, mebibytes: Math.round(process.memoryUsage().rss / 2 ** 20) });
    return small;
  };
  await trainVae({ architecture: vae, batches: watch, steps: 1001, batchSize: 8 });
  console.log(
    'memory over 1000 training steps:',
    seen.map(({ step, tensors, mebibytes }) => `${step}: ${tensors} tensors, ${mebibytes} MiB`).join('; '),
  );
}
