import { describe, expect, test } from 'vitest';
import { unfamiliarLimits, unfamiliarStructure } from '../../src/design/unfamiliar.js';
import { createGrains } from '../../src/structure/grains.js';

const degree = Math.PI / 180;
const grains: [number, number] = [16, 24];
const model = { name: 'mine', drawn: { grains, minimumMisorientation: 0, maximumMisorientation: 40 * degree } };
const learned = 'model mine has learned structures of 16 to 24 grains up to 40 degrees';

describe('what a model has not learned', () => {
  test('is a structure with other grains or axes', () => {
    const make = (grains: number, angle: number) => ({
      ...createGrains({ seed: 1, grains, maximumMisorientation: 0 }),
      name: 's10',
      easyAxisAngles: new Float64Array(grains).fill(angle),
    });
    expect(unfamiliarStructure(model, make(20, 0.6))).toBeNull();
    // k and -k are one axis.
    expect(unfamiliarStructure(model, make(20, Math.PI - 0.6))).toBeNull();
    expect(unfamiliarStructure(model, make(256, 0.1))).toContain(`${learned}, s10 has 256 up to 5.7 degrees`);
    expect(unfamiliarStructure(model, make(16, -1))).toContain('s10 has 16 up to 57.3 degrees');
    expect(unfamiliarStructure({ name: 'old' }, make(256, 1))).toBeNull();
  });

  test('is a search among other structures', () => {
    const limits = (least: number, most: number, angle: number) => ({
      grains: [least, most] as [number, number],
      maximumMisorientation: angle * degree,
    });
    expect(unfamiliarLimits(model, limits(16, 24, 40))).toBeNull();
    expect(unfamiliarLimits(model, limits(16, 64, 30))).toBe(
      `${learned}, the search looks at 16 to 64 up to 30 degrees (--set "structure.grains=[16, 24]" keeps to what it knows): what it predicts there, and how sure it says it is, mean little`,
    );
    const wide = { ...model, drawn: { ...model.drawn, maximumMisorientation: Math.PI } };
    expect(unfamiliarLimits(wide, limits(16, 24, 180))).toBeNull();
    expect(unfamiliarLimits(model, limits(16, 24, 180))).toContain(
      'up to 90 degrees (--set "structure.maximumMisorientation=40 deg" keeps to what it knows)',
    );
    expect(unfamiliarLimits(model, limits(8, 24, 50))).toContain(
      '(--set "structure.grains=[16, 24]" --set "structure.maximumMisorientation=40 deg" keeps',
    );
  });

  test('is what is better aligned than all that it was trained on', () => {
    const isotropic = {
      ...model,
      drawn: { grains, minimumMisorientation: 60 * degree, maximumMisorientation: 80 * degree },
    };
    const make = (angle: number) => createGrains({ seed: 1, grains: 20, maximumMisorientation: angle * degree });
    expect(unfamiliarStructure(isotropic, make(15))).toContain(
      'grains from 60 degrees up to 80 degrees, this one has 20',
    );
    expect(unfamiliarStructure(isotropic, make(70))).toBeNull();
    const limits = { grains, maximumMisorientation: 80 * degree };
    expect(unfamiliarLimits(isotropic, limits)).toContain('the search looks at 16 to 24 up to 80 degrees: what');
  });
});
