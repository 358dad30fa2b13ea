import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { rankedCandidates, readStoredCandidate } from '../../src/design/stored-candidate.js';
import { createRun, type Run } from '../../src/store/run-store.js';
import { createGrains } from '../../src/structure/grains.js';
import { formatStructure } from '../../src/structure/structure-json.js';
import { temporaryFolder } from '../store/temporary-folder.js';

const root = temporaryFolder();
const anchors = { m1: 0.99, mr: 0.9, hk90: 0.3, hk80: 0.31, hk70: null, hc: 0.4 };
const structure = createGrains({ seed: 1, grains: 3, maximumMisorientation: 0.3, name: 'x' });
let run: Run;
const file = (candidate: number, name: string) => join(run.path, 'candidates', `0${candidate}`, name);

beforeEach(() => {
  run = createRun({ root, name: 'stored', config: {} });
  for (const [i, loss] of [0.5, null, 0.1].entries())
    run.saveCandidate(i + 1, {
      structure: formatStructure(structure),
      predicted: { anchors },
      solved: { anchors, loss, verified: loss === 0.1 },
      curveCsv: 'appliedField_HA,magnetization_Ms\n1,0.99\n0,0.9\n',
    });
});

describe('readStoredCandidate', () => {
  it('reads what a run wrote', () => {
    const { candidate, curve, predicted, solved, structure: read } = readStoredCandidate(run, 3);
    expect(candidate).toBe(3);
    expect(read.easyAxisAngles).toEqual(structure.easyAxisAngles);
    expect(predicted).toEqual(anchors);
    expect(solved).toMatchObject({ anchors, loss: 0.1, verified: true });
    expect([...curve!.magnetization]).toEqual([0.99, 0.9]);
  });

  it('gives the prediction of the grains that polishing came to', () => {
    const polished = { ...anchors, mr: 0.8 };
    writeFileSync(file(2, 'predicted.json'), JSON.stringify({ anchors, polished }));
    expect(readStoredCandidate(run, 2).predicted).toEqual(polished);
    writeFileSync(file(2, 'predicted.json'), JSON.stringify({ anchors, polished: null }));
    expect(readStoredCandidate(run, 2).predicted).toEqual(anchors);
  });

  it('takes files that a killed run did not write for unknown', () => {
    for (const name of ['predicted.json', 'solved.json', 'curve.csv']) rmSync(file(1, name));
    expect(readStoredCandidate(run, 1)).toMatchObject({ predicted: null, solved: null, curve: null });
  });

  it('refuses a broken file and a missing structure, naming them', () => {
    writeFileSync(file(1, 'solved.json'), '{"anchors":');
    expect(() => readStoredCandidate(run, 1)).toThrow(/01\/solved\.json: cut short or not JSON/);
    writeFileSync(
      file(1, 'solved.json'),
      JSON.stringify({ anchors: { ...anchors, hc: 'x' }, loss: 1, verified: true }),
    );
    expect(() => readStoredCandidate(run, 1)).toThrow(/01\/solved\.json: anchors\.hc/);
    rmSync(file(2, 'structure.json'));
    expect(() => readStoredCandidate(run, 2)).toThrow(/cannot read .*02\/structure\.json: no such file/);
  });
});

describe('rankedCandidates', () => {
  it('follows the report', () => {
    const entry = (rank: number, candidate: number) => ({
      rank,
      structure: `elsewhere/candidates/0${candidate}/structure.json`,
    });
    run.saveReport({ candidates: [entry(1, 2), entry(2, 1), entry(3, 3)] });
    expect(rankedCandidates(run)).toEqual([
      { candidate: 2, rank: 1 },
      { candidate: 1, rank: 2 },
      { candidate: 3, rank: 3 },
    ]);
  });

  it('without a report goes by loss, failed and unsolved ones last', () => {
    rmSync(file(1, 'solved.json'));
    expect(rankedCandidates(run).map(({ candidate }) => candidate)).toEqual([3, 1, 2]);
    expect(rankedCandidates(run).every(({ rank }) => rank === null)).toBe(true);
  });
});
