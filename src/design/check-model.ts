// A model has learned one physics; asked about another, it would answer as if nothing were amiss.
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
  for (const { name, of } of parts) {
    const [learned, wanted] = [of(model.physics), of(physics)];
    if (same(learned, wanted)) continue;
    throw new LoopsmithError(
      `model ${model.name} was trained with ${name} ${learned}, the run asks for ${wanted}: choose a model of physics ${physics.name}, or another physics`,
    );
  }
}

/** Equal but for rounding: cards hold what was computed from a unit. */
const same = (a: string | number, b: string | number): boolean =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= 1e-9 * Math.abs(b) : a === b;
