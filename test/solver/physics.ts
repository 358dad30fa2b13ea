// Nd2Fe14B of the paper and its two physics.
import type { Material, Physics } from '../../src/physics.js';

export const material: Material = {
  mu0SaturationMagnetization: 1.61,
  exchangeStiffness: 8e-12,
  anisotropyConstant: 4.2e6,
};
export const paper: Physics = { name: 'paper', material, cellSize: 2e-9, magnetization: 'planar' };
export const resolved: Physics = { name: 'resolved', material, cellSize: 1e-9, magnetization: 'free' };
