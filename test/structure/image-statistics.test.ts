import { describe, expect, it } from 'vitest';
import { mirrorX, mirrorY, toImage, turn180 } from '../../src/structure/easy-axis-image.js';
import { createGrains } from '../../src/structure/grains.js';
import { imageStatistics, statisticNames, stonerWohlfarthField } from '../../src/structure/image-statistics.js';
import { expectClose } from '../expect-close.js';

const structure = createGrains({ seed: 3, grains: 40, maximumMisorientation: 1.2 });
const image = toImage(structure, 160);
const statistics = imageStatistics(image, 160);
const of = (name: string, values = statistics) => values[statisticNames.indexOf(name)];

describe('image statistics', () => {
  it('are as many as their names, all finite, none twice', () => {
    expect(statistics).toHaveLength(statisticNames.length);
    expect(statistics.every(Number.isFinite)).toBe(true);
    expect(new Set(statisticNames).size).toBe(statisticNames.length);
  });

  it('are the same in the four poses that leave the curve unchanged', () => {
    for (const pose of [mirrorX(image, 160), mirrorY(image, 160), turn180(image)])
      expectClose(imageStatistics(pose, 160), statistics, { rtol: 1e-5, atol: 1e-6 });
  });

  it('are those of cells taken one by one', () => {
    const t = Array.from(image, Math.asin);
    const mean = (f: (angle: number) => number) => t.reduce((sum, angle) => sum + f(angle), 0) / t.length;
    expectClose(of('|cos t|'), mean(Math.cos), { rtol: 1e-5 });
    expectClose(
      of('cos^2 t'),
      mean((angle) => Math.cos(angle) ** 2),
      { rtol: 1e-5 },
    );
    const sizes = t.map(Math.abs).sort((a, b) => a - b);
    expectClose(of('|t| at 50 % of the area'), sizes[Math.ceil(0.5 * sizes.length) - 1], { rtol: 1e-5 });
    expectClose(of('|t| at 100 % of the area'), sizes[sizes.length - 1], { rtol: 1e-5 });
    let edges = 0;
    for (let i = 0; i < image.length; i++) {
      if (i % 160 < 159 && image[i] !== image[i + 1]) edges++;
      if (i + 160 < image.length && image[i] !== image[i + 160]) edges++;
    }
    expectClose(of('boundary length'), edges / image.length, { rtol: 1e-6 });
  });

  it('of one axis everywhere have no boundary, order 1, and one switching field', () => {
    const single = imageStatistics(new Float32Array(25600).fill(Math.sin(0.3)), 160);
    expect(of('boundary length', single)).toBe(0);
    expectClose(of('squares of 10 %: order', single), 1, { rtol: 1e-6 });
    for (const share of [0, 50, 90])
      expectClose(of(`switching field at ${share} % of the area`, single), stonerWohlfarthField(0.3), { rtol: 1e-6 });
  });
});

describe('the field of Stoner and Wohlfarth', () => {
  it('is HA along and across the axis and half of it at 45 degrees', () => {
    expectClose(stonerWohlfarthField(0), 1, { rtol: 1e-12 });
    expectClose(stonerWohlfarthField(Math.PI / 2), 1, { rtol: 1e-9 });
    expectClose(stonerWohlfarthField(Math.PI / 4), 0.5, { rtol: 1e-12 });
  });
});
