// Seed, search, decode: what needs the networks between an objective and the images of the best codes.
import type { StructureLimits } from '../../config/preset.js';
import type { RunEvent, SearchEnded } from '../../events.js';
import { joined } from '../../joined.js';
import type { Physics } from '../../physics.js';
import { isLimitReached } from '../../pool/step-limit.js';
import type { Task } from '../../pool/task.js';
import { createRandom } from '../../random.js';
import { searchCodes } from '../../search/code-search.js';
import { createObjective } from '../../search/objective.js';
import type { ObjectiveSpec } from '../../search/objective-spec.js';
import { anchorPointsAt } from '../../search/scoring.js';
import type { SearchSettings } from '../../search/settings.js';
import type { Structure } from '../../structure/structure.js';
import type { FoundImage } from '../candidate.js';
import { seedStructures } from '../seed-structures.js';
import { toShownImage } from '../shown-image.js';
import { type ModelRequest, threadModel } from '../thread-model.js';
import { imagesOf } from './predict.js';

export interface SearchInput extends ModelRequest {
  objective: ObjectiveSpec;
  physics: Physics;
  settings: SearchSettings;
  limits: StructureLimits;
  seed: number;
  /** How many different images to return. */
  keep: number;
  /** Data folder to seed from, or null. */
  data: string | null;
  /** Structures to seed from before all others. */
  startFrom: readonly Structure[];
}

export interface SearchOutput {
  /** Best first, all different. */
  found: FoundImage[];
  ended: SearchEnded['reason'];
  generations: number;
}

/** A step is a generation. */
export const run: Task<SearchInput, SearchOutput, RunEvent> = async (input, { onProgress: emit, stepLimit }) => {
  const { objective, physics, settings, limits, seed, keep, data, startFrom, model: name, backend } = input;
  const model = await threadModel({ model: name, backend });
  const { cells } = model;
  const seeds = await seedStructures({ physics, limits, seed, count: settings.populationSize, data, startFrom });
  emit({ type: 'progress', what: 'seeds encoded', done: 0, total: seeds.length, secondsLeft: null });
  const initialCodes = model.encode(imagesOf(seeds, cells), seeds.length);
  emit({ type: 'progress', what: 'seeds encoded', done: seeds.length, total: seeds.length, secondsLeft: 0 });
  const { found, ended, generations } = searchCodes({
    score: (codes, count) => model.predictCodes(codes, count),
    slopes: (codes, count) => model.slopes(codes, count),
    objective: createObjective(objective, physics.material),
    statistics: model.card.codes,
    initialCodes,
    settings,
    keep,
    random: createRandom(seed, 'search'),
    emit,
    shouldStop: (done) => isLimitReached(stepLimit, done),
    toImage: (code) => toShownImage(model.decode(code, 1), cells),
  });
  const images = found.map(({ code }) => model.decode(code, 1).slice());
  const decoded = model.predictAnchors(model.encode(joined(images), images.length), images.length);
  return {
    found: found.map(({ predicted, loss }, i) => ({
      image: images[i],
      predicted,
      predictedDecoded: anchorPointsAt(decoded, i),
      loss,
    })),
    ended: ended === 'stopped' ? 'asked' : ended,
    generations,
  };
};
