// Evolution strategy with matrix adaptation (Beyer and Sendhoff, IEEE Trans. Evol. Comput. 21, 746, 2017): CMA-ES without its covariance
// matrix, hence without eigenvectors. Points x = y + sigma M z, z drawn from N(0, I); M and sigma learn from the better half.
import type { Random } from '../random.js';

export interface MatrixAdaptation {
  readonly populationSize: number;
  /** The next points. */
  ask(): Float64Array[];
  /** @param order positions of the points that `ask` gave, best first */
  tell(order: readonly number[]): void;
}

interface Draw {
  readonly z: Float64Array;
  /** M z. */
  readonly d: Float64Array;
}

export function createMatrixAdaptation(start: ArrayLike<number>, startSigma: number, random: Random): MatrixAdaptation {
  const n = start.length;
  const populationSize = 4 + Math.floor(3 * Math.log(n));
  const weights = recombinationWeights(populationSize);
  const muEff = 1 / weights.reduce((sum, w) => sum + w * w, 0);
  const cs = (muEff + 2) / (muEff + n + 5);
  const c1 = 2 / ((n + 1.3) ** 2 + muEff);
  const cw = Math.min(1 - c1, (2 * (muEff + 1 / muEff - 2)) / ((n + 2) ** 2 + muEff));
  const damping = 1 + cs + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1);
  const expectedLength = Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));

  const y = Float64Array.from(start);
  const path = new Float64Array(n);
  let sigma = startSigma;
  let M = Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
  let drawn: Draw[] = [];

  const timesM = (z: Float64Array) => Float64Array.from(M, (row) => row.reduce((sum, m, j) => sum + m * z[j], 0));
  const meanOf = (best: readonly Draw[], part: 'z' | 'd') =>
    Float64Array.from({ length: n }, (_, i) => weights.reduce((sum, w, rank) => sum + w * best[rank][part][i], 0));

  return {
    populationSize,
    ask() {
      drawn = Array.from({ length: populationSize }, () => {
        const z = Float64Array.from({ length: n }, () => random.normal());
        return { z, d: timesM(z) };
      });
      return drawn.map(({ d }) => d.map((step, i) => y[i] + sigma * step));
    },
    tell(order) {
      const best = weights.map((_, rank) => drawn[order[rank]]);
      const [z, d] = [meanOf(best, 'z'), meanOf(best, 'd')];
      for (let i = 0; i < n; i++) {
        y[i] += sigma * d[i];
        path[i] = (1 - cs) * path[i] + Math.sqrt(muEff * cs * (2 - cs)) * z[i];
      }
      // M <- M (I + c1/2 (s s^T - I) + cw/2 (sum w z z^T - I)), by the rows of M
      const Ms = timesM(path);
      M = M.map((row, i) =>
        row.map((m, j) => {
          const spread = weights.reduce((sum, w, rank) => sum + w * best[rank].d[i] * best[rank].z[j], 0);
          return (1 - c1 / 2 - cw / 2) * m + (c1 / 2) * Ms[i] * path[j] + (cw / 2) * spread;
        }),
      );
      sigma *= Math.exp((cs / damping) * (Math.hypot(...path) / expectedLength - 1));
    },
  };
}

/** Of the better half, falling with the logarithm of the rank; their sum is 1. */
function recombinationWeights(populationSize: number): number[] {
  const raw = Array.from(
    { length: Math.floor(populationSize / 2) },
    (_, rank) => Math.log(populationSize / 2 + 0.5) - Math.log(rank + 1),
  );
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((weight) => weight / sum);
}
