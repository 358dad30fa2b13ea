// What a run has learned of one quantity near one structure: a Gaussian process over moves p whose mean is a guessed straight line.
//   y(p) = y0 + slope . p + g(p),  cov g(p, q) = sum_j deviation_j^2 p_j q_j + wiggle^2 exp(-|p - q|^2 / (2 reach^2)),
// so that solved points are met, the slope is corrected by what was solved, and far from all that the guess holds
// (Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, chapter 2).

export interface Observation {
  /** Moves, 0 for the structure where it began. */
  readonly at: ArrayLike<number>;
  readonly value: number;
}

export interface LocalModelOptions {
  /** At least one; the first is where the straight line begins. */
  readonly observations: readonly Observation[];
  /** Guessed change of the quantity per unit of each move. */
  readonly slope: ArrayLike<number>;
  /** How wrong the slope may be, as a standard deviation. */
  readonly slopeDeviation: ArrayLike<number>;
  /** Size of what is not straight, in the unit of the quantity. */
  readonly wiggle: number;
  /** Distance in moves over which that changes. @default 1 */
  readonly reach?: number;
  /** What a solved value scatters by when nothing changes but the grid: half an avalanche. @default 5e-4 */
  readonly noise?: number;
}

/** Predicted value at moves. */
export type LocalModel = (at: ArrayLike<number>) => number;

export function createLocalModel({
  observations,
  slope,
  slopeDeviation,
  wiggle,
  reach = 1,
  noise = 5e-4,
}: LocalModelOptions): LocalModel {
  const [first] = observations;
  const guess = (p: ArrayLike<number>): number => {
    let y = first.value;
    for (let j = 0; j < slope.length; j++) y += slope[j] * (p[j] - first.at[j]);
    return y;
  };
  const covariance = (p: ArrayLike<number>, q: ArrayLike<number>): number => {
    let straight = 0;
    let squared = 0;
    for (let j = 0; j < slope.length; j++) {
      straight += slopeDeviation[j] ** 2 * (p[j] - first.at[j]) * (q[j] - first.at[j]);
      squared += (p[j] - q[j]) ** 2;
    }
    return straight + wiggle * wiggle * Math.exp(-squared / (2 * reach * reach));
  };
  const matrix = observations.map(({ at: p }, i) =>
    Float64Array.from(observations, ({ at: q }, j) => covariance(p, q) + (i === j ? noise * noise : 0)),
  );
  const residuals = Float64Array.from(observations, ({ at, value }) => value - guess(at));
  const weights = solvePositive(matrix, residuals);
  return (p) => observations.reduce((y, { at }, i) => y + weights[i] * covariance(p, at), guess(p));
}

/** Solves A x = b for a symmetric positive definite A (Cholesky). */
export function solvePositive(a: readonly Float64Array[], b: Float64Array): Float64Array {
  const n = b.length;
  const lower = a.map((row) => row.slice());
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i][j];
      for (let k = 0; k < j; k++) sum -= lower[i][k] * lower[j][k];
      lower[i][j] = i === j ? Math.sqrt(Math.max(sum, 1e-18)) : sum / lower[j][j];
    }
  }
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= lower[i][k] * x[k];
    x[i] /= lower[i][i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= lower[k][i] * x[k];
    x[i] /= lower[i][i];
  }
  return x;
}
