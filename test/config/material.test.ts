import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chdir, cwd } from 'node:process';
import { afterAll, describe, expect, it } from 'vitest';
import { loadPhysics, withMaterial } from '../../src/config/physics.js';
import { savePhysics } from '../../src/config/save-physics.js';
import { checkModelPhysics } from '../../src/design/check-model.js';
import { createWorkplace } from '../cli/loopsmith.js';

const workplace = createWorkplace();
afterAll(workplace.remove);

const file = join(workplace.path, 'mine.yaml');
const text = `name: ferrite
saturationPolarization: 0.48 T
exchangeStiffness: 6e-12 J/m
anisotropyConstant: 0.35 MJ/m3
`;

describe('a material of one’s own', () => {
  it('keeps cells and freedom of the physics and is named in its name', () => {
    writeFileSync(file, text);
    const resolved = loadPhysics('resolved');
    expect(withMaterial(resolved, file)).toEqual({
      name: 'resolved-ferrite',
      cellSize: resolved.cellSize,
      magnetization: resolved.magnetization,
      material: { mu0SaturationMagnetization: 0.48, exchangeStiffness: 6e-12, anisotropyConstant: 350000 },
    });
  });

  it('is also taken from the file of a physics', () => {
    const physics = join(workplace.path, 'nested.yaml');
    const [name, ...constants] = text.trim().split('\n');
    const material = constants.map((line) => `  ${line}`).join('\n');
    writeFileSync(physics, `${name}\nmaterial:\n${material}\ncellSize: 5 nm\nmagnetization: planar\n`);
    writeFileSync(file, text);
    const resolved = loadPhysics('resolved');
    const said: string[] = [];
    expect(withMaterial(resolved, physics, (one) => said.push(one))).toEqual(withMaterial(resolved, file));
    expect(said).toEqual([
      `${physics} is a physics: its cell size of 5 nm is not used; --physics ${physics} uses it`,
      `${physics} is a physics: its magnetization, planar, is not used; --physics ${physics} uses it`,
    ]);
    withMaterial(loadPhysics(physics), physics, (one) => expect.unreachable(one));
    withMaterial(resolved, file, (one) => expect.unreachable(one));
  });

  it('is refused by models of another', () => {
    const mine = withMaterial(loadPhysics('resolved'), file);
    const model = { name: 'theirs', physics: loadPhysics('resolved') };
    expect(() => checkModelPhysics(model, mine)).toThrow('model theirs was trained with physics resolved');
    const renamed = { ...mine, name: 'resolved' };
    expect(() => checkModelPhysics(model, renamed)).toThrow('trained with saturation polarization 1.61');
  });

  it('becomes a physics with a file of its own, to the last digit', () => {
    const before = cwd();
    chdir(workplace.path);
    try {
      writeFileSync(file, text.replace('0.35 MJ/m3', '43.7 MGOe'));
      const mine = withMaterial(loadPhysics('paper'), file);
      expect(savePhysics(mine)).toBe('presets/physics/paper-ferrite.yaml');
      expect(loadPhysics('paper-ferrite')).toEqual(mine);
      expect(savePhysics(mine)).toBe('presets/physics/paper-ferrite.yaml');
      const other = { ...mine, cellSize: 1e-9 };
      expect(() => savePhysics(other)).toThrow('paper-ferrite.yaml: is there already, with other values');
      expect(loadPhysics('paper-ferrite')).toEqual(mine);
    } finally {
      chdir(before);
    }
  });

  it('has a name that can be called: that of a file', () => {
    for (const name of ['Nd/Fe', '../ferrite', '.ferrite', '""', 'a:b']) {
      writeFileSync(file, text.replace('ferrite', name));
      expect(() => withMaterial(loadPhysics('paper'), file)).toThrow(/mine\.yaml:1: name: expected letters, digits, -/);
    }
    writeFileSync(file, text.replace('ferrite', 'Nd2Fe14B_α-1.5'));
    expect(withMaterial(loadPhysics('paper'), file).name).toBe('paper-Nd2Fe14B_α-1.5');
  });

  it('with an unknown key is refused with file and line', () => {
    writeFileSync(file, `${text}stiffness: 1\n`);
    expect(() => withMaterial(loadPhysics('paper'), file)).toThrow(/mine\.yaml:5: stiffness/);
  });
});
