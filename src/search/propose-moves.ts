// Which moves to solve next: those whose predicted curve is nearest to the objective, not far from the best that is solved.
import type { Random } from '../random.js';

export interface ProposeOptions {
  /** How many moves there are. */
  readonly count: number;
  /** What the moves are expected to miss: lower is better. */
  readonly loss: (moves: Float64Array) => number;
  /** Best solved moves. */
  readonly best: ArrayLike<number>;
  /** Largest change of each move from the best. */
  readonly radius: number;
  /** Largest size of each move. @default 4 */
  readonly limit?: number;
  /** Loss per squared distance from the best: of equally good moves the nearest is the safest. */
  readonly caution: number;
  readonly random: Random;
}

const samples = 1500;
const narrowings = 3;

/** Random search around the best, then around the best found, in ever smaller boxes. Deterministic for a seeded generator. */
export function proposeMoves({ count, loss, best, radius, limit = 4, caution, random }: ProposeOptions): Float64Array {
  const clamp = (value: number, j: number) => {
    const near = Math.max(best[j] - radius, Math.min(best[j] + radius, value));
    return Math.max(-limit, Math.min(limit, near));
  };
  const cost = (moves: Float64Array) => {
    let squared = 0;
    for (let j = 0; j < count; j++) squared += (moves[j] - best[j]) ** 2;
    return loss(moves) + caution * squared;
  };
  let centre: Float64Array = Float64Array.from(best);
  let least = Infinity;
  for (let box = 0, width = radius; box <= narrowings; box++, width /= 4) {
    const from = centre;
    for (let s = 0; s < samples; s++) {
      // A third changes one move only: a simple change is easier to make and to predict.
      const only = random.next() < 1 / 3 ? random.integer(0, count - 1) : -1;
      const moves = from.map((value, j) =>
        only < 0 || only === j ? clamp(value + random.uniform(-width, width), j) : value,
      );
      const found = cost(moves);
      if (found >= least) continue;
      least = found;
      centre = moves;
    }
  }
  return centre;
}
