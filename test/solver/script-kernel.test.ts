// The kernel in plain JavaScript is the slow twin of the one in WebAssembly.
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { loadPhysics } from '../../src/config/physics.js';
import { demagnetize } from '../../src/solver/demagnetize.js';
import { createGrains } from '../../src/structure/grains.js';
import { expectClose } from '../expect-close.js';

const structure = createGrains({ seed: 5, grains: 3, maximumMisorientation: 1, size: 24e-9, cells: 24 });

describe.each(['planar', 'free'] as const)('with %s magnetization both kernels', (magnetization) => {
  const physics = { ...loadPhysics('resolved'), magnetization };
  const fast = demagnetize(structure, physics, { kernel: 'webassembly' });
  const slow = demagnetize(structure, physics, { kernel: 'javascript' });

  it('give the same curve', () => {
    expectClose(slow.curve.magnetization, fast.curve.magnetization, { atol: 2e-3 });
    const upToTheFall = fast.curve.magnetization.length - 2;
    const first = (m: Float64Array) => m.subarray(0, upToTheFall);
    expectClose(first(slow.curve.magnetization), first(fast.curve.magnetization), { atol: 1e-5 });
  });
});

it('Without WebAssembly and native code the solver says so and gives the same anchor points', () => {
  const program = `
    import { demagnetize } from './dist/solver/demagnetize.js';
    const { structure, physics } = JSON.parse(process.argv[1]);
    const array = (values) => Float64Array.from(values);
    const { anchors, warnings } = demagnetize(
      { ...structure, seeds: array(structure.seeds), easyAxisAngles: array(structure.easyAxisAngles) }, physics);
    console.log(JSON.stringify({ anchors, warnings, webAssembly: typeof WebAssembly }));`;
  const physics = loadPhysics('resolved');
  const structure = createGrains({ seed: 5, grains: 2, maximumMisorientation: 0.5, size: 10e-9, cells: 10 });
  const input = { ...structure, seeds: [...structure.seeds], easyAxisAngles: [...structure.easyAxisAngles] };
  const argument = JSON.stringify({ structure: input, physics });
  const output = execFileSync(process.execPath, [
    '--jitless',
    '--no-addons',
    '--input-type=module',
    '-e',
    program,
    argument,
  ]);
  const { anchors, warnings, webAssembly } = JSON.parse(output.toString());
  expect(webAssembly).toBe('undefined');
  expect(warnings.join()).toMatch(/plain JavaScript/);
  expectClose(anchors.hc, demagnetize(structure, physics).anchors.hc as number, { atol: 1e-3 });
});
