// What a run has learned of one quantity near one structure: a Gaussian process over moves p whose mean is a guessed straight line.
//   y(p) = y0 + slope . p + g(p),
//   cov g(p, q) = sum_j deviation_j^2 p_j q_j + wiggle^2 exp(-|p - q|^2 / (2 reach^2)) + chance^2 exp(-|p - q|^2 / (2 chanceReach^2)),
// so that solved points are met, the slope is corrected by what was solved, and far from all that the guess holds. Chance is what jumps from
// one small change to the next, because a wall stops at another grain: a lucky point is lucky in its near surroundings only
// (Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, chapters 2 and 5).

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
  /**
   * Size of chance: of several the one under which the observations are the most likely (walls of an isotropic magnet stop elsewhere at
   * a small change, those of a textured one do not). A tenth of it is noise. @default [5e-4]
   */
  readonly chance?: readonly number[];
}

export interface LocalModel {
  /** Predicted value at moves. */
  valueAt(moves: ArrayLike<number>): number;
  /** Its standard deviation. */
  deviationAt(moves: ArrayLike<number>): number;
  /** The size of chance that was found. */
  readonly chance: number;
}

export function createLocalModel({
  observations,
  slope,
  slopeDeviation,
  wiggle,
  reach = 1,
  chance: sizes = [5e-4],
}: LocalModelOptions): LocalModel {
  const [first] = observations;
  const guess = (p: ArrayLike<number>): number => {
    let y = first.value;
    for (let j = 0; j < slope.length; j++) y += slope[j] * (p[j] - first.at[j]);
    return y;
  };
  const bell = (squared: number, size: number, width: number) => size * size * Math.exp(-squared / (2 * width * width));
  const covariance = (p: ArrayLike<number>, q: ArrayLike<number>, size: number): number => {
    let straight = 0;
    let squared = 0;
    for (let j = 0; j < slope.length; j++) {
      straight += slopeDeviation[j] ** 2 * (p[j] - first.at[j]) * (q[j] - first.at[j]);
      squared += (p[j] - q[j]) ** 2;
    }
    return straight + bell(squared, wiggle, reach) + bell(squared, size, chanceReach);
  };
  const residuals = Float64Array.from(observations, ({ at, value }) => value - guess(at));
  const fits = sizes.map((size) => {
    const noise = (noiseShare * size) ** 2;
    const matrix = observations.map(({ at: p }, i) =>
      Float64Array.from(observations, ({ at: q }, j) => covariance(p, q, size) + (i === j ? noise : 0)),
    );
    const lower = factorize(matrix);
    const weights = solveFactorized(lower, residuals);
    let misfit = 0;
    let logVolume = 0;
    for (let i = 0; i < weights.length; i++) {
      misfit += weights[i] * residuals[i];
      logVolume += Math.log(lower[i][i]);
    }
    return { chance: size, lower, weights, evidence: -0.5 * misfit - logVolume };
  });
  const { chance, lower, weights } = fits.reduce((best, fit) => (fit.evidence > best.evidence ? fit : best));
  return {
    chance,
    valueAt: (p) => observations.reduce((y, { at }, i) => y + weights[i] * covariance(p, at, chance), guess(p)),
    deviationAt(p) {
      const noise = (noiseShare * chance) ** 2;
      const near = Float64Array.from(observations, ({ at }) => covariance(p, at, chance));
      const known = squaredLength(substitute(lower, near));
      return Math.sqrt(Math.max(covariance(p, p, chance) - known, 0) + noise);
    },
  };
}

/** Distance in moves over which a wall stops at the same grains. */
const chanceReach = 0.1;
/** Noise as a share of chance. */
const noiseShare = 0.1;

/** The lower triangle L of A = L L^T (Cholesky). */
function factorize(a: readonly Float64Array[]): Float64Array[] {
  const lower = a.map((row) => row.slice());
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i][j];
      for (let k = 0; k < j; k++) sum -= lower[i][k] * lower[j][k];
      lower[i][j] = i === j ? Math.sqrt(Math.max(sum, 1e-18)) : sum / lower[j][j];
    }
  }
  return lower;
}

/** L^-1 b. */
function substitute(lower: readonly Float64Array[], b: Float64Array): Float64Array {
  const x = b.slice();
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i] -= lower[i][k] * x[k];
    x[i] /= lower[i][i];
  }
  return x;
}

function solveFactorized(lower: readonly Float64Array[], b: Float64Array): Float64Array {
  const x = substitute(lower, b);
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i] -= lower[k][i] * x[k];
    x[i] /= lower[i][i];
  }
  return x;
}

const squaredLength = (x: Float64Array): number => x.reduce((sum, value) => sum + value * value, 0);
