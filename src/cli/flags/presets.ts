// Which run a design or a verification is about: a preset, with an objective, targets and single values put over it.
import { loadObjective, objectiveFromTargets } from '../../config/objective.js';
import { loadPreset, type Preset } from '../../config/preset.js';
import { objectiveFromCurve } from '../../config/target-curve.js';
import { LoopsmithError } from '../../errors.js';
import type { Material } from '../../physics.js';
import type { ObjectiveSpec } from '../../search/objective-spec.js';
import { readText } from '../../store/read-bytes.js';

export interface PresetFlags {
  preset: string;
  objective?: string;
  target?: string[];
  /** CSV of a measured curve. */
  targetCurve?: string;
  /** Its fields are internal ones. */
  closedCircuit?: boolean;
  set?: string[];
  seed?: number;
}

/**
 * Flags win over the preset's file: --set, then --seed, then --objective, --target or --target-curve. What an objective says of structures
 * wins over the preset's limits.
 */
export function presetFromFlags(flags: PresetFlags): Preset {
  const { preset: name, objective, target, targetCurve, closedCircuit, set, seed } = flags;
  if (closedCircuit && targetCurve === undefined)
    throw new LoopsmithError('--closed-circuit is about the fields of a --target-curve: give one');
  const given = Object.entries({ '--objective': objective, '--target': target, '--target-curve': targetCurve })
    .filter(([, value]) => value !== undefined)
    .map(([flag]) => flag);
  if (given.length > 1) throw new LoopsmithError(`${given.join(' and ')} both say what is wanted: give one of them`);
  const wanted = (material: Material): ObjectiveSpec => {
    if (objective !== undefined) return loadObjective(objective, material);
    if (target !== undefined) return objectiveFromTargets(target, material);
    const over = closedCircuit ? 'internal' : 'applied';
    return objectiveFromCurve(readText(targetCurve ?? '', mostCurveBytes), targetCurve ?? '', material, over);
  };
  const assignments = seed === undefined ? set : [...(set ?? []), `seed=${seed}`];
  return loadPreset(name, { set: assignments, objective: given.length > 0 ? wanted : undefined });
}

/** A curve of a million points is no measurement. */
const mostCurveBytes = 32 * 2 ** 20;
