import { describe, expect, it } from 'vitest';
import { importSummary, importWarnings } from '../../../src/cli/tables/import-summary.js';
import type { ImportReport } from '../../../src/import/import-structure.js';

const plain: ImportReport = {
  format: 'ctf',
  grains: 12,
  seeds: 12,
  size: 320e-9,
  thickness: 36e-6,
  fit: { share: 0.981, wanted: 0.97, cells: 160 },
  points: 1000,
  filled: [],
  guessed: 0,
  tilt: null,
  notes: [],
};

describe('what an import says', () => {
  it('is short where there is nothing to say', () => {
    expect(importWarnings(plain)).toEqual([]);
    expect(importSummary(plain, 'a.ctf', 'a.json')).toEqual([
      'a.json: structure from a.ctf (ctf)',
      'grains  12',
      'size    320 nm, 36 um along z',
      'fit     98.1 % of the 160 x 160 cells keep their grain',
      'filled  nothing',
    ]);
  });

  it('names what was filled, projected, split into seeds and assumed', () => {
    const filled = [
      { points: 60, why: 'not indexed' },
      { points: 50, why: 'of phase Fe' },
    ];
    const report = {
      ...plain,
      seeds: 30,
      filled,
      tilt: { mean: 0.1, largest: 0.5 },
      guessed: 0.11,
      notes: ['assumed this'],
      size: 2e-5,
    };
    expect(importSummary(report, 'a.ctf', 'a.json').slice(1)).toEqual([
      'grains  12, as 30 seeds: some are no Voronoi cells',
      'size    20 um, 36 um along z',
      'fit     98.1 % of the 160 x 160 cells keep their grain',
      'filled  110 of 1000 points from the nearest grain: 60 not indexed, 50 of phase Fe',
      'tilt    axes leave the plane by 5.7 degrees on average, by 28.6 at most; they are projected',
      'note    assumed this',
    ]);
    expect(importWarnings(report)).toEqual([
      'the sample is 20 um and cannot be solved: at most 3584 cells of 1 nm along an edge: --size "320 nm" scales it',
      '11.0 % of the sample had no grain and took that of the nearest',
    ]);
  });

  it('says of a size whether the models know it and whether the solver takes it', () => {
    const saidOf = (size: number) => importWarnings({ ...plain, size }).join();
    expect(saidOf(3.584e-6)).toBe(
      'the sample is 3.584 um: the shipped models know 320 nm only (--size "320 nm" scales it)',
    );
    expect(saidOf(3.6e-6)).toContain('the sample is 3.6 um and cannot be solved: at most 3584 cells of 1 nm');
    const short = importWarnings({ ...plain, thickness: 100e-9 }).join();
    expect(short).toBe(
      'the sample is 320 nm and cannot be solved: columns are 100 nm long, and have to be at least as long as the sample is wide: --thickness "320 nm" or more',
    );
  });

  it('warns where the fit is worse than wanted', () => {
    expect(importWarnings({ ...plain, fit: { share: 0.951, wanted: 0.97, cells: 160 } })).toEqual([
      '95.1 % of the cells keep their grain, 97.0 % were wanted',
    ]);
  });
});
