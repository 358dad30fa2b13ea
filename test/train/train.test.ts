import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluationTables } from '../../src/cli/tables/evaluation-tables.js';
import { loadPhysics } from '../../src/config/physics.js';
import { generateDataset } from '../../src/dataset/generate.js';
import { loadDataset } from '../../src/dataset/load.js';
import type { RunEvent } from '../../src/events.js';
import { type AnchorErrors, evaluateAnchors } from '../../src/model/evaluate.js';
import { createThreadPool } from '../../src/pool/thread-pool.js';
import { anchorNames } from '../../src/quantities.js';
import { checkErrors } from '../../src/train/check-errors.js';
import { evaluateModel } from '../../src/train/evaluate-model.js';
import { askInFolds, type FreshEnsembles } from '../../src/train/fresh-ensembles.js';
import { splitDataset } from '../../src/train/labelled-codes.js';
import { loopErrors } from '../../src/train/loop-errors.js';
import { trainReaderFolder } from '../../src/train/train-reader.js';
import { trainRegressorModel } from '../../src/train/train-regressor.js';
import { trainVaeFolder } from '../../src/train/train-vae.js';
import { createWorkplace } from '../cli/loopsmith.js';

const workplace = createWorkplace();
const at = (name: string) => join(workplace.path, name);
const pool = createThreadPool({ workers: 1 });
const vae = { out: at('vae'), architecture: 'small', batchSize: 2, backend: 'wasm', pool, command: 'test' } as const;
// So strong an exchange that cells of 10 nm resolve a wall: labelled in a moment.
const coarse = `name: coarse
material: { saturationPolarization: 1.61 T, exchangeStiffness: 5e-10 J/m, anisotropyConstant: 4.2 MJ/m3 }
cellSize: 10 nm
magnetization: planar
`;

beforeAll(async () => {
  writeFileSync(at('coarse.yaml'), coarse);
  const physics = loadPhysics(at('coarse.yaml'));
  await generateDataset({ out: at('data'), physics, count: 12, limits: { maximumGrains: 20 }, pool });
});
afterAll(async () => {
  await pool.close();
  workplace.remove();
});

