// Genetic search over latent codes. genetic-js drives selection, crossover and mutation; this file gives it populations whose
// individuals are slots of a slab, scores a whole generation at the first question for a fitness, and keeps niches apart.
// Pure: the regressor comes in as a function, the same seed gives the same bytes.
import Genetic from 'genetic-js';
import type { Emit, Generation } from '../events.js';
import type { Random } from '../random.js';
import { createCodeDistance, distinct, shareAmongNiches } from './niches.js';
import type { Objective } from './objective.js';
import { type CodeStatistics, createPlausibility } from './plausibility.js';
import { createPopulation, type Population } from './population.js';
import { byMerit, createScoring, type Score, type ScoredCode, type Scoring } from './scoring.js';
import type { GeneticSearchSettings } from './settings.js';

export interface GeneticSearchOptions {
  /** The regressor; synchronous, because genetic-js is. */
  readonly score: Score;
  readonly objective: Objective;
  /** Mean and deviation of encoded real structures (model card); their length is the latent dimension. */
  readonly statistics: CodeStatistics;
  /** Encoded real structures, one after the other: the search starts from them. May be empty. */
  readonly initialCodes: Float32Array;
  readonly settings: GeneticSearchSettings;
  /** How many different codes to return. */
  readonly keep: number;
  readonly random: Random;
  /** Gets one `generation` event per generation. */
  readonly emit?: Emit;
  /** Asked after each generation, with their number so far. */
  readonly shouldStop?: (generations: number) => boolean;
  /** Picture of the best code, for the event; asked when the best code is a new one, at most every tenth generation. */
  readonly toImage?: (code: Float32Array) => Generation['bestImage'];
}

export interface GeneticSearchResult {
  /** Best first, all different; fewer than asked for where the population holds no more. */
  readonly found: ScoredCode[];
  /** met: all of `found` are; stalled: no more progress; exhausted: all generations are used up; stopped: by shouldStop. */
  readonly ended: 'met' | 'stalled' | 'exhausted' | 'stopped';
  readonly generations: number;
  /** Codes scored by the regressor. */
  readonly evaluations: number;
}

/** Progress is a fall of the mean fitness of the kept codes by at least this share. */
const smallestProgress = 0.01;
/** Generations between pictures. */
const imagePeriod = 10;

/**
 * The `keep` best codes that are different from each other. Runs to its end without giving way: call it in a worker.
 * While it runs, Math.random of this thread draws from `random` (genetic-js knows no other source).
 */
export function geneticSearch(options: GeneticSearchOptions): GeneticSearchResult {
  const { objective, statistics, initialCodes, settings, keep, random, score } = options;
  const dim = statistics.mean.length;
  const size = settings.populationSize;
  const plausibility = createPlausibility(statistics, initialCodes, settings.plausibility);
  const { toleranceShare, caution } = settings;
  const scoring = createScoring({ latentDim: dim, score, objective, plausibility, toleranceShare, caution });
  const population = createPopulation({ size, random, statistics, ...settings });
  const distance = createCodeDistance(statistics);
  const nicheCount = Math.ceil(1.5 * keep);
  const isSame = (a: ScoredCode, b: ScoredCode) => distance(a.code, 0, b.code, 0) < settings.minimumDistance;

  const scored: ScoredCode[] = [];
  let ranks: number[] = [];
  let leaders: number[] = [];
  let archive: ScoredCode[] = [];
  let isGenerationScored = false;
  const watch = createWatch(options, scoring);

  /** Scores what is new, ranks all, and takes the leaders of the niches into the archive. */
  const scoreGeneration = (entities: number[]): void => {
    replaceLast(entities, leaders.slice(0, keep));
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
    const best = byMerit([...archive, ...leaders.map((slot) => scored[slot])], itself);
    archive = distinct(best, 2 * keep, isSame);
  };

  const seeds = firstGeneration(options, scoring, population, isSame);
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
  return {
    found: archive.slice(0, keep),
    ended: watch.ended() ?? 'exhausted',
    generations: watch.generations(),
    evaluations: scoring.evaluations(),
  };
}

/** Slots of the first generation: the best half and random others of the real codes, and children of those where they are too few. */
function firstGeneration(
  { initialCodes, statistics, settings, random }: GeneticSearchOptions,
  scoring: Scoring,
  population: Population,
  isSame: (a: ScoredCode, b: ScoredCode) => boolean,
): number[] {
  const size = settings.populationSize;
  const dim = statistics.mean.length;
  const count = initialCodes.length / dim;
  let real = Array.from({ length: count }, (_, i) => initialCodes.subarray(i * dim, (i + 1) * dim));
  if (count > size) {
    const results = byMerit(scoring.batch(initialCodes, count), itself);
    const best = distinct(results, size / 2, isSame);
    const others = shuffled(
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

/** Knows when the search is over, and tells the listener how it goes. */
function createWatch({ settings, keep, emit, shouldStop, toImage }: GeneticSearchOptions, scoring: Scoring) {
  const started = performance.now();
  let ended: GeneticSearchResult['ended'] | undefined;
  let generations = 0;
  let best = Infinity;
  let lastProgress = 0;
  let pictured: ScoredCode | undefined;
  let picturedAt = -imagePeriod;

  const generation = (index: number, archive: ScoredCode[], members: ScoredCode[], spread: number): void => {
    generations = index + 1;
    const kept = archive.slice(0, keep);
    const mean = meanOf(kept.map(({ fitness }) => fitness));
    if (mean < best * (1 - smallestProgress) || best === Infinity) {
      best = Math.min(best, mean);
      lastProgress = index;
    }
    if (shouldStop?.(generations)) ended = 'stopped';
    else if (kept.length === keep && kept.every(({ fitness }) => fitness === 0)) ended = 'met';
    // The front of a trade-off grows without its mean falling.
    else if (kept[0]?.costs == null && index - lastProgress >= settings.stallGenerations) ended = 'stalled';
    if (!emit || !kept[0]) return;
    const seconds = (performance.now() - started) / 1000;
    const isPictured = toImage && kept[0] !== pictured && (index - picturedAt >= imagePeriod || ended !== undefined);
    if (isPictured) [pictured, picturedAt] = [kept[0], index];
    emit({
      type: 'generation',
      generation: generations,
      generations: settings.generations,
      bestLoss: kept[0].loss,
      meanLoss: meanOf(members.map(({ loss }) => loss)),
      spread,
      bestPredicted: kept[0].predicted,
      evaluationsPerSecond: scoring.evaluations() / Math.max(seconds, 1e-6),
      secondsLeft: ended ? 0 : (seconds / generations) * (settings.generations - generations),
      ...(isPictured && { bestImage: toImage(kept[0].code) }),
    });
  };
  return { generation, ended: () => ended, generations: () => generations };
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

const itself = (scored: ScoredCode): ScoredCode => scored;

/** Codes of these slots, one after the other. */
function gather({ codes }: Population, slots: readonly number[], dim: number): Float32Array {
  const gathered = new Float32Array(slots.length * dim);
  slots.forEach((slot, i) => {
    gathered.set(codes.subarray(slot * dim, (slot + 1) * dim), i * dim);
  });
  return gathered;
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

/** Mean of the finite ones: one failed code must not hide how the others do. */
function meanOf(values: readonly number[]): number {
  const finite = values.filter(Number.isFinite);
  return finite.length > 0 ? finite.reduce((sum, value) => sum + value, 0) / finite.length : Infinity;
}
