// Small perturbations of a candidate, smaller than any process can hold: what a curve owes to luck, they show.
import type { Physics } from '../physics.js';
import { createRandom } from '../random.js';
import type { Structure } from '../structure/structure.js';
import { turnAxes } from '../structure/turn-axes.js';

export interface Perturbation {
  name: string;
  structure: Structure;
  physics: Physics;
}

/** Every seed moved by this much in a random direction, in m. */
const shift = 0.2e-9;
/** Cells of the finer grid, along an edge, per cell of the physics'. Odd sizes leave the grid's lines where no grain border was fitted. */
const finer = 1.25;

/** Axes, seeds, and the same grains on finer cells: as many as make up the sample. */
export function perturbations(structure: Structure, physics: Physics, seed: number): Perturbation[] {
  const { size, seeds, easyAxisAngles } = structure;
  const random = createRandom(seed, 'perturb');
  const turned = turnAxes(easyAxisAngles, random);
  const moved = seeds.slice();
  for (let g = 0; g < seeds.length; g += 2) {
    const direction = random.uniform(0, 2 * Math.PI);
    moved[g] = inside(seeds[g] + shift * Math.cos(direction), size);
    moved[g + 1] = inside(seeds[g + 1] + shift * Math.sin(direction), size);
  }
  const cells = Math.round((size / physics.cellSize) * finer);
  return [
    // the dearest first: the two others are done meanwhile
    {
      name: `cells of ${Number(((1e9 * size) / cells).toPrecision(3))} nm`,
      structure,
      physics: { ...physics, cellSize: size / cells },
    },
    { name: 'axes turned by 0.1 degrees', structure: { ...structure, easyAxisAngles: turned }, physics },
    { name: 'seeds moved by 0.2 nm', structure: { ...structure, seeds: moved }, physics },
  ];
}

const inside = (position: number, size: number): number => Math.min(size, Math.max(0, position));
