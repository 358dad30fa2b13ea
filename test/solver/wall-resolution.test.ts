import { expect, test } from 'vitest';
import { loadPhysics } from '../../src/config/physics.js';
import { coarseCellWarning } from '../../src/solver/wall-resolution.js';

const paper = loadPhysics('paper');
const iron = { mu0SaturationMagnetization: 2.2, exchangeStiffness: 10e-12, anisotropyConstant: 60e3 };

test('cells that do not resolve a wall are warned of', () => {
  expect(coarseCellWarning(loadPhysics('resolved'))).toBeNull();
  expect(coarseCellWarning(paper)).toContain('cells of 2.00 nm do not resolve a domain wall (limit 1.10 nm)');
});

test('in a soft material, whose walls are wide, so are cells above the exchange length', () => {
  const warning = (cellSize: number) => coarseCellWarning({ ...paper, material: iron, cellSize });
  expect(warning(10e-9)).toContain('do not resolve the curls of a soft magnetization (exchange length 2.28 nm)');
  expect(warning(2e-9)).toBeNull();
});
