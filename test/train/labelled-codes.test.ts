import { expect, test } from 'vitest';
import { startBackend } from '../../src/model/backend.js';
import { encodeImages } from '../../src/model/codes.js';
import { initializeWeights } from '../../src/model/initialize.js';
import { statisticsOf } from '../../src/model/standard.js';
import { inPose } from '../../src/model/structure-batches.js';
import { createEncoder } from '../../src/model/vae.js';
import { createRandom } from '../../src/random.js';
import { encodeRecords, recordStatistics } from '../../src/train/labelled-codes.js';
import { tiny, tinyBatch } from '../model/tiny.js';

test('codes and statistics of many records are those of all images, of which few are held at once', async () => {
  await startBackend('wasm');
  const [count, { cells, latentDim }] = [600, tiny.vae];
  const all = tinyBatch(1, count);
  let most = 0;
  const dataset = {
    cells,
    anchors: Float32Array.from({ length: 6 * count }, (_, i) => i),
    images(which: ArrayLike<number>) {
      most = Math.max(most, which.length);
      return Float32Array.from(
        Array.from(which).flatMap((i) => [...all.subarray(i * cells ** 2, (i + 1) * cells ** 2)]),
      );
    },
  };
  const encoder = createEncoder(tiny.vae);
  initializeWeights(encoder, createRandom(1, 'encoder'));
  const which = Array.from({ length: count }, (_, i) => i);
  const { codes, groups } = encodeRecords(dataset, encoder, tiny.vae, which, 2);
  for (const pose of [0, 1]) {
    const whole = encodeImages(encoder, inPose(all, cells, pose), tiny.vae);
    expect(codes.slice(pose * count * latentDim, (pose + 1) * count * latentDim)).toEqual(whole);
  }
  expect([groups.length, groups[count + 3]]).toEqual([2 * count, 3]);
  expect(recordStatistics(dataset, which)).toEqual(statisticsOf(all, cells));
  expect(most).toBe(256);
  encoder.dispose();
});
