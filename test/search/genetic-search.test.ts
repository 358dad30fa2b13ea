import { describe, expect, it } from 'vitest';
import { objectiveFromTargets } from '../../src/config/objective.js';
import type { Generation, RunEvent } from '../../src/events.js';
import type { Material } from '../../src/physics.js';
import { createRandom } from '../../src/random.js';
import { type CodeSearchOptions, searchCodes } from '../../src/search/code-search.js';
import { createCodeDistance } from '../../src/search/niches.js';
import { createObjective } from '../../src/search/objective.js';
import { anchorPointsAt } from '../../src/search/scoring.js';
import { defaultSearchSettings } from '../../src/search/settings.js';
import { createToy } from './toy-regressor.js';
import { toySlopes } from './toy-slopes.js';

const material: Material = { mu0SaturationMagnetization: 1.61, exchangeStiffness: 8e-12, anisotropyConstant: 4.2e6 };
const wanted = (...targets: string[]) => createObjective(objectiveFromTargets(targets, material), material);
const settings = { ...defaultSearchSettings, populationSize: 120, generations: 80 };
const wholeCurve = ['m1=0.95', 'mr=0.9', 'hk90=0.3', 'hk80=0.33', 'hk70=0.36', 'hc=0.4'];

function search(dim: number, targets: string[], options: Partial<CodeSearchOptions> = {}) {
  const toy = createToy(dim);
  return searchCodes({
    score: toy.score,
    objective: wanted(...targets),
    statistics: toy.statistics,
    initialCodes: toy.realCodes(200, 'initial'),
    settings,
    keep: 5,
    random: createRandom(7, 'search'),
    ...options,
  });
}

