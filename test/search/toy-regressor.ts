// A regressor with a known answer: the anchors depend on a few directions of the code, smoothly, as in a trained network.
// Codes are N(0, I), so r is about 1 for a real code.
import { createRandom, type Random } from '../../src/random.js';
import type { Score } from '../../src/search/scoring.js';

export interface Toy {
  readonly dim: number;
  readonly score: Score;
  readonly realCodes: (count: number, purpose: string) => Float32Array;
  readonly statistics: { mean: Float64Array; deviation: Float64Array };
}

export function createToy(dim: number, seed = 1): Toy {
  const random = createRandom(seed, 'toy');
  const direction = () => Float64Array.from({ length: dim }, () => random.normal() / Math.sqrt(dim));
  const [forMr, forHc, forKnee] = [direction(), direction(), direction()];
  const along = (codes: Float32Array, i: number, axis: Float64Array) => {
    let sum = 0;
    for (let d = 0; d < dim; d++) sum += codes[i * dim + d] * axis[d];
    return sum;
  };
  const score: Score = (codes, count) => {
    const anchors = new Float32Array(count * 6);
    for (let i = 0; i < count; i++) {
      const mr = 0.75 + 0.25 * Math.tanh(along(codes, i, forMr));
      const hc = 0.35 + 0.3 * Math.tanh(along(codes, i, forHc));
      const knee = hc * (0.75 + 0.25 * Math.tanh(along(codes, i, forKnee)));
      anchors.set([0.5 + 0.5 * mr, mr, knee, 0.7 * knee + 0.3 * hc, 0.4 * knee + 0.6 * hc, hc], i * 6);
    }
    return { anchors };
  };
  const realCodes = (count: number, purpose: string) => normalCodes(createRandom(seed, purpose), count * dim);
  return {
    dim,
    score,
    realCodes,
    statistics: { mean: new Float64Array(dim), deviation: new Float64Array(dim).fill(1) },
  };
}

const normalCodes = (random: Random, length: number) => Float32Array.from({ length }, () => random.normal());
