// Matrix adaptation in a reduced space: z = c + sum_j y_j (z_j - c) over some of the best real codes z_j, c their mean. 512 dimensions are
// too many to learn a matrix for, and between real codes lies what the decoder knows. One strategy for each result wanted, each from
// another of the best codes, all in step, so that a generation is one batch.
import { joined } from '../joined.js';
import type { SearchGround } from './code-search.js';
import { createMatrixAdaptation } from './matrix-adaptation.js';
import { distinct } from './niches.js';
import { rootMeanSquare } from './plausibility.js';
import { bestFirst, byMerit, type ScoredCode } from './scoring.js';

/** Codes that span the reduced space. */
const axes = 24;
/** How far the first children lie from where a strategy starts, as a share of a real code's distance from the mean. */
const firstStep = 0.3;

/** The best codes, best first. */
export function matrixAdaptationSearch(ground: SearchGround): ScoredCode[] {
  const { statistics, settings, keep, random, scoring, isSame, watch } = ground;
  const dim = statistics.mean.length;
  const real = realCodes(ground);
  const starts = distinct(bestFirst(scoring.batch(real, real.length / dim)), Math.max(2 * keep, axes), isSame);
  const basis = starts.slice(0, axes).map(({ code }) => code);
  const toCode = reducedSpace(basis);
  const sigma = firstStep / Math.sqrt(basis.length);
  const strategies = starts.slice(0, Math.min(Math.ceil(1.5 * keep), basis.length)).map((_, k) => {
    const corner = basis.map((_axis, j) => (j === k ? 1 : 0));
    return createMatrixAdaptation(corner, sigma, random);
  });
  let archive = distinct(starts, 2 * keep, isSame);
  for (let index = 0; index < settings.generations && watch.ended() === undefined; index++) {
    const children = strategies.flatMap((strategy) => strategy.ask().map(toCode));
    const scored = scoring.batch(joined(children), children.length);
    const bests = strategies.map((strategy, k) => {
      const own = scored.slice(k * strategy.populationSize, (k + 1) * strategy.populationSize);
      const order = byMerit([...own.keys()], (i) => own[i]);
      strategy.tell(order);
      return own[order[0]];
    });
    archive = distinct(bestFirst([...archive, ...bests]), 2 * keep, isSame);
    watch.generation(index, archive, scored, spreadOf(children));
  }
  return archive;
}

/** From coordinates over the codes of the basis to a code. */
function reducedSpace(basis: readonly Float32Array[]): (y: ArrayLike<number>) => Float32Array {
  const centre = basis[0].map((_, d) => basis.reduce((sum, code) => sum + code[d], 0) / basis.length);
  return (y) => {
    const code = Float32Array.from(centre);
    for (const [j, axis] of basis.entries())
      for (let d = 0; d < code.length; d++) code[d] += y[j] * (axis[d] - centre[d]);
    return code;
  };
}

/** Encoded structures, or where there are hardly any, drawn codes. */
function realCodes({ initialCodes, statistics: { mean, deviation }, random }: SearchGround): Float32Array {
  const dim = mean.length;
  if (initialCodes.length >= 2 * dim) return initialCodes;
  return Float32Array.from({ length: axes * dim }, (_, i) => mean[i % dim] + deviation[i % dim] * random.normal());
}

/** Root mean square distance of codes from their mean, per dimension. */
function spreadOf(codes: readonly Float32Array[]): number {
  const spreads = codes[0].map((_, d) => {
    const mean = codes.reduce((sum, code) => sum + code[d], 0) / codes.length;
    return Math.sqrt(codes.reduce((sum, code) => sum + (code[d] - mean) ** 2, 0) / codes.length);
  });
  return rootMeanSquare(spreads);
}
