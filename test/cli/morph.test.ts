import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGrains } from '../../src/structure/grains.js';
import { formatStructure, parseStructure } from '../../src/structure/structure-json.js';
import { saveTinyModel } from '../design/tiny-model.js';
import { createWorkplace, loopsmith } from './loopsmith.js';

const workplace = createWorkplace();
const cwd = workplace.path;
afterAll(workplace.remove);

beforeAll(async () => {
  await saveTinyModel(join(cwd, 'tiny'));
  for (const [name, seed] of [
    ['a', 1],
    ['b', 2],
  ] as const)
    writeFileSync(
      join(cwd, `${name}.json`),
      formatStructure(createGrains({ seed, grains: 16, maximumMisorientation: 0.2 })),
    );
});

const morph = (...args: string[]) =>
  loopsmith(['morph', 'a.json', 'b.json', '--model', './tiny', '--backend', 'wasm', ...args], { cwd });

describe('morph', () => {
  test('goes from the first structure to the second, predicted', async () => {
    const { code, stdout } = await morph('--steps', '3', '--json');
    expect(code).toBe(0);
    const { steps, physics } = JSON.parse(stdout);
    expect(physics).toBe('paper');
    expect(steps.map(({ share }: { share: number }) => share)).toEqual([0, 0.5, 1]);
    expect(steps[1]).not.toHaveProperty('solved');
  });

  test('solves the grains of each step, and keeps picture and structures', async () => {
    const { code, stdout } = await morph(
      '--steps',
      '2',
      '--solve',
      '--out',
      'm.svg',
      '--structures',
      'steps',
      '--json',
    );
    expect(code).toBe(0);
    const { steps } = JSON.parse(stdout);
    for (const { solved, grains } of steps) {
      expect(solved.mr).toBeGreaterThan(0);
      expect(grains).toBeGreaterThanOrEqual(16);
    }
    expect(readFileSync(join(cwd, 'm.svg'), 'utf8')).toMatch(/^<svg/);
    const structure = parseStructure(readFileSync(join(cwd, 'steps', 'step-1.00.json'), 'utf8'), 'step');
    expect(structure.easyAxisAngles.length).toBe(steps[1].grains);
  });

  test('refuses a picture that it cannot write before anything is computed', async () => {
    const { code, stderr } = await morph('--out', 'm.pdf');
    expect([code, existsSync(join(cwd, 'm.pdf'))]).toEqual([2, false]);
    expect(stderr).toMatch(/\.svg or \.png/);
  });
});
