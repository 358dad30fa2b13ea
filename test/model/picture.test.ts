import { describe, expect, it } from 'vitest';
import type { VaeArchitecture } from '../../src/model/architecture.js';
import { toImages, toPictures } from '../../src/model/picture.js';
import { mirrorX } from '../../src/structure/easy-axis-image.js';
import { expectClose } from '../expect-close.js';

const vae: VaeArchitecture = {
  cells: 16,
  stride: 2,
  convolutions: [],
  denseUnits: 8,
  latentDim: 4,
  channels: 2,
  coarsening: 4,
};
const filled = (kx: number) => new Float32Array(256).fill(kx);

describe('a picture of two channels', () => {
  it('is (cos 2t, sin 2t) of the axis, and gives the axis back', () => {
    for (const t of [-1.4, -0.3, 0, 0.2, 0.785, 1.5]) {
      const picture = toPictures(filled(Math.sin(t)), vae);
      expect(picture).toHaveLength(2 * 16);
      expectClose(picture.slice(0, 2), [Math.cos(2 * t), Math.sin(2 * t)], { atol: 1e-6 });
      expectClose(toImages(picture, vae), filled(Math.sin(t)), { atol: 1e-5 });
    }
  });

  it('has no seam: axes on both sides of 90 degrees have nearly the same picture', () => {
    const [left, right] = [1.57, -1.57].map((t) => toPictures(filled(Math.sin(t)), vae));
    expectClose(left, right, { atol: 4e-3 });
  });

  it('of the mirrored image is the mirrored picture with the other sign of sin 2t', () => {
    const image = Float32Array.from({ length: 256 }, (_, i) => Math.sin(1.3 * Math.sin(i)));
    const [picture, mirrored] = [image, mirrorX(image, 16)].map((one) => toPictures(one, vae));
    const expected = picture.map((_, i) => {
      const [cell, channel] = [Math.floor(i / 2), i % 2];
      const other = cell - (cell % 4) + (3 - (cell % 4));
      return (channel === 1 ? -1 : 1) * picture[2 * other + channel];
    });
    expectClose(mirrored, expected, { atol: 1e-6 });
  });

  it('averages axes, not angles: 80 and 100 degrees make 90, not 0', () => {
    const image = Float32Array.from({ length: 256 }, (_, i) => Math.sin(((i % 2 ? 80 : -80) * Math.PI) / 180));
    for (const kx of toImages(toPictures(image, vae), vae)) expect(Math.abs(kx)).toBeGreaterThan(0.999);
  });
});

describe('a picture of one channel', () => {
  it('is the image', () => {
    const image = filled(0.3);
    expect(toPictures(image, { ...vae, channels: 1, coarsening: 1 })).toBe(image);
    expect(toImages(image, { ...vae, channels: 1, coarsening: 1 })).toBe(image);
  });
});
