// One labelled structure: what was drawn and what the solver found.
import type { AnchorPoints } from '../quantities.js';
import { anchorNames } from '../quantities.js';
import type { Structure } from '../structure/structure.js';
import type { DatasetIdentity } from './identity.js';

export interface DatasetRecord {
  /** Which draw of `seed` this is. */
  readonly index: number;
  readonly seed: number;
  readonly grains: number;
  /** theta of the draw, in rad. */
  readonly maximumMisorientation: number;
  /** x0, y0, x1, y1, ... in m. */
  readonly seeds: Float64Array;
  /** In rad. */
  readonly easyAxisAngles: Float64Array;
  /** Applied field in HA, magnetization in Ms. Single precision: the anchors were taken before rounding. */
  readonly curve: { readonly appliedField: Float32Array; readonly magnetization: Float32Array };
  readonly anchors: AnchorPoints;
  readonly fieldEvaluations: number;
  /** Time of one thread. Not part of the merged data, whose bytes depend on the labels alone; null when read from there. */
  readonly seconds: number | null;
  readonly warnings: readonly string[];
  /** Why the solver gave up; null where it did not. */
  readonly failure: string | null;
}

/** Why a record cannot be learned from: the failure, or the anchors not reached; null where it can. */
export function incompleteReason({ anchors, failure }: DatasetRecord): string | null {
  if (failure !== null) return failure;
  const missing = anchorNames.filter((name) => anchors[name] === null);
  return missing.length > 0 ? `not reached: ${missing.join(', ')}` : null;
}

/** The structure of a record. */
export function recordStructure(record: DatasetRecord, { sample }: DatasetIdentity): Structure {
  const { index, seed, seeds, easyAxisAngles } = record;
  return { name: `${seed}-${index}`, ...sample, cellSize: sample.size / sample.cells, seeds, easyAxisAngles };
}

/** A record that came from a file; null where it holds, else what is wrong with it. */
export function recordProblem(record: DatasetRecord, { seed }: DatasetIdentity): string | null {
  const { index, grains, seeds, easyAxisAngles, curve, anchors, fieldEvaluations, warnings, failure } = record;
  if (!Number.isInteger(index) || index < 0) return `index: expected 0 or more, got ${index}`;
  if (record.seed !== seed) return `seed: expected ${seed}, got ${record.seed}`;
  if (easyAxisAngles.length !== grains || seeds.length !== 2 * grains)
    return `expected ${grains} angles and ${2 * grains} seed coordinates, got ${easyAxisAngles.length} and ${seeds.length}`;
  if (curve.appliedField.length !== curve.magnetization.length)
    return `curve: ${curve.appliedField.length} fields but ${curve.magnetization.length} magnetizations`;
  for (const [name, values] of Object.entries({ seeds, easyAxisAngles, ...curve }))
    if (!values.every(Number.isFinite)) return `${name}: a value is not finite`;
  if (!Number.isInteger(fieldEvaluations)) return `fieldEvaluations: expected a whole number, got ${fieldEvaluations}`;
  if (!Array.isArray(warnings) || !warnings.every((warning) => typeof warning === 'string'))
    return 'warnings: expected a list of texts';
  if (failure !== null && typeof failure !== 'string') return `failure: expected a text or null, got ${failure}`;
  const broken = anchorNames.find((name) => anchors[name] !== null && !Number.isFinite(anchors[name]));
  return broken ? `${broken}: expected a number or null, got ${anchors[broken]}` : null;
}
