// What the solver says of a morph: each image between two structures becomes grains, and the grains are solved.
import type { DemagnetizationCurve } from '../curve/curve.js';
import type { Emit } from '../events.js';
import type { Physics } from '../physics.js';
import type { Pool } from '../pool/pool.js';
import type { DemagnetizeInput } from '../pool/tasks/demagnetize.js';
import type { RealiseInput } from '../pool/tasks/realise.js';
import { countProgress } from '../progress.js';
import type { AnchorPoints } from '../quantities.js';
import type { Demagnetized } from '../solver/demagnetize.js';
import type { RealisedImage } from '../structure/realise.js';
import type { Structure } from '../structure/structure.js';
import type { MorphedImage } from './tasks/morph.js';

export interface SolvedStep extends MorphedImage {
  /** The grains of the image. */
  structure: Structure;
  solved: AnchorPoints;
  curve: DemagnetizationCurve;
}

export interface SolveMorphOptions {
  cells: number;
  physics: Physics;
  pool: Pool;
  emit?: Emit;
  signal?: AbortSignal;
}

/** In the order of the steps. */
export async function solveMorph(
  steps: readonly MorphedImage[],
  { cells, physics, pool, emit, signal }: SolveMorphOptions,
): Promise<SolvedStep[]> {
  const solved = countProgress(emit, 'steps solved', steps.length);
  return Promise.all(
    steps.map(async (step, i) => {
      const image: RealiseInput = { image: step.image, options: { cells } };
      const { structure } = await pool.run<RealiseInput, RealisedImage>('realise', image, { signal });
      const input: DemagnetizeInput = { structure, physics, options: { stopAt: 'coercivity' } };
      const result = await pool.run<DemagnetizeInput, Demagnetized>('demagnetize', input, { signal });
      const { anchors, curve, warnings } = result;
      for (const message of warnings) emit?.({ type: 'warning', message: `step ${i + 1}: ${message}` });
      solved();
      return { ...step, structure, solved: anchors, curve };
    }),
  );
}
