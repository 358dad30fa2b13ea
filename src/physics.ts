// A physics: material, cell size and whether the magnetization is held in the plane. Data sets, models and runs each name theirs.
import type { Quantity } from './quantities.js';

export interface Material {
  /** mu0 Ms, in T. */
  readonly mu0SaturationMagnetization: number;
  /** A, in J/m. */
  readonly exchangeStiffness: number;
  /** K1, in J/m3. */
  readonly anisotropyConstant: number;
}

/** What a curve needs of a material to be read in tesla. */
export type CurveMaterial = Pick<Material, 'mu0SaturationMagnetization' | 'anisotropyConstant'>;

export interface Physics {
  readonly name: string;
  readonly material: Material;
  /** Edge of a solver cell, in m. */
  readonly cellSize: number;
  readonly magnetization: 'planar' | 'free';
}

export const mu0 = 4e-7 * Math.PI;

/** Ms in A/m. */
export const saturationMagnetization = (material: Material): number => material.mu0SaturationMagnetization / mu0;

/** HA = 2 K1 / (mu0 Ms), in A/m. */
export const anisotropyField = (material: CurveMaterial): number =>
  (2 * material.anisotropyConstant) / material.mu0SaturationMagnetization;

/** mu0 HA, in T. */
export const mu0AnisotropyField = (material: CurveMaterial): number => mu0 * anisotropyField(material);

/** Ms / HA: a magnetization in Ms, times a demagnetizing factor and this, is a field in HA. */
export const reducedSaturation = (material: Material): number =>
  saturationMagnetization(material) / anisotropyField(material);

/** Exchange length sqrt(2 A / (mu0 Ms^2)), in m: over it stray fields turn the magnetization where anisotropy is weak. */
export const exchangeLength = ({ exchangeStiffness, mu0SaturationMagnetization }: Material): number =>
  Math.sqrt(2 * mu0 * exchangeStiffness) / mu0SaturationMagnetization;

/** Bloch parameter sqrt(A / K1), in m: a domain wall is pi times as wide. */
export const blochParameter = (material: Material): number =>
  Math.sqrt(material.exchangeStiffness / material.anisotropyConstant);

/** mu0 M or mu0 H, in T, of one reduced unit; null for a unit that is no field. */
export function teslaPer(unit: Quantity['unit'], material: CurveMaterial): number | null {
  if (unit === 'Ms') return material.mu0SaturationMagnetization;
  return unit === 'HA' ? mu0AnisotropyField(material) : null;
}
