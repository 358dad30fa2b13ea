// A model has seen samples of one size only. Another one would be squeezed into the same image, and its curve is another.
import { LoopsmithError } from '../errors.js';
import { paperSample } from '../structure/grains.js';
import type { Structure } from '../structure/structure.js';

const sides = [
  { of: 'size', meaning: 'wide', remedy: 'cut it, or import its map again with --size' },
  { of: 'thickness', meaning: 'long along z', remedy: 'change its thickness' },
] as const;

/**
 * Refuses a structure of another size than the samples that models are trained on.
 * @param where the file, for the message
 * @throws LoopsmithError that names the file, what it is and what is expected
 */
export function checkSample(structure: Structure, where: string): void {
  for (const { of, meaning, remedy } of sides) {
    const [got, expected] = [structure[of], paperSample[of]];
    if (Math.abs(got - expected) <= 1e-6 * expected) continue;
    throw new LoopsmithError(
      `${where}: the sample is ${nanometres(got)} ${meaning}, models know samples of ${nanometres(expected)}: ${remedy}`,
    );
  }
}

/** The same structure on the raster of the model's images: grains know no cells. */
export function toModelRaster(structure: Structure, cells: number): Structure {
  checkSample(structure, structure.name ?? 'start structure');
  return { ...structure, cells, cellSize: structure.size / cells };
}

const nanometres = (length: number): string => `${Number((1e9 * length).toPrecision(6))} nm`;
