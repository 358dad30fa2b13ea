import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldAngle, imageAngles, mirrorX, mirrorY, toImage, turn180 } from '../../src/structure/easy-axis-image.js';
import { createGrains } from '../../src/structure/grains.js';
import { expectClose } from '../expect-close.js';
import { mirrorStructureX, mirrorStructureY, turnStructure180 } from './symmetries.js';

const angle = fc.double({ min: -20, max: 20, noNaN: true });

describe('foldAngle', () => {
  it('lands in (-pi/2, pi/2] on the same line', () => {
    fc.assert(
      fc.property(angle, (t) => {
        const folded = foldAngle(t);
        expect(folded).toBeGreaterThan(-Math.PI / 2 - 1e-14);
        expect(folded).toBeLessThanOrEqual(Math.PI / 2 + 1e-14);
        const cross = Math.sin(t) * Math.cos(folded) - Math.cos(t) * Math.sin(folded);
        expectClose(cross, 0, { atol: 1e-13 });
      }),
    );
  });

  it('keeps pi/2, sends -pi/2 to pi/2, and takes an axis and its opposite to one angle', () => {
    expect(foldAngle(Math.PI / 2)).toBe(Math.PI / 2);
    expect(foldAngle(-Math.PI / 2)).toBe(Math.PI / 2);
    expectClose(foldAngle(0.3 + Math.PI), 0.3, { atol: 1e-15 });
    expectClose(foldAngle(0.3 - Math.PI), 0.3, { atol: 1e-15 });
  });
});

describe('toImage', () => {
  const structure = createGrains({ seed: 3, grains: 60, maximumMisorientation: Math.PI, cells: 40 });
  const image = toImage(structure);

  it('does not change when every axis is replaced by its opposite', () => {
    const opposite = { ...structure, easyAxisAngles: structure.easyAxisAngles.map((t) => t + Math.PI) };
    expectClose(toImage(opposite), image, { atol: 1e-7 });
  });

  it('gives back the folded angles', () => {
    const folded = imageAngles(image);
    expect(folded.every((t) => Math.abs(t) <= Math.PI / 2)).toBe(true);
    expectClose(
      folded.map(Math.sin),
      image.map((kx) => kx),
      { atol: 1e-7 },
    );
    expect(Array.from(imageAngles(Float32Array.of(-1.2, 1.5)))).toEqual([-Math.PI / 2, Math.PI / 2]);
  });

  it('of a mirrored or turned structure is the mirrored or turned image', () => {
    expectClose(toImage(mirrorStructureX(structure)), mirrorX(image, 40), { atol: 1e-7 });
    expectClose(toImage(mirrorStructureY(structure)), mirrorY(image, 40), { atol: 1e-7 });
    expectClose(toImage(turnStructure180(structure)), turn180(image), { atol: 1e-7 });
  });

  it('turned by 180 degrees is mirrored in x and then in y', () => {
    expect(turn180(image)).toEqual(mirrorY(mirrorX(image, 40), 40));
  });
});
