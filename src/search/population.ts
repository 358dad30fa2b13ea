// Codes of two generations in one slab; an individual is the index of its slot. So genetic-js may clone individuals through
// JSON for nothing, and a whole generation is scored as one batch.
import type { Random } from '../random.js';
import type { CodeStatistics } from './plausibility.js';
import { rootMeanSquare } from './plausibility.js';

export interface PopulationOptions {
  readonly size: number;
  readonly statistics: CodeStatistics;
  readonly random: Random;
  readonly extrapolation: number;
  readonly mutationStrength: number;
}

export interface Population {
  readonly codes: Float32Array;
  /** Puts a code into a free slot. */
  add(code: Float32Array): number;
  /** Two children on the line through their parents, z = (1 - a) zA + a zB, a in [-extrapolation, 1 + extrapolation]. */
  cross(a: number, b: number): [number, number];
  /** A mutated copy; a child of this generation is mutated in place. */
  mutate(slot: number): number;
  /** Begins the next generation: frees all slots but these, and measures their spread. */
  keep(slots: readonly number[]): void;
  /** Root mean square distance of the kept codes from their mean, per dimension. */
  spread(): number;
}

/** Mutations are drawn between the strongest and this share of it, evenly on a logarithmic scale: far jumps and fine tuning. */
const finestMutation = 0.01;
/** A population that has contracted to a point still mutates, by this share of the encoder's deviation. */
const smallestSpread = 0.01;

export function createPopulation({
  size,
  statistics: { mean, deviation },
  random,
  extrapolation,
  mutationStrength,
}: PopulationOptions): Population {
  const dim = mean.length;
  const codes = new Float32Array(2 * size * dim);
  // Slots of parents are never written: a child is written to a fresh slot.
  const isFresh = new Uint8Array(2 * size);
  let free = Array.from({ length: 2 * size }, (_, slot) => 2 * size - 1 - slot);
  let parents: readonly number[] = [];
  const spreads = Float64Array.from(deviation);

  const take = (): number => {
    const slot = free.pop();
    if (slot === undefined) throw new Error('population: more children than slots');
    isFresh[slot] = 1;
    return slot;
  };
  const add = (code: Float32Array): number => {
    const slot = take();
    codes.set(code, slot * dim);
    return slot;
  };
  const cross = (a: number, b: number): [number, number] => {
    const share = random.uniform(-extrapolation, 1 + extrapolation);
    const [first, second] = [take(), take()];
    const [A, B, C, D] = [a, b, first, second].map((slot) => slot * dim);
    for (let d = 0; d < dim; d++) {
      const step = share * (codes[B + d] - codes[A + d]);
      codes[C + d] = codes[A + d] + step;
      codes[D + d] = codes[B + d] - step;
    }
    return [first, second];
  };
  const mutate = (slot: number): number => {
    const mutant = isFresh[slot] ? slot : add(codes.subarray(slot * dim, (slot + 1) * dim));
    const strength = mutationStrength * finestMutation ** random.next();
    const M = mutant * dim;
    // Half of the mutations follow the difference of two others (as in differential evolution): the directions in which the
    // population is spread together. The other half reaches every direction.
    if (parents.length > 1 && random.next() < 0.5) {
      const [P, Q] = [0, 1].map(() => parents[random.integer(0, parents.length - 1)] * dim);
      for (let d = 0; d < dim; d++) codes[M + d] += strength * (codes[P + d] - codes[Q + d]);
    } else {
      for (let d = 0; d < dim; d++) codes[M + d] += strength * spreads[d] * random.normal();
    }
    return mutant;
  };
  const keep = (slots: readonly number[]): void => {
    parents = [...new Set(slots)];
    const kept = new Set(parents);
    free = Array.from({ length: 2 * size }, (_, i) => 2 * size - 1 - i).filter((slot) => !kept.has(slot));
    isFresh.fill(0);
    measureSpread(codes, parents, spreads);
    for (let d = 0; d < dim; d++) spreads[d] = Math.max(spreads[d], smallestSpread * deviation[d]);
  };
  return { codes, add, cross, mutate, keep, spread: () => rootMeanSquare(spreads) };
}

/** Standard deviation per dimension of the codes in `slots`. */
function measureSpread(codes: Float32Array, slots: readonly number[], spreads: Float64Array): void {
  const dim = spreads.length;
  const sums = new Float64Array(dim);
  const squares = new Float64Array(dim);
  for (const slot of slots) {
    for (let d = 0; d < dim; d++) {
      const z = codes[slot * dim + d];
      sums[d] += z;
      squares[d] += z * z;
    }
  }
  for (let d = 0; d < dim; d++) {
    const mean = sums[d] / slots.length;
    spreads[d] = Math.sqrt(Math.max(0, squares[d] / slots.length - mean * mean));
  }
}
