// The search in the latent space, in a worker: from seeds to the images of the best codes.
import type { Emit, RunEvent } from '../events.js';
import type { Pool } from '../pool/pool.js';
import type { StepLimit } from '../pool/step-limit.js';
import type { SearchSettings } from '../search/settings.js';
import type { FoundImage } from './candidate.js';
import type { SearchInput, SearchOutput } from './tasks/search.js';

export interface SearchStepOptions extends SearchInput {
  /** With fewer, the user is told why. */
  wanted: number;
  /** Generation after which it ends; may be changed meanwhile. */
  stepLimit: StepLimit;
  pool: Pool;
  emit: Emit;
  signal?: AbortSignal;
}

/** Best first, all different. */
export async function searchImages(options: SearchStepOptions): Promise<FoundImage[]> {
  const { wanted, stepLimit, pool, emit, signal, ...input } = options;
  const { found, ended, generations } = await pool.run<SearchInput, SearchOutput, RunEvent>('search', input, {
    signal,
    stepLimit,
    onProgress: emit,
  });
  emit({ type: 'search-ended', reason: ended, generation: generations, generations: input.settings.generations });
  if (found.length < wanted) emit({ type: 'warning', message: shortage(found.length, wanted, ended, input.settings) });
  return found;
}

const shortage = (
  found: number,
  wanted: number,
  ended: SearchOutput['ended'],
  { minimumDistance }: SearchSettings,
): string =>
  `the search found ${found} of ${wanted} candidates (verify.candidates): ${
    ended === 'asked'
      ? 'it was ended early'
      : `no others are search.minimumDistance = ${minimumDistance} apart within the limits on grains and misorientation; lower it, or widen the limits`
  }`;
