import fc from 'fast-check';
import { describe, it } from 'vitest';
import { inMap } from '../../src/import/euler-axes.js';
import { cAxis, createHalfCosine, setFromEuler, type UniaxialSymmetry } from '../../src/import/orientation.js';
import { expectClose } from '../expect-close.js';
import { eulerOf } from './writers/euler.js';

type Quaternion = [number, number, number, number];

const quaternionOf = (phi1: number, capitalPhi: number, phi2: number): Quaternion => {
  const q = new Float64Array(4);
  setFromEuler(q, 0, phi1, capitalPhi, phi2);
  return [q[0], q[1], q[2], q[3]];
};

const product = ([a, b, c, d]: Quaternion, [w, x, y, z]: Quaternion): Quaternion => [
  a * w - b * x - c * y - d * z,
  a * x + b * w + c * z - d * y,
  a * y - b * z + c * w + d * x,
  a * z + b * y - c * x + d * w,
];

const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
const tilt = fc.double({ min: 0, max: Math.PI, noNaN: true });
const euler = fc.tuple(angle, tilt, angle);

describe('the c axis', () => {
  it('is the last row of the matrix of Bunge', () => {
    fc.assert(
      fc.property(euler, ([phi1, capitalPhi, phi2]) => {
        const row = [
          Math.sin(phi1) * Math.sin(capitalPhi),
          -Math.cos(phi1) * Math.sin(capitalPhi),
          Math.cos(capitalPhi),
        ];
        expectClose(cAxis(...quaternionOf(phi1, capitalPhi, phi2)), row, { atol: 1e-14 });
      }),
    );
  });

  it('comes from the Euler angles that were made for it, in all four settings', () => {
    for (const axes of ['right-up', 'right-down', 'down-right', 'up-right'] as const)
      fc.assert(
        fc.property(angle, fc.double({ min: -1.5, max: 1.5, noNaN: true }), angle, (t, out, spin) => {
          const [x, y, z] = cAxis(...quaternionOf(...eulerOf({ angle: t, tilt: out, spin }, axes)));
          const [right, up] = inMap[axes](x, y);
          expectClose([right, up, z], [Math.cos(out) * Math.sin(t), Math.cos(out) * Math.cos(t), Math.sin(out)], {
            atol: 1e-12,
          });
        }),
      );
  });
});

/** All proper rotations, one by one. */
function operators({ fold, twofoldAt }: UniaxialSymmetry): Quaternion[] {
  const all: Quaternion[] = [];
  for (let k = 0; k < fold; k++) {
    all.push([Math.cos((Math.PI * k) / fold), 0, 0, Math.sin((Math.PI * k) / fold)]);
    const axis = (twofoldAt ?? 0) + (Math.PI * k) / fold;
    if (twofoldAt !== undefined) all.push([0, Math.cos(axis), Math.sin(axis), 0]);
  }
  return all;
}

const symmetries: UniaxialSymmetry[] = [
  { fold: 4 },
  { fold: 6 },
  { fold: 3, twofoldAt: 0 },
  { fold: 3, twofoldAt: Math.PI / 6 },
  { fold: 4, twofoldAt: 0 },
  { fold: 6, twofoldAt: 0 },
];

describe.each(symmetries)(
  'the least rotation between two crystals of $fold-fold symmetry (twofold at $twofoldAt)',
  (symmetry) => {
    const halfCosine = createHalfCosine(symmetry);
    const between = (a: Quaternion, b: Quaternion) => halfCosine(Float64Array.of(...a, ...b), 0, 1);
    const group = operators(symmetry);

    it('is that over all equivalent orientations of both', () => {
      fc.assert(
        fc.property(euler, euler, (first, second) => {
          const [a, b] = [quaternionOf(...first), quaternionOf(...second)];
          const dots = group.flatMap((s) =>
            group.map((t) => {
              const [p, q] = [product(a, s), product(b, t)];
              return Math.abs(p[0] * q[0] + p[1] * q[1] + p[2] * q[2] + p[3] * q[3]);
            }),
          );
          expectClose(between(a, b), Math.max(...dots), { atol: 1e-12 });
        }),
        { numRuns: 50 },
      );
    });

    it('is none between an orientation and its equivalents', () => {
      fc.assert(
        fc.property(euler, fc.nat(group.length - 1), (angles, which) => {
          const a = quaternionOf(...angles);
          expectClose(between(a, product(a, group[which])), 1, { atol: 1e-12 });
        }),
      );
    });
  },
);

it('a hexagonal crystal turned by 7 degrees about its c axis is 7 degrees away, by 67 degrees as well', () => {
  const degree = Math.PI / 180;
  const halfCosine = createHalfCosine({ fold: 6, twofoldAt: 0 });
  for (const turn of [7, 67, -53]) {
    const pair = Float64Array.of(...quaternionOf(0.3, 1, 0.2), ...quaternionOf(0.3, 1, 0.2 + turn * degree));
    expectClose(2 * Math.acos(halfCosine(pair, 0, 1)), 7 * degree, { atol: 1e-7 });
  }
});
