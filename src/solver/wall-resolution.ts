// Whether the cells of a physics resolve its domain walls, and how the solver goes about either kind.
import { blochParameter, exchangeLength, type Physics } from '../physics.js';
import { type AvalancheOptions, carefulFlow } from './avalanche.js';
import type { MinimizeOptions } from './minimize.js';

/** Cells coarser than this many Bloch parameters hold domain walls fast. */
const coarseCell = 0.8;

/** Whether a domain wall moves over the grid as if it were not there. */
export function resolvesWalls({ material, cellSize }: Physics): boolean {
  return cellSize <= coarseCell * blochParameter(material);
}

/** One line where the cells do not resolve a domain wall, or in a soft material what stray fields do, else null. */
export function coarseCellWarning(physics: Physics): string | null {
  const { material, cellSize } = physics;
  const nm = (length: number) => `${(1e9 * length).toPrecision(3)} nm`;
  const mended = 'a physics file with a smaller cellSize (--physics) resolves them';
  if (!resolvesWalls(physics))
    return `cells of ${nm(cellSize)} do not resolve a domain wall (limit ${nm(coarseCell * blochParameter(material))}): walls stick to the grid and isotropic magnets look harder than they are; ${mended}`;
  const length = exchangeLength(material);
  if (cellSize > length)
    return `cells of ${nm(cellSize)} do not resolve the curls of a soft magnetization (exchange length ${nm(length)}): it looks harder than it is; ${mended}`;
  return null;
}

export interface SweepSettings {
  minimize: MinimizeOptions;
  /** How far the turn of a cell may depart from the linear one, as a chord, for the start of a field step to be continued there. */
  bend: number;
  /** For a sweep that ends at the first field with M < 0: the end of the last avalanche is worth less than its time. */
  hastened: MinimizeOptions;
}

const fineFlow: AvalancheOptions = {
  largestTurn: 0.3,
  reach: 1,
  turnPerStep: 0.3,
  haste: 1,
  restTorque: 2e-3,
  waitingShare: 0.005,
  solveTolerance: 0.3,
  leastChange: Number.POSITIVE_INFINITY,
};

/**
 * Cells that do not resolve a wall pin it: there only the gradient flow in short steps, with a fresh demagnetizing field, finds the same
 * way through an avalanche, and where one cell has hopped its neighbours must not be carried along. On finer cells every way downhill
 * that does not leap leads there.
 */
export function sweepSettings(physics: Physics): SweepSettings {
  const fine = resolvesWalls(physics);
  const flow = fine ? fineFlow : carefulFlow;
  const hastened = {
    reversedFlow: { ...flow, largestTurn: 1, reach: 5, haste: 4, waitingShare: 0.05 },
    reversedTolerance: 2e-3,
  };
  // 0.07: at 0.1 and at 0.05 a wall of one of twenty structures goes a field step early (npm run bench:twins -- --physics resolved)
  if (fine) return { bend: 0.2, hastened, minimize: { flow, flowTorque: 0.07, solveSteps: 12 } };
  return { bend: 0.005, hastened, minimize: { flow, flowTorque: 1e-3, solveSteps: 20 } };
}
