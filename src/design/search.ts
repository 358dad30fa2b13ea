// The search in the latent space, in a worker: from seeds to the images of the best codes.
import type { Emit, RunEvent } from '../events.js';
import type { Pool } from '../pool/pool.js';
import type { FoundImage } from './candidate.js';
import type { SearchInput } from './tasks/search.js';

export interface SearchStepOptions extends SearchInput {
  pool: Pool;
  emit: Emit;
  signal?: AbortSignal;
}

/** Best first, all different. */
export const searchImages = ({ pool, emit, signal, ...input }: SearchStepOptions): Promise<FoundImage[]> =>
  pool.run<SearchInput, FoundImage[], RunEvent>('search', input, { signal, onProgress: emit });
