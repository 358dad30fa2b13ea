// A physics by name: presets/physics/<name>.yaml, checked and in SI.
import { z } from 'zod';
import { LoopsmithError } from '../errors.js';
import type { Material, Physics } from '../physics.js';
import { findFile, listFiles, type Named, shownPath } from './paths.js';
import { quantitySchema } from './quantity-schema.js';
import { loadYaml, readText } from './yaml.js';

export const physicsFiles: Named = { what: 'physics', folder: 'presets/physics' };

const constantsSchema = z.strictObject({
  saturationPolarization: quantitySchema('polarization', { min: [0.01, '10 mT'], max: [5, '5 T'] }),
  exchangeStiffness: quantitySchema('stiffness', { min: [1e-14, '1e-14 J/m'], max: [1e-9, '1e-9 J/m'] }),
  anisotropyConstant: quantitySchema('energyDensity', { min: [1, '1 J/m3'], max: [1e9, '1000 MJ/m3'] }),
});

/** A name becomes the name of a file and of a data folder, and that is what the physics is called by. */
const nameSchema = z
  .string()
  .regex(/^[\p{L}\p{N}_-][\p{L}\p{N}._-]*$/u, 'letters, digits, - _ and . (not first), as in the name of a file');

/** Form of a physics file. */
export const physicsSchema = z.strictObject({
  name: nameSchema,
  material: constantsSchema,
  cellSize: quantitySchema('length', { min: [1e-11, '0.01 nm'], max: [1e-6, '1 um'] }),
  magnetization: z.enum(['planar', 'free']),
});

/** A physics of presets/physics, of ./presets/physics, or of a file. */
export function loadPhysics(nameOrFile: string): Physics {
  const path = findFile(nameOrFile, physicsFiles);
  try {
    const { name, material, cellSize, magnetization } = loadYaml(path, physicsSchema);
    return { name, material: inSi(material), cellSize, magnetization };
  } catch (error) {
    const { saturationPolarization, material } = loadYaml(path, z.looseObject({}));
    if (saturationPolarization === undefined || material !== undefined) throw error;
    throw new LoopsmithError(
      `${shownPath(path)}: is the file of a material (simulate and dataset generate take it with --material): a physics has name, cellSize and magnetization, and these below "material:"`,
    );
  }
}

const inSi = ({ saturationPolarization, ...others }: z.output<typeof constantsSchema>): Material => ({
  mu0SaturationMagnetization: saturationPolarization,
  ...others,
});

/** Form of a material file. */
const materialSchema = z.strictObject({ name: nameSchema, ...constantsSchema.shape });

/**
 * A physics with the material of a file where there is one, named after both: data and models of another are never mixed up.
 * @param warn told what of the file is not used
 */
export function withMaterial(physics: Physics, file: string | undefined, warn?: (message: string) => void): Physics {
  if (file === undefined) return physics;
  const isPhysics = loadYaml(file, z.looseObject({})).material !== undefined; // holds a material too, one level down
  const own: Partial<Physics> & Pick<Physics, 'name' | 'material'> = isPhysics ? loadPhysics(file) : loadMaterial(file);
  for (const one of unused(own, physics)) warn?.(`${file} is a physics: ${one} is not used; --physics ${file} uses it`);
  return { ...physics, name: `${physics.name}-${own.name}`, material: own.material };
}

/** What a physics of which only the material is taken says otherwise. */
const unused = (own: Partial<Physics>, { cellSize, magnetization }: Physics): string[] => [
  ...(own.cellSize && own.cellSize !== cellSize
    ? [`its cell size of ${Number((1e9 * own.cellSize).toPrecision(6))} nm`]
    : []),
  ...(own.magnetization && own.magnetization !== magnetization ? [`its magnetization, ${own.magnetization},`] : []),
];

function loadMaterial(file: string): Pick<Physics, 'name' | 'material'> {
  const { name, ...material } = loadYaml(file, materialSchema);
  return { name, material: inSi(material) };
}

/** Names and one-line descriptions (the first comment of the file). */
export function listPhysics(): { name: string; description: string; path: string }[] {
  return listFiles(physicsFiles).map(({ name, path }) => ({
    name,
    path,
    description: /^#\s*(.+)$/m.exec(readText(path))?.[1] ?? '',
  }));
}
