// Whether uncertainties are true: of errors with the stated deviations, about 68 of 100 lie within one deviation and 95 within two,
// and errors over deviations have a root mean square of 1.
import { type AnchorName, anchorNames } from '../quantities.js';

export interface Calibration {
  readonly name: AnchorName;
  readonly within1: number;
  readonly within2: number;
  /** Above 1: too sure; below 1: too modest. */
  readonly rootMeanSquare: number;
  /** Mean of the stated deviations, in Ms or HA. */
  readonly meanUncertainty: number;
}

/** @param uncertainty count x 6, as are the others; `solved` is not finite where not reached */
export function calibrate(predicted: Float32Array, uncertainty: Float32Array, solved: Float32Array): Calibration[] {
  const n = anchorNames.length;
  return anchorNames.map((name, k) => {
    const rows = [...solved.keys()].filter((i) => i % n === k && Number.isFinite(solved[i]));
    const ratios = rows.map((i) => Math.abs(predicted[i] - solved[i]) / uncertainty[i]);
    const mean = (of: (row: number, at: number) => number) =>
      rows.reduce((sum, row, at) => sum + of(row, at), 0) / rows.length;
    return {
      name,
      within1: mean((_, at) => (ratios[at] <= 1 ? 1 : 0)),
      within2: mean((_, at) => (ratios[at] <= 2 ? 1 : 0)),
      rootMeanSquare: Math.sqrt(mean((_, at) => ratios[at] ** 2)),
      meanUncertainty: mean((row) => uncertainty[row]),
    };
  });
}
