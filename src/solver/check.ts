// What the public door of the solver asks of a physics and of the settings of a sweep.
import { LoopsmithError } from '../errors.js';
import type { Physics } from '../physics.js';
import type { Structure } from '../structure/structure.js';
import { maximumGrainsInFile } from '../structure/structure-json.js';

/** The fields that a sweep goes through, in HA. */
export interface FieldRange {
  startField: number;
  endField: number;
  fieldStep: number;
}

/** The solver's raster may be at most this many cells wide: more would not fit into the 4 GB that a kernel can address. */
export const mostCells = { planar: 4096, free: 3584 };

/** @throws LoopsmithError that names the value and what was expected */
export function checkPhysics({ name, material, cellSize, magnetization }: Physics): void {
  const { mu0SaturationMagnetization, exchangeStiffness, anisotropyConstant } = material;
  need(mu0SaturationMagnetization > 0, name, 'a saturation polarization above 0 T', mu0SaturationMagnetization);
  need(
    anisotropyConstant > 0,
    name,
    'an anisotropy constant above 0 J/m3 (fields are in units of HA)',
    anisotropyConstant,
  );
  need(exchangeStiffness >= 0, name, 'an exchange stiffness of at least 0 J/m', exchangeStiffness);
  need(cellSize > 0, name, 'a cell size above 0 m', cellSize);
  checkName(`${name}: magnetization`, magnetization, ['planar', 'free']);
}

/** Files are checked as they are read; a structure that a program made has passed no file. @throws LoopsmithError that names the part */
export function checkStructure({ size, seeds, easyAxisAngles }: Structure): void {
  const grains = seeds.length / 2;
  need(size > 0 && size < Infinity, 'structure: size', 'a length above 0 m', size);
  need(grains >= 1 && Number.isInteger(grains), 'structure: seeds', 'x and y of one grain or more', seeds.length);
  need(grains <= maximumGrainsInFile, 'structure: seeds', `at most ${maximumGrainsInFile} grains`, grains);
  need(
    easyAxisAngles.length === grains,
    'structure: easyAxisAngles',
    `${grains}, one per grain`,
    easyAxisAngles.length,
  );
  need(
    seeds.every(Number.isFinite),
    'structure: seeds',
    'finite numbers',
    seeds.find((s) => !Number.isFinite(s)),
  );
  const angle = easyAxisAngles.find((t) => !Number.isFinite(t));
  need(angle === undefined, 'structure: easyAxisAngles', 'finite numbers', angle);
}

/** Cells along one edge. @throws LoopsmithError where the cell does not divide the sample, or the sample is no bundle of columns */
export function cellsAlong(structure: Structure, { cellSize, magnetization }: Physics): number {
  const cells = Math.round(structure.size / cellSize);
  const nm = (length: number, digits = 6) => `${Number((1e9 * length).toPrecision(digits))} nm`;
  if (structure.thickness < structure.size)
    throw new LoopsmithError(
      `sample: ${nm(structure.thickness)} long along z and ${nm(structure.size)} wide: expected columns at least as long as the sample is wide`,
    );
  if (cells < 1 || Math.abs(cells * cellSize - structure.size) > 1e-6 * structure.size) {
    const nearest = nm(structure.size / Math.max(1, cells), 9); // typed back, it must divide
    throw new LoopsmithError(
      `cell size: ${nm(cellSize)} does not divide the sample of ${nm(structure.size)}; the nearest that does is ${nearest}`,
    );
  }
  const most = mostCells[magnetization];
  if (cells > most) {
    const smallest = nm(structure.size / most);
    throw new LoopsmithError(
      `cell size: expected at least ${smallest} (${most} cells along an edge), got ${nm(cellSize)}`,
    );
  }
  return cells;
}

/** @throws LoopsmithError that names the setting */
export function checkFieldRange({ startField, endField, fieldStep }: FieldRange): void {
  need(
    Number.isFinite(startField) && Number.isFinite(endField),
    'field range',
    'two finite numbers',
    `${startField} to ${endField}`,
  );
  need(
    endField < startField,
    'field range',
    'an end below the start (the field goes down)',
    `${startField} to ${endField} HA`,
  );
  need(
    fieldStep > 0 && fieldStep <= (startField - endField) * (1 + 1e-9),
    'field step',
    'a step above 0 and within the range',
    `${fieldStep} HA`,
  );
  need((startField - endField) / fieldStep <= 1e6, 'field step', 'at most a million steps', `${fieldStep} HA`);
}

/** How a sweep goes through them. @throws LoopsmithError that names the setting */
export function checkSweep({
  tolerance,
  stride,
  refine,
  tilt,
}: Record<'tolerance' | 'stride' | 'refine' | 'tilt', number>): void {
  need(tolerance >= 1e-6, 'tolerance', 'at least 1e-6 HA (fields are single precision)', `${tolerance} HA`);
  need(Number.isFinite(tilt), 'tilt', 'an angle in rad', tilt);
  need(Number.isInteger(stride) && stride >= 1, 'stride', 'a whole number of field steps, at least 1', stride);
  need(Number.isInteger(refine) && refine >= 1 && refine <= 1000, 'refine', 'a whole number from 1 to 1000', refine);
}

/** A program may not have been compiled with types. @throws LoopsmithError that names the setting and what it may be */
export function checkName(where: string, got: unknown, names: readonly string[]): void {
  need(
    names.some((name) => name === got),
    where,
    names.join(' or '),
    got,
  );
}

function need(met: boolean, where: string, expected: string, got: unknown): void {
  if (!met) throw new LoopsmithError(`${where}: expected ${expected}, got ${got}`);
}
