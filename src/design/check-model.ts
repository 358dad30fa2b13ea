// A model has learned one physics, labels are of one; asked about another, both would answer as if nothing were amiss.
import { LoopsmithError } from '../errors.js';
import type { Material, Physics } from '../physics.js';

const parts: { name: string; of: (physics: Physics) => string | number }[] = [
  { name: 'physics', of: ({ name }) => name },
  { name: 'saturation polarization', of: inMaterial('mu0SaturationMagnetization') },
  { name: 'exchange stiffness', of: inMaterial('exchangeStiffness') },
  { name: 'anisotropy constant', of: inMaterial('anisotropyConstant') },
  { name: 'cell size', of: ({ cellSize }) => cellSize },
  { name: 'magnetization', of: ({ magnetization }) => magnetization },
];

function inMaterial(key: keyof Material) {
  return ({ material }: Physics) => material[key];
}

/**
 * Refuses a model of another physics than the one asked for.
 * @throws LoopsmithError that names the model, what differs and both values
 */
export function checkModelPhysics(model: { name: string; physics: Physics }, physics: Physics): void {
  const other = difference(model.physics, physics);
  if (other)
    throw new LoopsmithError(
      `model ${model.name} was trained with ${other}: choose a model of physics ${physics.name}, or another physics`,
    );
}

/** The same for labelled data, by their folder. @throws LoopsmithError that names the folder, what differs and both values */
export function checkDataPhysics(folder: string, labelled: Physics, physics: Physics): void {
  const other = difference(labelled, physics);
  if (other)
    throw new LoopsmithError(`${folder}: labelled with ${other}: move these data away, or choose another physics`);
}

/** The first difference, in words, or undefined. */
function difference(theirs: Physics, wanted: Physics): string | undefined {
  const other = parts.find(({ of }) => !same(of(theirs), of(wanted)));
  return other && `${other.name} ${other.of(theirs)}, the run asks for ${other.of(wanted)}`;
}

/** Equal but for rounding: cards hold what was computed from a unit. */
const same = (a: string | number, b: string | number): boolean =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= 1e-9 * Math.abs(b) : a === b;
