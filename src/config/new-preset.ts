// A preset of your own, as YAML that holds only what differs from the defaults.
import { stringify } from 'yaml';
import { loadObjective } from './objective.js';
import { loadPhysics } from './physics.js';
import { presetSchema } from './preset.js';
import { parseYaml } from './yaml.js';

export interface NewPreset {
  name: string;
  /** @default that of the objective */
  description?: string;
  /** By name or file. */
  objective: string;
  physics: string;
  model: string;
  /** Least and most. */
  grains?: [number, number];
  /** With its unit, such as "45 deg". */
  maximumMisorientation?: string;
  /** Found candidates that the solver gets. */
  candidates?: number;
  /** Solver runs of polishing. */
  polishSolves?: number;
}

/**
 * Its text, checked as a file would be.
 * @throws LoopsmithError that names the key, what was expected and what came
 */
export function newPresetText(given: NewPreset): string {
  const { name, description, objective, physics, model, grains, maximumMisorientation, candidates, polishSolves } =
    given;
  const known = loadPhysics(physics);
  const wanted = loadObjective(objective, known.material);
  const structure = { grains, maximumMisorientation };
  const document = {
    name,
    description: description ?? wanted.description,
    objective,
    physics,
    model,
    ...(grains || maximumMisorientation ? { structure } : {}),
    ...(candidates === undefined ? {} : { verify: { candidates } }),
    ...(polishSolves === undefined ? {} : { polish: { solves: polishSolves } }),
  };
  const text = stringify(JSON.parse(JSON.stringify(document)));
  parseYaml(text, presetSchema(known), 'new preset', { lines: false });
  return text;
}
