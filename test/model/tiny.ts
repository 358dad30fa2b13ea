// A network of the same kind as the real ones, small enough to train within a test.
import type { Architecture } from '../../src/model/architecture.js';
import { loadNative } from '../../src/model/backend.js';
import { createRandom } from '../../src/random.js';

export const tiny: Architecture = {
  name: 'tiny',
  vae: {
    cells: 16,
    stride: 2,
    convolutions: [
      { filters: 4, kernel: 4 },
      { filters: 8, kernel: 2 },
    ],
    denseUnits: 16,
    latentDim: 4,
  },
  regressor: { trunk: [16, 8], head: [4] },
};

/** Images of two halves at a random border, a pure function of the step. */
export function tinyBatch(step: number, count: number): Float32Array {
  const random = createRandom(5, 'tiny', step);
  const images = new Float32Array(count * 256);
  for (let n = 0; n < count; n++) {
    const [border, left, right] = [random.integer(1, 15), random.uniform(-1, 1), random.uniform(-1, 1)];
    for (let i = 0; i < 256; i++) images[n * 256 + i] = i % 16 < border ? left : right;
  }
  return images;
}

/** Why tests of the native backend are skipped here; null where they run. */
export const nativeMissing = loadNative();
if (nativeMissing !== null)
  console.warn(`Tests of the native backend are skipped: ${nativeMissing}; "npm run setup:native" installs it.`);
