// Grains at random: Voronoi seeds uniform in the square sample, easy-axis angles uniform in [-theta, theta].
import { LoopsmithError } from '../errors.js';
import { createRandom, type Random } from '../random.js';
import type { Structure } from './structure.js';
import { maximumGrainsInFile } from './structure-json.js';

/** The sample of the paper (arXiv 2203.16676): 320 nm x 320 nm x 36 um, image of 160 x 160 cells. */
export const paperSample = { size: 320e-9, cells: 160, thickness: 36e-6 } as const;

export interface Sample {
  /** Edge of the square, in m. @default 320e-9 */
  size?: number;
  /** Cells along one edge of the image. @default 160 */
  cells?: number;
  /** Length along z, in m. @default 36e-6 */
  thickness?: number;
}

/** In rad, with room for rounding: 180 deg comes from a unit. */
const halfTurn = Math.PI * (1 + 1e-12);

export interface GrainOptions extends Sample {
  /** Seed of the generator; not used where `random` is given. @default 1 */
  seed?: number;
  random?: Random;
  grains: number;
  /** theta, in rad. */
  maximumMisorientation: number;
  name?: string;
}

/** A Voronoi structure at random: the same seed gives the same structure. */
export function createGrains({
  seed = 1,
  random = createRandom(seed, 'grains'),
  grains,
  maximumMisorientation,
  size = paperSample.size,
  cells = paperSample.cells,
  thickness = paperSample.thickness,
  name,
}: GrainOptions): Structure {
  if (!Number.isInteger(grains) || grains < 1 || grains > maximumGrainsInFile)
    throw new LoopsmithError(`grains: expected a whole number from 1 to ${maximumGrainsInFile}, got ${grains}`);
  if (!(maximumMisorientation >= 0 && maximumMisorientation <= halfTurn))
    throw new LoopsmithError(`maximumMisorientation: expected an angle from 0 to pi rad, got ${maximumMisorientation}`);
  const seeds = Float64Array.from({ length: 2 * grains }, () => random.uniform(0, size));
  const easyAxisAngles = Float64Array.from({ length: grains }, () =>
    random.uniform(-maximumMisorientation, maximumMisorientation),
  );
  const structure = { size, cells, cellSize: size / cells, thickness, seeds, easyAxisAngles };
  return name === undefined ? structure : { name, ...structure };
}

/** What the paper draws grains and misorientations from: angles in rad. */
export const paperLimits = {
  minimumGrains: 16,
  maximumGrains: 256,
  minimumMisorientation: 0,
  maximumMisorientation: Math.PI,
} as const;

export interface DrawLimits extends Sample {
  /** @default 16 */
  minimumGrains?: number;
  /** @default 256 */
  maximumGrains?: number;
  /** In rad. @default 0 */
  minimumMisorientation?: number;
  /** In rad. @default pi */
  maximumMisorientation?: number;
}

/**
 * Only those that differ from the paper's draws, in one order: limits that draw the same are the same.
 * @throws LoopsmithError for a name that no limit has
 */
export function ownLimits(limits: DrawLimits): DrawLimits {
  const usual: Required<DrawLimits> = { ...paperLimits, ...paperSample };
  const unknown = Object.keys(limits).find((name) => !Object.hasOwn(usual, name));
  if (unknown !== undefined)
    throw new LoopsmithError(`limits of the draw: expected ${Object.keys(usual).join(', ')}, got ${unknown}`);
  const names = Object.keys(usual) as (keyof DrawLimits)[];
  const own = names.filter((name) => (limits[name] ?? usual[name]) !== usual[name]);
  return Object.fromEntries(own.map((name) => [name, limits[name]]));
}

export interface DrawnParameters {
  grains: number;
  /** theta of this structure, in rad. */
  maximumMisorientation: number;
}

/** Number of grains (uniform integer) and theta (uniform) of the index-th structure of a seed: the paper's distribution by default. */
export function drawParameters(seed: number, index: number, limits: DrawLimits = {}): DrawnParameters {
  const {
    minimumGrains = paperLimits.minimumGrains,
    maximumGrains = paperLimits.maximumGrains,
    minimumMisorientation = paperLimits.minimumMisorientation,
    maximumMisorientation = paperLimits.maximumMisorientation,
  } = limits;
  if (!(minimumGrains >= 1 && minimumGrains <= maximumGrains))
    throw new LoopsmithError(
      `limits of the draw: expected from the least to the most, got ${minimumGrains} to ${maximumGrains} grains`,
    );
  const isRising = minimumMisorientation >= 0 && minimumMisorientation <= maximumMisorientation;
  if (!(isRising && maximumMisorientation <= halfTurn))
    throw new LoopsmithError(
      `limits of the draw: expected misorientations from the least to the most, 0 to pi rad, got ${minimumMisorientation} to ${maximumMisorientation}`,
    );
  const random = createRandom(seed, 'structure-parameters', index);
  return {
    grains: random.integer(minimumGrains, maximumGrains),
    maximumMisorientation: random.uniform(minimumMisorientation, maximumMisorientation),
  };
}

/** The index-th structure of a seed, independent of all the others. */
export function drawStructure(seed: number, index: number, limits: DrawLimits = {}): Structure {
  const { size, cells, thickness } = limits;
  const random = createRandom(seed, 'structure', index);
  return createGrains({ ...drawParameters(seed, index, limits), random, size, cells, thickness });
}
