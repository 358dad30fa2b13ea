// A design that takes seconds, in a folder of its own: an untrained model, and so strong an exchange that cells of 10 nm resolve a wall.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { saveTinyModel } from '../design/tiny-model.js';
import { loopsmith, type RunOptions } from './loopsmith.js';

const preset = `name: small
objective: { name: both, terms: { mr: 0.9 Ms, hc: 2.7 T } }
physics: coarse
model: tiny
search: { populationSize: 24, generations: 4, minimumDistance: 0.001 }
structure: { grains: [4, 24] }
verify: { candidates: 2, fieldStep: 0.05, refine: 1 }
polish: { candidates: 2, solves: 4 }
`;
/** Solved in a moment. */
export const coarsePhysics = `name: coarse
material: { saturationPolarization: 1.61 T, exchangeStiffness: 5e-10 J/m, anisotropyConstant: 4.2 MJ/m3 }
cellSize: 10 nm
magnetization: planar
`;

export interface SmallDesign {
  /** `loopsmith design` of the preset "small" into a folder of runs. */
  design(root: string, args?: readonly string[], options?: Omit<RunOptions, 'cwd'>): ReturnType<typeof loopsmith>;
  /** `loopsmith ...args`. */
  run(...args: string[]): ReturnType<typeof loopsmith>;
  /** Path of the newest run in a folder of runs. */
  newest(root: string): string | undefined;
}

export async function createSmallDesign(cwd: string): Promise<SmallDesign> {
  mkdirSync(join(cwd, 'presets/physics'), { recursive: true });
  writeFileSync(join(cwd, 'presets/small.yaml'), preset);
  writeFileSync(join(cwd, 'presets/physics/coarse.yaml'), coarsePhysics);
  await saveTinyModel(join(cwd, 'presets/models/tiny'), join(cwd, 'presets/physics/coarse.yaml'));
  return {
    design: (root, args = [], options = {}) =>
      loopsmith(['design', '--preset', 'small', '--backend', 'wasm', '--runs', root, '--workers', '2', ...args], {
        ...options,
        cwd,
      }),
    run: (...args) => loopsmith(args, { cwd }),
    newest(root) {
      const names = existsSync(join(cwd, root)) ? readdirSync(join(cwd, root)).sort() : [];
      return names.length > 0 ? join(cwd, root, names[names.length - 1]) : undefined;
    },
  };
}

/** Files of the candidates of a run, by path. */
export function candidateFiles(run: string): Record<string, string> {
  const folder = join(run, 'candidates');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}
