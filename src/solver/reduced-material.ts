// The numbers of a material that are left in reduced units: fields in HA, energies per cell in mu0 Ms HA = 2 K1.
import { type Material, reducedSaturation } from '../physics.js';

/** Dimensionless numbers of a material on a grid. */
export interface ReducedMaterial {
  /** A / (K1 cellSize^2): exchange with one neighbour. 0 without exchange. */
  readonly coupling: number;
  /** 1: fields are counted in HA; tests take it out with 0. */
  readonly anisotropy: number;
  /** Ms / HA. */
  readonly demag: number;
}

export function reduceMaterial(material: Material, cellSize: number): ReducedMaterial {
  return {
    coupling: material.exchangeStiffness / (material.anisotropyConstant * cellSize ** 2),
    anisotropy: 1,
    demag: reducedSaturation(material),
  };
}
