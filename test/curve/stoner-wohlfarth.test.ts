import { describe, it } from 'vitest';
import { anchorPoints } from '../../src/curve/anchors.js';
import { stonerWohlfarthCurve, stonerWohlfarthEnsemble } from '../../src/curve/stoner-wohlfarth.js';
import { stonerWohlfarthField } from '../../src/structure/image-statistics.js';
import { expectClose } from '../expect-close.js';

describe('the curve of Stoner and Wohlfarth', () => {
  it('has the remanence |cos t|', () => {
    for (const t of [0, 0.2, 0.7, 1.2, -0.7]) expectClose(stonerWohlfarthCurve(t)[100], Math.cos(t), { atol: 1e-8 });
  });

  it('jumps where the astroid says, within a field step', () => {
    for (const t of [0.1, 0.4, 0.7]) {
      const curve = stonerWohlfarthCurve(t);
      const jump = curve.findIndex((m, i) => i > 0 && curve[i - 1] - m > 0.3);
      expectClose((jump - 100) / 100, stonerWohlfarthField(t), { atol: 0.0101 });
    }
  });

  it('of an ensemble is the mean over its area', () => {
    const { mr } = anchorPoints(stonerWohlfarthEnsemble([0, Math.PI / 3], [0.25, 0.75]));
    expectClose(mr ?? 0, 0.25 + 0.75 * 0.5, { atol: 1e-6 });
  });
});
