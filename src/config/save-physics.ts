// A physics that was put together on the command line, kept as a file: presets, simulate and design call it by its name from then on.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import { LoopsmithError } from '../errors.js';
import type { Physics } from '../physics.js';
import { writeWhole } from '../store/write-whole.js';
import { loadPhysics, physicsFiles } from './physics.js';

/**
 * Writes ./presets/physics/<name>.yaml, where it is not there yet.
 * @returns its path
 * @throws LoopsmithError where a physics of this name is there and is another one
 */
export function savePhysics(physics: Physics): string {
  const path = join(physicsFiles.folder, `${physics.name}.yaml`);
  if (!existsSync(path)) writeWhole(path, physicsText(physics));
  if (isDeepStrictEqual(loadPhysics(path), physics)) return path;
  throw new LoopsmithError(
    `${path}: is there already, with other values: give the material another name, or remove that file`,
  );
}

function physicsText({ name, material, cellSize, magnetization }: Physics): string {
  return stringify({
    name,
    material: {
      saturationPolarization: `${material.mu0SaturationMagnetization} T`,
      exchangeStiffness: `${material.exchangeStiffness} J/m`,
      anisotropyConstant: `${material.anisotropyConstant} J/m3`,
    },
    cellSize: `${cellSize} m`,
    magnetization,
  });
}
