import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listPhysics, loadPhysics } from '../../src/config/physics.js';
import { listPresets, loadPreset, withObjective } from '../../src/config/preset.js';
import { defaultSearchSettings } from '../../src/search/settings.js';

const folder = mkdtempSync(join(tmpdir(), 'loopsmith-preset-'));
function file(text: string): string {
  const path = join(folder, 'mine.yaml');
  writeFileSync(path, text);
  return path;
}

describe('physics', () => {
  it('paper is planar on 2 nm, resolved is free on 1 nm', () => {
    const material = { mu0SaturationMagnetization: 1.61, exchangeStiffness: 8e-12, anisotropyConstant: 4.2e6 };
    expect(loadPhysics('paper')).toEqual({ name: 'paper', material, cellSize: 2e-9, magnetization: 'planar' });
    expect(loadPhysics('resolved')).toEqual({ name: 'resolved', material, cellSize: 1e-9, magnetization: 'free' });
  });

  it('is listed with one line each', () => {
    expect(listPhysics().map(({ name }) => name)).toEqual(['paper', 'resolved']);
    for (const { description } of listPhysics()) expect(description).not.toBe('');
  });

  it('names the nearest when it is unknown', () => {
    expect(() => loadPhysics('papr')).toThrow('unknown physics "papr"; did you mean "paper"?');
  });
});

describe('shipped presets', () => {
  it.each(listPresets())('$name loads and is plain JSON', ({ name, description }) => {
    const preset = loadPreset(name);
    expect(preset.name).toBe(name);
    expect(description).not.toBe('');
    expect(JSON.parse(JSON.stringify(preset))).toEqual(preset);
  });
});

describe('a preset', () => {
  it('is defaults plus what the file says', () => {
    const preset = loadPreset(file('name: mine\nobjective: target-coercivity\nsearch: {generations: 7}'));
    expect(preset).toMatchObject({
      name: 'mine',
      model: 'resolved',
      search: { ...defaultSearchSettings, generations: 7 },
      structure: { grains: [16, 256], maximumMisorientation: Math.PI },
      verify: { candidates: 6, stopAt: 'coercivity', fieldStep: 0.01, refine: 'auto' },
      seed: 1,
    });
    expect(preset.physics.name).toBe('resolved');
    expect(preset.objective.name).toBe('target-coercivity');
  });

  it('can hold its objective', () => {
    const preset = loadPreset(file('name: mine\nobjective:\n  name: own\n  terms: {mr: 0.8}'));
    expect(preset.objective.terms[0]).toMatchObject({ quantity: 'mr', value: 0.8 });
  });

  it('means the shipped objective, whatever a working directory calls by its name', () => {
    const before = process.cwd();
    const wanted = () => loadPreset('quick').objective.terms.map(({ quantity }) => quantity);
    const shipped = wanted();
    try {
      process.chdir(mkdtempSync(join(tmpdir(), 'loopsmith-own-')));
      mkdirSync('objectives');
      mkdirSync('presets');
      writeFileSync('objectives/first-light.yaml', 'name: first-light\nterms:\n  hk90: 0.2 HA\n');
      expect(wanted()).toEqual(shipped);
      expect(loadPreset('quick', { set: ['objective=first-light'] }).objective.terms[0].quantity).toBe('hk90');
      writeFileSync('presets/own.yaml', 'name: own\nobjective: first-light\n');
      expect(loadPreset('own').objective.terms[0].quantity).toBe('hk90');
    } finally {
      process.chdir(before);
    }
  });

  it('takes the shipped model of its physics', () => {
    expect(loadPreset(file('name: mine\nobjective: target-coercivity\nphysics: paper')).model).toBe('first-light');
  });

  it('gives way to assignments', () => {
    const set = ['search.populationSize=64', 'seed=9', 'structure.maximumMisorientation=45 deg', 'physics=resolved'];
    const preset = loadPreset('quick', { set });
    expect(preset.search.populationSize).toBe(64);
    expect(preset.seed).toBe(9);
    expect(preset.structure.maximumMisorientation).toBeCloseTo(Math.PI / 4, 12);
    expect(preset.physics.name).toBe('resolved');
  });

  it.each([
    ['name: mine\nobjectve: target-coercivity', ':2: objectve: unknown key; did you mean "objective"?'],
    [
      'name: mine\nobjective: target-coercivity\nsearch:\n  populationSze: 4',
      ':4: search.populationSze: unknown key; did you mean "populationSize"?',
    ],
    [
      'name: mine\nobjective: target-coercivity\nstructure: {grains: [64, 16]}',
      ':3: structure.grains: expected [least, most] in this order',
    ],
    [
      'name: mine\nobjective: target-coercivity\nstructure: {grains: [0, 16]}',
      ':3: structure.grains.0: expected at least 1, got 0',
    ],
    [
      'name: mine\nobjective: target-coercivity\nstructure: {maximumMisorientation: 45}',
      'expected an angle with its unit such as "45 deg"',
    ],
    [
      'name: mine\nobjective: target-coercivity\nstructure: {maximumMisorientation: 200 deg}',
      'expected at most 180 deg, got 200 deg',
    ],
    [
      'name: mine\nobjective:\n  name: own\n  terms:\n    mr: 0.8 HA',
      ':5: objective.terms.mr: expected a magnetization such as',
    ],
    ['name: mine\nobjective: no-such', '.yaml: objective: unknown objective "no-such"'],
    ['name: mine\nobjective: target-coercivity\nphysics: no-such', '.yaml: physics: unknown physics "no-such"'],
    ['name: mine', ':1: objective: expected text or a mapping (key: value), got nothing'],
    ['name: my preset\nobjective: target-coercivity', ':1: name: expected letters, digits, - and _ only'],
  ])('with a mistake says which: %j', (text, message) => {
    expect(() => loadPreset(file(text))).toThrow(message);
  });

  it('names the nearest when it is unknown', () => {
    expect(() => loadPreset('frist-light')).toThrow('unknown preset "frist-light"; did you mean "first-light"?');
  });
});

describe('an objective with constraints on structures', () => {
  it('that is replaced leaves the limits of the preset', () => {
    const limits = 'structure: { grains: [100, 200], maximumMisorientation: 60 deg }';
    const path = file(`name: mine\nobjective: coarse-textured\n${limits}\n`);
    expect(loadPreset(path).structure.grains).not.toEqual([100, 200]);
    const objective = () => loadPreset('quick').objective;
    expect(loadPreset(path, { objective }).structure.grains).toEqual([100, 200]);
  });

  it('wins over the limits of the preset, where it says something', () => {
    const preset = loadPreset('quick');
    const wanted = withObjective(preset, { ...preset.objective, structure: { grains: [30, 40] } });
    expect(wanted.structure).toEqual({ ...preset.structure, grains: [30, 40] });
  });
});
