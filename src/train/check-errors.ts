// Whether a trained model knows anything at all.
import { LoopsmithError } from '../errors.js';
import type { AnchorErrors } from '../model/evaluate.js';
import { anchorNames, quantities } from '../quantities.js';

/** Errors below this, in Ms and HA, are no sign of a training that went astray, however alike the labels are. */
const harmless = 0.1;

/**
 * Nothing is saved, in the place of a good model perhaps, that knows less than nothing: that is off by more than labels differ.
 * @param labels count x 6, in the order of anchorNames
 */
export function checkErrors(errors: readonly AnchorErrors[], tested: number, labels: Float32Array): void {
  for (const [i, { name, count, meanAbsoluteError }] of errors.entries()) {
    const { symbol, unit } = quantities[name];
    const values = labels.filter((_, at) => at % anchorNames.length === i);
    const spread = values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
    if (count < tested)
      throw new LoopsmithError(
        `the model predicts no ${symbol} for ${tested - count} of ${tested} tests: ${untrained}`,
        'failed',
      );
    if (meanAbsoluteError !== null && meanAbsoluteError > Math.max(spread, harmless))
      throw new LoopsmithError(
        `the model predicts ${symbol} to ${meanAbsoluteError.toPrecision(2)} ${unit}, and labels differ by ${spread.toPrecision(2)} ${unit}: ${untrained}`,
        'failed',
      );
  }
}

const untrained = 'it is not saved; train again with a smaller --learning-rate, or more labels';
