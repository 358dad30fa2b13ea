// Blurry images become grains, each on its own worker.
import type { Emit } from '../events.js';
import type { Pool } from '../pool/pool.js';
import type { RealiseInput } from '../pool/tasks/realise.js';
import { countProgress } from '../progress.js';
import type { realise } from '../structure/realise.js';
import type { Structure } from '../structure/structure.js';
import type { FoundImage, RealisedCandidate } from './candidate.js';

export interface RealiseCandidatesOptions {
  /** Least and most grains; largest misorientation in rad. */
  limits: { grains: readonly number[]; maximumMisorientation: number };
  cells: number;
  pool: Pool;
  emit: Emit;
  signal?: AbortSignal;
}

/** In the order of the images. */
export async function realiseCandidates(
  found: readonly FoundImage[],
  { limits, cells, pool, emit, signal }: RealiseCandidatesOptions,
): Promise<RealisedCandidate[]> {
  const realised = countProgress(emit, 'realised', found.length);
  return Promise.all(
    found.map(async (candidate) => {
      const [minimumGrains, maximumGrains] = limits.grains;
      const input: RealiseInput = { image: candidate.image, options: { cells, minimumGrains, maximumGrains } };
      const { structure, imageError } = await pool.run<RealiseInput, ReturnType<typeof realise>>('realise', input, {
        signal,
      });
      realised();
      return { ...candidate, structure: withinMisorientation(structure, limits.maximumMisorientation), imageError };
    }),
  );
}

/** What the user's process can make: axes turned further than that are turned back to it. */
function withinMisorientation(structure: Structure, largest: number): Structure {
  if (largest >= Math.PI / 2) return structure;
  const easyAxisAngles = structure.easyAxisAngles.map((t) => Math.max(-largest, Math.min(largest, t)));
  return { ...structure, easyAxisAngles };
}