describe('training', () => {
  test('of an autoencoder leaves a folder with its card, and a stopped one goes on only when asked to', async () => {
    expect(await trainVaeFolder({ ...vae, steps: 2, signal: AbortSignal.abort() })).toBeNull();
    await expect(trainVaeFolder({ ...vae, steps: 2 })).rejects.toThrow('give --resume to go on');
    const card = await trainVaeFolder({ ...vae, steps: 2, resume: true });
    expect(card).toMatchObject({ architecture: 'small', steps: 2, backend: 'wasm' });
  });

  test('takes the place of no autoencoder that is finished, and of no training that goes on', async () => {
    cpSync(at('vae'), at('finished'), { recursive: true });
    rmSync(at('finished/checkpoints'), { recursive: true });
    await expect(trainVaeFolder({ ...vae, out: at('finished'), steps: 1 })).rejects.toThrow('holds an autoencoder');
    const both = [1, 2].map((seed) => trainVaeFolder({ ...vae, out: at('both'), steps: 1, seed }));
    const ended = await Promise.allSettled(both);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(String(ended.find((one) => one.status === 'rejected')?.reason)).toContain('in progress');
    expect(readdirSync(at('both')).filter((name) => !name.startsWith('vae'))).not.toContain('lock');
  });

  test('of a regressor saves a model that names physics, data and test errors, and can be evaluated', async () => {
    const command = 'loopsmith train regressor --out mine';
    const options = { vae: at('vae'), data: [at('data')], epochs: 1, backend: 'wasm', command } as const;
    const trained = await trainRegressorModel({ ...options, out: at('models/mine') });
    expect(trained?.card).toMatchObject({ name: 'mine', data: { labelled: 12, training: 11, test: 1, poses: 4 } });
    const drawn = { grains: [16, 20], minimumMisorientation: 0, maximumMisorientation: Math.PI };
    expect(trained?.card.drawn).toEqual(drawn);
    expect(readdirSync(at('models'))).toEqual(['mine']);
    const evaluation = await evaluateModel({ model: at('models/mine'), data: [at('data')], backend: 'wasm' });
    const { errors, count, data } = evaluation;
    expect([count, data]).toEqual([1, [at('data')]]);
    expect(evaluationTables(evaluation)).toContain(`physics coarse, 1 records of ${at('data')}; mean absolute errors`);
    // The saved weights are half precision.
    for (const [i, { meanAbsoluteError }] of errors.entries())
      expect(Math.abs((meanAbsoluteError ?? 0) - (trained?.errors[i].meanAbsoluteError ?? 0))).toBeLessThan(2e-3);
  });

  test('of a regressor that is stopped or refused leaves no tensor behind', async () => {
    const before = memory().numTensors;
    const options = { data: [at('data')], out: at('stopped'), backend: 'wasm', command: '' } as const;
    const signal = AbortSignal.abort();
    expect(await trainRegressorModel({ ...options, vae: at('vae'), signal })).toBeNull();
    await expect(trainRegressorModel({ ...options, vae: 'first-light', resume: true })).rejects.toThrow('at least 16');
    expect(memory().numTensors).toBe(before);
  });

  test('of a regressor that comes to nothing saves nothing', async () => {
    const before = readFileSync(join(at('models/mine'), 'card.json'), 'utf8');
    const tensors = memory().numTensors;
    const options = { vae: at('vae'), data: [at('data')], epochs: 4, backend: 'wasm', command: 'diverge' } as const;
    const train = (learningRate: number) => trainRegressorModel({ ...options, out: at('models/mine'), learningRate });
    await expect(train(1e30)).rejects.toThrow('regressor: the loss is no longer a number after step');
    expect(memory().numTensors).toBe(tensors);
    expect(readFileSync(join(at('models/mine'), 'card.json'), 'utf8')).toBe(before);
    const none = evaluateAnchors(new Float32Array(12).fill(Number.NaN), new Float32Array(12).fill(0.5));
    const labels = Float32Array.from({ length: 12 }, (_, i) => (i < 6 ? 0.2 : 0.5));
    expect(() => checkErrors(none, 2, labels)).toThrow('the model predicts no M1 for 2 of 2 tests: it is not saved');
    // A network's magnetizations are within 1 Ms by force, its fields are not.
    const far = evaluateAnchors(new Float32Array([1, 1, 3, 3, 3, 3]), new Float32Array(6).fill(0.75));
    expect(() => checkErrors(far, 1, labels)).toThrow(
      'the model predicts Hk90 to 2.3 HA, and labels differ by 0.30 HA: it is not saved',
    );
    const near = evaluateAnchors(new Float32Array(6).fill(0.5), new Float32Array(6).fill(0.7));
    expect(() => checkErrors(near, 1, labels)).not.toThrow();
  });

  test('says that nothing tests the model, and that labels are not merged yet', async () => {
    const physics = loadPhysics(at('coarse.yaml'));
    const limits = { maximumGrains: 20 };
    const out = at('untested');
    await generateDataset({ out, physics, count: 4, limits, pool });
    await generateDataset({ out, physics, count: 6, limits, pool, shard: { part: 1, of: 2 } });
    const events: RunEvent[] = [];
    await trainRegressorModel({
      ...{ vae: at('vae'), data: [out], out: at('models/untested'), epochs: 1, backend: 'wasm', command: '' },
      emit: (event) => void events.push(event),
    });
    const warnings = events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));
    expect(warnings).toEqual([
      `${out}: labels that are not used: 1 not merged yet (loopsmith dataset merge ${out} --out ${out})`,
      expect.stringContaining(`${out}: nothing tests the model: draws 9, 19, 29 ... do`),
    ]);
    rmSync(at('models/untested'), { recursive: true });
  });

  test('of nothing is refused before it begins', async () => {
    const options = { data: [at('data')], out: at('nothing'), backend: 'wasm', command: '' } as const;
    const expected = 'expected a whole number of at least 1, got 0';
    await expect(trainRegressorModel({ ...options, vae: at('vae'), epochs: 0 })).rejects.toThrow(`epochs: ${expected}`);
    const draws = { ...options, architecture: 'paper', pool, steps: 0 } as const;
    await expect(trainVaeFolder(draws)).rejects.toThrow(`steps: ${expected}`);
  });

  test('of an ensemble says how many structures it needs to train on', async () => {
    const options = { vae: 'first-light', data: [at('data')], out: at('few'), backend: 'wasm', command: '' } as const;
    await expect(trainRegressorModel(options)).rejects.toThrow(
      'expected at least 16 structures to train on, got 11 (every tenth draw only tests)',
    );
  });

  test('tests on every tenth draw, whatever was labelled', async () => {
    const { records } = await loadDataset(at('data'));
    expect(splitDataset({ records }).test.map((position) => records[position].index)).toEqual([9]);
    expect(splitDataset({ records: records.slice(5) }).test).toEqual([4]);
  });

  test('is measured beside predictors that learn nothing, and beside a second label of the same structure', async () => {
    const options = { model: at('models/mine'), data: [at('data')], backend: 'wasm', pool } as const;
    const { trivial, floor, calibration, codeErrors, errors } = await evaluateModel({ ...options, floor: 1 });
    // One test structure: the mean of eleven others is off, grains alone know its remanence, labels differ by little.
    expect(trivial['training mean'][1].meanAbsoluteError).toBeGreaterThan(0);
    expect(trivial['area mean of |cos t|'].map(({ count }) => count)).toEqual([0, 1, 0, 0, 0, 0]);
    const alone = trivial['grains alone'][1].meanAbsoluteError ?? 0;
    expect(Math.abs(alone - (trivial['area mean of |cos t|'][1].meanAbsoluteError ?? 1))).toBeLessThan(2e-3);
    expect(floor?.[1].meanAbsoluteError).toBeLessThan(0.02);
    // A model without an ensemble: structures go by way of their codes, and no uncertainty is stated.
    expect([calibration, codeErrors]).toEqual([null, errors]);
  });

  test('of a regressor can take the autoencoder of a model', async () => {
    const options = { data: [at('data')], epochs: 1, backend: 'wasm', command: 'train again' } as const;
    const trained = await trainRegressorModel({ ...options, vae: at('models/mine'), out: at('models/again') });
    expect(trained?.card).toMatchObject({ name: 'again', command: 'test; train again', data: { vaeSteps: 2 } });
    expect(trained?.card.files['encoder/weights.bin']).toEqual(
      JSON.parse(readFileSync(join(at('models/mine'), 'card.json'), 'utf8')).files['encoder/weights.bin'],
    );
  });

  test('on a folder that is no autoencoder is refused', async () => {
    const options = { vae: at('data'), data: [at('data')], epochs: 1, backend: 'wasm', command: 'test' } as const;
    await expect(trainRegressorModel({ ...options, out: at('models/none') })).rejects.toThrow('no vae.json');
    expect(existsSync(at('models/none'))).toBe(false);
  });

  test('of a reader keeps encoder and decoder, and is refused where the architecture has none', async () => {
    const modes = { ...vae, architecture: 'modes', out: at('modes'), steps: 1, readerSteps: 1 };
    const before = await trainVaeFolder(modes);
    const reader = {
      vae: at('modes'),
      out: at('reader'),
      batchSize: 2,
      backend: 'wasm',
      pool,
      command: 'read',
    } as const;
    expect(await trainReaderFolder({ ...reader, steps: 3, signal: AbortSignal.abort() })).toBeNull();
    const after = await trainReaderFolder({ ...reader, steps: 3, resume: true });
    expect(after).toMatchObject({ command: 'test; read', steps: 1, statistics: before?.statistics });
    for (const file of ['encoder/weights.bin', 'decoder/weights.bin'])
      expect(after?.files[file]).toEqual(before?.files[file]);
    expect(after?.files['reader/weights.bin']).not.toEqual(before?.files['reader/weights.bin']);
    // An autoencoder that is trained further is another one, and its reader as well.
    const further = await trainVaeFolder({ ...modes, steps: 2, resume: true });
    for (const network of ['encoder', 'reader'])
      expect(further?.files[`${network}/weights.bin`]).not.toEqual(before?.files[`${network}/weights.bin`]);
    await expect(trainReaderFolder({ ...reader, steps: 3, resume: true })).rejects.toThrow(
      `${at('reader')}: holds another autoencoder than ${at('modes')}: expected another --out`,
    );
    const small = { ...reader, vae: at('vae'), out: at('none'), steps: 1 };
    await expect(trainReaderFolder(small)).rejects.toThrow('architecture small has no reader');
  });

  test('of a reader leaves an autoencoder alone that is not its own, with checkpoints and --resume or without', async () => {
    const [own, other] = [at('reader'), at('modes')]; // the second was trained further
    const card = () => JSON.parse(readFileSync(join(other, 'vae.json'), 'utf8'));
    const before = card();
    const tensors = memory().numTensors;
    const reader = { vae: own, out: other, batchSize: 2, steps: 1, backend: 'wasm', pool, command: 'read' } as const;
    for (const resume of [false, true])
      await expect(trainReaderFolder({ ...reader, resume })).rejects.toThrow('holds another autoencoder');
    expect(card()).toEqual(before);
    // In the folder of its own autoencoder no other checkpoints than a reader's count.
    const after = await trainReaderFolder({ ...reader, vae: other });
    expect(after).toMatchObject({ command: 'test; read', steps: 2 });
    await expect(trainReaderFolder({ ...reader, vae: other })).rejects.toThrow('give --resume to go on');
    expect(memory().numTensors).toBe(tensors);
    // Nor does an autoencoder take the place of one that it does not go on with, or of a model.
    const modes = { ...vae, architecture: 'modes', steps: 1 };
    await expect(trainVaeFolder({ ...modes, out: own, resume: true })).rejects.toThrow('without checkpoints to resume');
    await expect(trainVaeFolder({ ...modes, out: at('models/mine') })).rejects.toThrow('holds a model');
  });

  test('anew on parts of the data asks about every record once, by an ensemble that has not seen it', async () => {
    const dataset = await loadDataset(at('data'));
    const asked: number[] = [];
    const ensembles: FreshEnsembles = {
      async ask(training, test) {
        expect([...training, ...test].sort((a, b) => a - b)).toEqual([...dataset.records.keys()]);
        asked.push(...test);
        const anchors = Float32Array.from(test.flatMap((position) => new Array(anchorNames.length).fill(position)));
        return { structures: { anchors, uncertainty: anchors }, codes: { anchors, uncertainty: null } };
      },
      dispose: () => undefined,
    };
    const said = await askInFolds(ensembles, dataset, 5);
    expect(asked.sort((a, b) => a - b)).toEqual([...dataset.records.keys()]);
    for (const position of dataset.records.keys()) {
      expect(said?.structures.anchors[position * anchorNames.length]).toBe(position);
      expect(said?.codes.anchors[position * anchorNames.length + 5]).toBe(position);
    }
    await expect(askInFolds(ensembles, dataset, 13)).rejects.toThrow('expected at most 12');
    expect(await askInFolds({ ...ensembles, ask: async () => null }, dataset, 2)).toBeNull();
  });

  test('anew on 64 labels of a shipped model tells more than their mean', async () => {
    const shipped = { model: 'first-light', data: ['presets/data/paper'], backend: 'wasm' } as const;
    const { learningCurve, trivial, folds } = await evaluateModel({ ...shipped, learningCurve: [64] });
    expect([folds, learningCurve.length, learningCurve[0].labels]).toEqual([0, 1, 64]);
    const meanError = (errors: AnchorErrors[]) => errors[1].meanAbsoluteError ?? Number.NaN;
    for (const errors of [learningCurve[0].errors, learningCurve[0].codeErrors])
      expect(meanError(errors)).toBeLessThan(0.15 * meanError(trivial['training mean']));
  });

  test('anew needs ensembles', async () => {
    const options = { model: at('models/mine'), data: [at('data')], backend: 'wasm', folds: 2 } as const;
    await expect(evaluateModel(options)).rejects.toThrow('only ensembles are trained anew; small has none');
  });

  test('a loop that loses nothing in its code leaves what realising changes', async () => {
    const dataset = await loadDataset(at('data'));
    const lossless = {
      cells: dataset.cells,
      encode: (images: Float32Array) => images,
      decode: (codes: Float32Array) => codes,
    };
    const [group, ...others] = await loopErrors({ model: lossless, dataset, which: [0, 3], pool });
    expect([group.upTo, group.count, others.length]).toEqual([64, 2, 0]);
    for (const { name, meanAbsoluteError } of group.errors) expect(meanAbsoluteError, name).toBeLessThan(0.03);
  });
});
