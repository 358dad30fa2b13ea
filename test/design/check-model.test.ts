import { describe, expect, test } from 'vitest';
import { loadPhysics } from '../../src/config/physics.js';
import { checkModelPhysics } from '../../src/design/check-model.js';

const paper = loadPhysics('paper');

describe('a model', () => {
  test('of the same physics is taken, rounding aside', () => {
    checkModelPhysics({ name: 'm', physics: { ...paper, cellSize: paper.cellSize * (1 + 1e-12) } }, paper);
  });

  test('of another physics is refused', () => {
    expect(() => checkModelPhysics({ name: 'm', physics: loadPhysics('resolved') }, paper)).toThrow(
      'model m was trained with physics resolved, the run asks for paper',
    );
  });

  test('of the same name but another material is refused, with both values', () => {
    const physics = { ...paper, material: { ...paper.material, anisotropyConstant: 4e6 } };
    expect(() => checkModelPhysics({ name: 'm', physics }, paper)).toThrow(
      'anisotropy constant 4000000, the run asks for 4200000',
    );
  });
});
