// Where the native kernel is built (npm run setup:native -- --kernel-only).
import { describe, it } from 'vitest';
import { loadPhysics } from '../../src/config/physics.js';
import { demagnetize } from '../../src/solver/demagnetize.js';
import { createNativeArena } from '../../src/solver/native-arena.js';
import { whyNoNativeKernel } from '../../src/solver/native-kernel.js';
import { createGrains } from '../../src/structure/grains.js';
import { expectClose } from '../expect-close.js';
import { describeKernel } from './compiled-kernel.js';

describe.skipIf(whyNoNativeKernel() !== null)('The native kernel', () => {
  describeKernel(createNativeArena);

  it.each(['paper', 'resolved'])('gives the anchor points of the WebAssembly kernel, physics %s', (name) => {
    const physics = loadPhysics(name);
    const cells = Math.round(64e-9 / physics.cellSize);
    const structure = createGrains({ seed: 5, grains: 6, maximumMisorientation: 1, size: 64e-9, cells });
    const [native, webAssembly] = (['native', 'webassembly'] as const).map(
      (kernel) => demagnetize(structure, physics, { kernel }).anchors,
    );
    expectClose(Object.values(native) as number[], Object.values(webAssembly) as number[], { atol: 2e-4 });
  });
});
