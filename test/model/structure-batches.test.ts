import { describe, expect, it } from 'vitest';
import { drawImages, inPose, structureBatches } from '../../src/model/structure-batches.js';
import { toImage } from '../../src/structure/easy-axis-image.js';
import { drawStructure } from '../../src/structure/grains.js';
import { mirrorStructureX, mirrorStructureY, turnStructure180 } from '../structure/symmetries.js';

const cells = 32;
const size = cells * cells;

describe('batches of structures', () => {
  it('are pure functions of seed and step', async () => {
    const [a, b, other] = [1, 1, 2].map((seed) => structureBatches({ seed, cells }));
    const later = await a(9, 3);
    expect(await b(0, 3)).not.toEqual(later);
    expect(await b(9, 3)).toEqual(later);
    expect(await other(9, 3)).not.toEqual(later);
  });

  it('show each structure in its four poses, in four steps one after the other', async () => {
    const batches = structureBatches({ cells });
    const steps = await Promise.all([4, 5, 6, 7, 8].map((step) => batches(step, 2)));
    for (let pose = 1; pose < 4; pose++) expect(steps[pose]).toEqual(inPose(steps[0], cells, pose));
    expect(steps[4]).not.toEqual(steps[0]);
  });

  it('turn an image as the structure itself is turned', () => {
    const structure = drawStructure(3, 1);
    const moves = [(s: typeof structure) => s, mirrorStructureX, mirrorStructureY, turnStructure180];
    const image = toImage(structure, cells);
    for (const [pose, move] of moves.entries()) {
      const expected = toImage(move(structure), cells);
      const same = inPose(image, cells, pose).filter((kx, i) => Math.abs(kx - expected[i]) < 1e-6).length;
      // A cell whose centre is equally far from two seeds may change sides.
      expect(same).toBeGreaterThanOrEqual(size - 2);
    }
  });

  it('ask for the next structures before they are needed, once each', async () => {
    const asked: number[] = [];
    const batches = structureBatches({
      cells,
      draw: async (request) => {
        asked.push(request.first);
        return drawImages(request);
      },
    });
    for (let step = 0; step < 6; step++) await batches(step, 2);
    expect(asked).toEqual([0, 2, 4]);
  });

  it('never show a structure that a data set draws', async () => {
    const [trained] = [await structureBatches({ seed: 1, cells })(0, 1)];
    for (const seed of [-1, 0, 1]) expect(trained).not.toEqual(drawImages({ seed, first: 0, count: 1, cells }));
  });
});
