// Genetic search directly on grains, without a latent space: what the search over codes must beat. The same regressor scores both.
import { ascending } from '../ascending.js';
import type { Random } from '../random.js';
import type { Structure } from '../structure/structure.js';

export interface GrainSearchOptions {
  /** First generation, at least two. */
  readonly initial: readonly Structure[];
  /** What each misses: lower is better. */
  readonly losses: (structures: Structure[]) => Promise<number[]>;
  readonly generations: number;
  /** Least and most grains. */
  readonly grains: readonly number[];
  /** In rad. */
  readonly maximumMisorientation: number;
  readonly random: Random;
}

interface Scored {
  structure: Structure;
  loss: number;
}

/** Share of the best that live on unchanged. */
const elite = 0.1;

/** The last generation, best first. */
export async function grainSearch(options: GrainSearchOptions): Promise<Structure[]> {
  const { initial, losses, generations, random } = options;
  const score = async (structures: Structure[]): Promise<Scored[]> => {
    const all = await losses(structures);
    return structures.map((structure, i) => ({ structure, loss: all[i] }));
  };
  let population = (await score([...initial])).sort(byLoss);
  for (let generation = 0; generation < generations; generation++) {
    const kept = population.slice(0, Math.ceil(elite * initial.length));
    const parent = () => {
      const [a, b] = [0, 1].map(() => random.integer(0, population.length - 1));
      return population[Math.min(a, b)].structure;
    };
    const children = Array.from({ length: initial.length - kept.length }, () => {
      const child = random.next() < 0.7 ? cross(parent(), parent(), options) : parent();
      return mutate(child, options);
    });
    population = [...kept, ...(await score(children))].sort(byLoss);
  }
  return population.map(({ structure }) => structure);
}

const byLoss = (a: Scored, b: Scored): number => ascending(a.loss, b.loss);

/** The grains of one on one side of a random line through the sample, those of the other beyond it. */
function cross(a: Structure, b: Structure, { random, grains: [least, most] }: GrainSearchOptions): Structure {
  const { size } = a;
  const direction = random.uniform(0, 2 * Math.PI);
  const [nx, ny] = [Math.cos(direction), Math.sin(direction)];
  const offset = nx * random.uniform(0.2, 0.8) * size + ny * random.uniform(0.2, 0.8) * size;
  const side = ({ seeds, easyAxisAngles }: Structure, sign: number) =>
    Array.from(easyAxisAngles, (angle, g) => ({ x: seeds[2 * g], y: seeds[2 * g + 1], angle })).filter(
      ({ x, y }) => sign * (nx * x + ny * y - offset) >= 0,
    );
  const grains = [...side(a, 1), ...side(b, -1)];
  if (grains.length < least || grains.length > most) return a;
  return {
    ...a,
    seeds: Float64Array.from(grains.flatMap(({ x, y }) => [x, y])),
    easyAxisAngles: Float64Array.from(grains, ({ angle }) => angle),
  };
}

/** Scales all misorientations, then turns and moves a few grains. */
function mutate(structure: Structure, { random, maximumMisorientation }: GrainSearchOptions): Structure {
  const { size } = structure;
  const scale = Math.exp(0.1 * random.normal());
  const some = random.uniform(0, 0.2);
  const easyAxisAngles = structure.easyAxisAngles.map((t) => {
    const turned = scale * t + (random.next() < some ? 0.2 * random.normal() : 0);
    return Math.max(-maximumMisorientation, Math.min(maximumMisorientation, turned));
  });
  const seeds = structure.seeds.map((s) =>
    random.next() < some ? Math.max(0, Math.min(size, s + 0.02 * size * random.normal())) : s,
  );
  return { ...structure, seeds, easyAxisAngles };
}
