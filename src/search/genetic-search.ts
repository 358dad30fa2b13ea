// Genetic search over latent codes. genetic-js drives selection, crossover and mutation; this file gives it populations whose
// individuals are slots of a slab, scores a whole generation at the first question for a fitness, and keeps niches apart.
import Genetic from 'genetic-js';
import { type Random, shuffle } from '../random.js';
import type { SearchGround } from './code-search.js';
import { distinct, shareAmongNiches } from './niches.js';
import { createPopulation, type Population } from './population.js';
import { bestFirst, byMerit, type ScoredCode } from './scoring.js';

/**
 * The best codes of all niches, best first. Runs to its end without giving way: call it in a worker.
 * While it runs, Math.random of this thread draws from `random` (genetic-js knows no other source).
 */
export function geneticSearch(ground: SearchGround): ScoredCode[] {
  const { statistics, settings, keep, random, scoring, isSame, watch } = ground;
  const dim = statistics.mean.length;
  const size = settings.populationSize;
  const population = createPopulation({ size, random, statistics, ...settings });
  const nicheCount = Math.ceil(1.5 * keep);
  /** At least half of a generation is new. */
  const elite = Math.min(keep, Math.floor(size / 2));

  const scored: ScoredCode[] = [];
  let ranks: number[] = [];
  let leaders: number[] = [];
  let archive: ScoredCode[] = [];
  let isGenerationScored = false;

  /** Scores what is new, ranks all, and takes the leaders of the niches into the archive. */
  const scoreGeneration = (entities: number[]): void => {
    replaceLast(entities, leaders.slice(0, elite));
    const slots = [...new Set(entities)].sort((a, b) => a - b);
    const fresh = slots.filter((slot) => scored[slot] === undefined);
    scoring.batch(gather(population, fresh, dim), fresh.length).forEach((result, i) => {
      scored[fresh[i]] = result;
    });
    const sorted = byMerit(slots, (slot) => scored[slot]);
    const shared = shareAmongNiches(sorted, {
      niches: nicheCount,
      capacity: Math.max(1, Math.floor(size / keep)),
      isSame: (a, b) => isSame(scored[a], scored[b]),
    });
    leaders = shared.leaders;
    ranks = [];
    shared.order.forEach((slot, rank) => {
      ranks[slot] = rank;
    });
    const best = bestFirst([...archive, ...leaders.map((slot) => scored[slot])]);
    archive = distinct(best, 2 * keep, isSame);
  };

  const seeds = firstGeneration(ground, population);
  const genetic = Genetic.create<number>();
  genetic.configuration.size = size;
  genetic.configuration.iterations = settings.generations;
  genetic.configuration.crossover = settings.crossover;
  genetic.configuration.mutation = settings.mutation;
  genetic.optimize = Genetic.Optimize.Minimize;
  genetic.select1 = Genetic.Select1.Tournament2;
  genetic.select2 = Genetic.Select2.Tournament2;
  genetic.seed = () => seeds.shift() ?? 0;
  genetic.crossover = (a, b) => population.cross(a, b);
  genetic.mutate = (slot) => population.mutate(slot);
  genetic.fitness = (slot) => {
    if (!isGenerationScored) scoreGeneration(genetic.entities);
    isGenerationScored = true;
    return ranks[slot];
  };
  genetic.generation = (_, generation) => {
    population.keep(genetic.entities);
    const current = new Set(genetic.entities);
    watch.generation(
      generation,
      archive,
      [...current].map((slot) => scored[slot]),
      population.spread(),
    );
    scored.forEach((_result, slot) => {
      if (!current.has(slot)) delete scored[slot];
    });
    isGenerationScored = false;
    return watch.ended() === undefined;
  };
  withMathRandom(random, () => genetic.start());
  return archive;
}

/** Slots of the first generation: the best half and random others of the real codes, and children of those where they are too few. */
function firstGeneration(
  { initialCodes, statistics, settings, random, scoring, isSame }: SearchGround,
  population: Population,
): number[] {
  const size = settings.populationSize;
  const dim = statistics.mean.length;
  const count = initialCodes.length / dim;
  let real = Array.from({ length: count }, (_, i) => initialCodes.subarray(i * dim, (i + 1) * dim));
  if (count > size) {
    const results = bestFirst(scoring.batch(initialCodes, count));
    const best = distinct(results, Math.floor(size / 2), isSame);
    const others = shuffle(
      results.filter((result) => !best.includes(result)),
      random,
    );
    real = [...best, ...others].slice(0, size).map(({ code }) => code);
  }
  const slots = real.map((code) => population.add(code));
  while (slots.length < size) {
    const first = real.length;
    if (first < 2) {
      slots.push(
        population.add(Float32Array.from(statistics.mean, (m, d) => m + statistics.deviation[d] * random.normal())),
      );
    } else {
      const [a, b] = [random.integer(0, first - 1), random.integer(0, first - 1)];
      for (const child of population.cross(slots[a], slots[b]))
        if (slots.length < size) slots.push(population.mutate(child));
    }
  }
  return slots;
}

/** Elitism: genetic-js keeps only the best one; the leaders of the other niches replace the last children. */
function replaceLast(entities: number[], elite: readonly number[]): void {
  let last = entities.length - 1;
  for (const leader of elite) {
    if (entities.includes(leader)) continue;
    while (last > 0 && elite.includes(entities[last])) last--;
    entities[last] = leader;
  }
}

/** Runs work with Math.random replaced; safe because the work is synchronous. */
function withMathRandom(random: Random, work: () => void): void {
  const original = Math.random;
  Math.random = random.next;
  try {
    work();
  } finally {
    Math.random = original;
  }
}

/** Codes of these slots, one after the other. */
function gather({ codes }: Population, slots: readonly number[], dim: number): Float32Array {
  const gathered = new Float32Array(slots.length * dim);
  slots.forEach((slot, i) => {
    gathered.set(codes.subarray(slot * dim, (slot + 1) * dim), i * dim);
  });
  return gathered;
}
