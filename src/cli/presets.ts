// Which run a design or a verification is about: a preset, with an objective, targets and single values put over it.
import { loadObjective, objectiveFromTargets } from '../config/objective.js';
import { loadPreset, type Preset } from '../config/preset.js';
import { LoopsmithError } from '../errors.js';

export interface PresetFlags {
  preset: string;
  objective?: string;
  target?: string[];
  set?: string[];
  seed?: number;
}

/** Flags win over the preset's file: --set, then --seed, then --objective or --target. */
export function presetFromFlags({ preset: name, objective, target, set, seed }: PresetFlags): Preset {
  if (objective !== undefined && target !== undefined)
    throw new LoopsmithError('--objective and --target both say what is wanted: give one of them');
  const preset = loadPreset(name, { set: seed === undefined ? set : [...(set ?? []), `seed=${seed}`] });
  const { material } = preset.physics;
  if (objective !== undefined) return { ...preset, objective: loadObjective(objective, material) };
  if (target !== undefined) return { ...preset, objective: objectiveFromTargets(target, material) };
  return preset;
}
