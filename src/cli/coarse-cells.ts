// What every command that solves says of cells that do not resolve a domain wall.
import type { Physics } from '../physics.js';
import { coarseCellWarning } from '../solver/wall-resolution.js';
import { warn } from './output.js';

export function warnOfCoarseCells(physics: Physics): void {
  const warning = coarseCellWarning(physics);
  if (warning) warn(warning);
}
