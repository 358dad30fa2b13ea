// The first where the native kernel is built (npm run setup:native -- --kernel-only), the second everywhere.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPhysics } from '../../src/config/physics.js';
import { demagnetize } from '../../src/solver/demagnetize.js';
import { createNativeArena } from '../../src/solver/native-arena.js';
import { findKernel, whyNoNativeKernel } from '../../src/solver/native-kernel.js';
import { createGrains } from '../../src/structure/grains.js';
import { expectClose } from '../expect-close.js';
import { temporaryFolder } from '../store/temporary-folder.js';
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

describe('A folder for the native kernel', () => {
  const folder = temporaryFolder();

  it('that holds none, half of one, or one for another machine is said to have none, and why', () => {
    expect(findKernel(folder)).toEqual({ reason: 'it is not built' });
    writeFileSync(join(folder, 'kernel.node'), '');
    expect(findKernel(folder)).toEqual({ reason: expect.stringMatching(/^it does not load: .*kernel\.json/) });
    writeFileSync(join(folder, 'kernel.json'), '{"platform":');
    expect(findKernel(folder)).toEqual({ reason: expect.stringMatching(/^it does not load: .*JSON/) });
    writeFileSync(join(folder, 'kernel.json'), '{"platform": "plan9", "processor": "a PDP-11"}');
    expect(findKernel(folder)).toEqual({ reason: 'it was built for another processor (a PDP-11)' });
  });
});
