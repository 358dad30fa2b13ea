import { describe, expect, it } from 'vitest';
import { calibrate } from '../../src/model/calibration.js';
import { createRandom } from '../../src/random.js';
import { expectClose } from '../expect-close.js';

describe('the calibration of uncertainties', () => {
  const random = createRandom(1, 'calibration');
  const solved = new Float32Array(6 * 4000).fill(0.5);
  const predicted = solved.map((value) => value + 0.02 * random.normal());

  it('of normal errors with the right deviation is 68 and 95 of 100, and 1', () => {
    const [m1] = calibrate(predicted, new Float32Array(24000).fill(0.02), solved);
    expectClose([m1.within1, m1.within2, m1.rootMeanSquare], [0.6827, 0.9545, 1], { atol: 0.03 });
    expectClose(m1.meanUncertainty, 0.02, { rtol: 1e-6 });
  });

  it('shows a model that is too sure', () => {
    expect(calibrate(predicted, new Float32Array(24000).fill(0.01), solved)[0].rootMeanSquare).toBeGreaterThan(1.9);
  });

  it('leaves out anchors that are not reached', () => {
    const gaps = solved.map((value, i) => (i % 12 === 5 ? Number.NaN : value));
    const hc = calibrate(predicted, new Float32Array(24000).fill(0.02), gaps)[5];
    expectClose(hc.rootMeanSquare, 1, { atol: 0.05 });
  });
});
