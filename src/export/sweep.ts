// The field sweep of the solver, for other programs to repeat: from +HA down, each state relaxed from the one before.
import { anisotropyField, mu0, type Physics, saturationMagnetization } from '../physics.js';
import { tidyField } from '../solver/field-steps.js';
import { defaultTilt } from '../solver/sweep.js';
import { resolvesWalls } from '../solver/wall-resolution.js';
import type { ExportSubject } from './format.js';

/** Equal steps down, in HA. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly steps: number;
}

export interface Sweep {
  /** In HA. */
  readonly startField: number;
  readonly endField: number;
  readonly fieldStep: number;
  /** One after the other, each from where the last ends: several where the solver took field steps again in parts. */
  readonly stretches: readonly Stretch[];
}

/** Steps that another program goes further than the curve, which stops behind its coercivity: theirs may come later. */
const further = 5;

export function sweepOf({ curve, fieldStep }: Pick<ExportSubject, 'curve' | 'fieldStep'>): Sweep {
  const fields = curve ? [...curve.appliedField] : [1];
  const [startField] = fields;
  const solved = Math.floor((startField - fields[fields.length - 1]) / fieldStep + 1e-9);
  const end = Math.round((startField - -1) / fieldStep);
  const most = curve ? Math.min(end, solved + further) : end;
  for (let step = solved + 1; step <= most; step++) fields.push(tidyField(startField - step * fieldStep));
  return { startField, endField: fields[fields.length - 1], fieldStep, stretches: stretchesOf(fields) };
}

function stretchesOf(fields: readonly number[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (let i = 1; i < fields.length; i++) {
    const [from, to] = [fields[i - 1], fields[i]];
    const last = stretches[stretches.length - 1];
    if (last && Math.abs(from - to - last.step) < 1e-9)
      stretches[stretches.length - 1] = { ...last, to, steps: last.steps + 1 };
    else stretches.push({ from, to, step: tidyField(from - to), steps: 1 });
  }
  return stretches;
}

/** Largest torque |m x H| of a relaxed state, in HA; that of the solver. */
export const relaxedTorque = 2e-5;

/** Out-of-plane component added to the magnetization at each field, where it is free. */
export const tiltOf = ({ magnetization }: Physics): number => (magnetization === 'free' ? defaultTilt : 0);

/**
 * Field along z, in HA, for programs that cannot tilt a magnetization between two fields: small against every other field, but above
 * the torque at which a state counts as relaxed.
 */
export const biasOf = ({ magnetization }: Physics): number => (magnetization === 'free' ? 1e-4 : 0);

/**
 * Largest step of a steepest descent, in 1 / HA. Where the cells resolve a wall, long ones lead to the same states; where they do not,
 * only steps as small as those of the gradient flow do.
 */
export const largestStepOf = (physics: Physics): number => (resolvesWalls(physics) ? 1 : 0.12);

/** What the programs want in SI units, to twelve digits. */
export function inSI({ material }: Physics) {
  const { exchangeStiffness, anisotropyConstant } = material;
  const digits = (value: number) => Number(value.toPrecision(12));
  return {
    /** Ms in A/m, A in J/m, K1 in J/m3. */
    Ms: digits(saturationMagnetization(material)),
    A: exchangeStiffness,
    K1: anisotropyConstant,
    /** HA in A/m, mu0 HA in T. */
    HA: digits(anisotropyField(material)),
    mu0HA: digits(mu0 * anisotropyField(material)),
  };
}