describe('searchCodes', () => {
  it.each([32, 512])('finds five different codes that meet a target, in %i dimensions', (dim) => {
    const { found, ended } = search(dim, ['mr=0.92', 'hc=2.7 T']);
    expect(ended).toBe('met');
    expect(found.map(({ loss }) => loss)).toEqual([0, 0, 0, 0, 0]);
    const distance = createCodeDistance(createToy(dim).statistics);
    for (const [i, a] of found.entries()) {
      for (const b of found.slice(i + 1)) {
        expect(distance(a.code, 0, b.code, 0)).toBeGreaterThanOrEqual(settings.minimumDistance);
      }
    }
  });

  it.each([32, 512])('finds them by matrix adaptation between real codes as well, in %i dimensions', (dim) => {
    const { found } = search(dim, ['mr=0.92', 'hc=2.7 T'], { settings: { ...settings, method: 'matrix-adaptation' } });
    expect(found.map(({ loss }) => loss)).toEqual([0, 0, 0, 0, 0]);
  });

  it('takes the best codes on downhill where the regressor gives its slopes', () => {
    const few = { ...settings, generations: 2 };
    const slopes = toySlopes(createToy(32));
    const means = [{}, { slopes }].map((options) => {
      const { found } = search(32, wholeCurve, { settings: few, ...options });
      return found.reduce((sum, { fitness }) => sum + fitness, 0) / found.length;
    });
    expect(means[1]).toBeLessThan(0.5 * means[0]);
  });

  it('beats as many random codes by far', () => {
    const toy = createToy(512);
    const { found, evaluations } = search(512, wholeCurve);
    const { anchors } = toy.score(toy.realCodes(evaluations, 'random'), evaluations);
    const objective = wanted(...wholeCurve);
    const best = Math.min(
      ...Array.from({ length: evaluations }, (_, i) =>
        objective.loss(anchorPointsAt(anchors, i), settings.toleranceShare),
      ),
    );
    expect(found[0].fitness).toBeLessThan(0.2 * best);
  });

  it('goes where a wish leads: to the end of what real codes reach', () => {
    const { found } = search(32, ['hc=maximize']);
    // The toy's Hc ends at 0.65; 0.62 is more than any of the initial codes has.
    expect(found[0].predicted.hc).toBeGreaterThan(0.62);
  });

  it('gives the same bytes for the same seed, and others for another', () => {
    const bytes = (seed: number) =>
      JSON.stringify(
        search(32, wholeCurve, { random: createRandom(seed, 'search') }).found.map(({ code }) => [...code]),
      );
    expect(bytes(1)).toBe(bytes(1));
    expect(bytes(1)).not.toBe(bytes(2));
  });

  it('predicts what the regressor says of the returned codes', () => {
    const toy = createToy(32);
    for (const { code, predicted } of search(32, wholeCurve).found) {
      expect(anchorPointsAt(toy.score(code, 1).anchors, 0)).toEqual(predicted);
    }
  });

  it('scores whole generations, each code once', () => {
    const toy = createToy(32);
    const batches: number[] = [];
    const { evaluations, generations } = search(32, wholeCurve, {
      score: (codes, count) => {
        batches.push(count);
        expect(codes.length).toBe(count * 32);
        return toy.score(codes, count);
      },
    });
    expect(batches.reduce((sum, count) => sum + count, 0)).toBe(evaluations);
    // All real codes first, then one batch per generation, none larger than the population.
    expect(batches.length).toBe(generations + 1);
    expect(Math.max(...batches.slice(1))).toBeLessThanOrEqual(settings.populationSize);
  });

  it('keeps codes where real structures are', () => {
    const free = search(32, ['hc=maximize'], { settings: { ...settings, plausibility: 0 } });
    const held = search(32, ['hc=maximize']);
    const radius = (code: Float32Array) => Math.hypot(...code) / Math.sqrt(32);
    expect(Math.max(...free.found.map(({ code }) => radius(code)))).toBeGreaterThan(1.5);
    expect(Math.max(...held.found.map(({ code }) => radius(code)))).toBeLessThan(1.35);
  });

  it('never loses the best: it falls or stays from generation to generation', () => {
    const events: RunEvent[] = [];
    search(32, ['hc=maximize', 'mr>=0.9'], { emit: (event) => events.push(event) });
    const generations = events.filter((event): event is Generation => event.type === 'generation');
    expect(generations.length).toBeGreaterThan(10);
    for (let i = 1; i < generations.length; i++) {
      expect(generations[i].bestLoss).toBeLessThanOrEqual(generations[i - 1].bestLoss + 0.01);
    }
    expect(generations.at(-1)).toMatchObject({ generation: generations.length, generations: 80, secondsLeft: 0 });
  });

  it.each(['genetic', 'matrix-adaptation'] as const)(
    'shows of a trade-off the code of the least loss so far, by %s',
    (method) => {
      const events: RunEvent[] = [];
      const ends = ['mr=maximize', 'hc=minimize'];
      const few = { ...settings, method, generations: 10 };
      const { found } = search(32, ends, { settings: few, emit: (event) => events.push(event) });
      const generations = events.filter((event): event is Generation => event.type === 'generation');
      for (const [i, { bestLoss, meanLoss, bestPredicted }] of generations.entries()) {
        expect(bestLoss).toBeLessThan(meanLoss);
        expect(bestLoss).toBeLessThanOrEqual(generations[Math.max(0, i - 1)].bestLoss);
        expect(wanted(...ends).loss(bestPredicted)).toBe(bestLoss);
      }
      expect(generations.at(-1)?.bestLoss).toBeLessThanOrEqual(Math.min(...found.map(({ loss }) => loss)));
    },
  );

  it('shows a picture of the best code, not in every generation', () => {
    const events: RunEvent[] = [];
    search(32, wholeCurve, { emit: (event) => events.push(event), toImage: () => ({ cells: 1, kx: [0] }) });
    const pictured = events.filter((event) => event.type === 'generation' && event.bestImage);
    expect(pictured.length).toBeGreaterThan(0);
    expect(pictured.length).toBeLessThan(events.length / 2);
  });

  it('stops when told to', () => {
    let asked = 0;
    const { ended, generations, found } = search(32, ['hc=maximize'], { shouldStop: () => ++asked === 3 });
    expect([ended, generations, found.length]).toEqual(['stopped', 3, 5]);
  });

  it('stops when generations are used up', () => {
    const { ended, generations } = search(32, ['hc=maximize'], { settings: { ...settings, generations: 4 } });
    expect([ended, generations]).toEqual(['exhausted', 4]);
  });

  it('stops when nothing gets better', () => {
    const flat = (_codes: Float32Array, count: number) => ({ anchors: new Float32Array(count * 6).fill(0.5) });
    const { ended, generations } = search(32, ['mr=0.9'], {
      score: flat,
      settings: { ...settings, stallGenerations: 6 },
    });
    expect([ended, generations]).toEqual(['stalled', 7]);
  });

  it('starts from no real codes, from one, from few', () => {
    const toy = createToy(32);
    for (const count of [0, 1, 3]) {
      const { found } = search(32, ['mr=0.92', 'hc=2.7 T'], { initialCodes: toy.realCodes(count, 'few') });
      expect(found[0].loss).toBe(0);
    }
  });

  it('goes on looking where more codes are kept than half a population', () => {
    const found = search(32, wholeCurve, { keep: 40, settings: { ...settings, populationSize: 40 } }).found;
    const [first] = search(32, wholeCurve, {
      keep: 40,
      settings: { ...settings, populationSize: 40, generations: 1 },
    }).found;
    expect(found[0].fitness).toBeLessThan(0.5 * first.fitness);
  });

  it('survives a regressor that fails for some codes, or for all', () => {
    const toy = createToy(32);
    const failing = (codes: Float32Array, count: number) => {
      const anchors = Float32Array.from(toy.score(codes, count).anchors);
      for (let i = 0; i < count; i += 3) anchors.fill(Number.NaN, i * 6, i * 6 + 6);
      return { anchors };
    };
    expect(search(32, ['mr=0.92'], { score: failing }).found[0].loss).toBe(0);
    const dead = (_codes: Float32Array, count: number) => ({ anchors: new Float32Array(count * 6).fill(Number.NaN) });
    expect(search(32, ['mr=0.92'], { score: dead }).found[0].loss).toBe(Infinity);
  });

  it('gives Math.random back, also after an error', () => {
    const original = Math.random;
    search(32, ['mr=0.92']);
    const broken = () => {
      throw new Error('broken');
    };
    expect(() => search(32, ['mr=0.92'], { score: broken, initialCodes: new Float32Array(0) })).toThrow('broken');
    expect(Math.random).toBe(original);
  });
});
