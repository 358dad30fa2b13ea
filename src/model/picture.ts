// What the networks see of an easy-axis image (picture) and the image that belongs to what they give back.
// With one channel a picture is the image. With two it is (cos 2t, sin 2t), which is one-to-one with the axis and has no seam at
// t = +-90 degrees, as means over squares of `coarsening` cells: an average of axes, as of the director of a liquid crystal.
import { pictureShape, type VaeArchitecture } from './architecture.js';

/** count x cells x cells of k_x -> count x n x n x channels. */
export function toPictures(images: Float32Array, architecture: VaeArchitecture): Float32Array {
  const { cells, channels = 1, coarsening = 1 } = architecture;
  if (channels === 1) return images;
  const [n] = pictureShape(architecture);
  const count = images.length / cells ** 2;
  const pictures = new Float32Array(count * n * n * 2);
  const share = 1 / coarsening ** 2;
  for (let image = 0; image < count; image++)
    for (let i = 0; i < cells ** 2; i++) {
      const kx = images[image * cells ** 2 + i];
      const cell = Math.floor(i / cells / coarsening) * n + Math.floor((i % cells) / coarsening);
      const at = 2 * (image * n * n + cell);
      pictures[at] += share * (1 - 2 * kx * kx);
      pictures[at + 1] += share * 2 * kx * Math.sqrt(Math.max(0, 1 - kx * kx));
    }
  return pictures;
}

/** count x n x n x channels -> count x cells x cells of k_x in [-1, 1]: pictures drawn out linearly between the middles of their cells. */
export function toImages(pictures: Float32Array, architecture: VaeArchitecture): Float32Array {
  const { cells, channels = 1, coarsening = 1 } = architecture;
  if (channels === 1) return pictures;
  const [n] = pictureShape(architecture);
  const count = pictures.length / (2 * n * n);
  const images = new Float32Array(count * cells * cells);
  const { low, high, share } = between(cells, n, coarsening);
  for (let image = 0; image < count; image++) {
    const start = image * n * n;
    for (let y = 0; y < cells; y++)
      for (let x = 0; x < cells; x++) {
        const [a, b] = [start + low[y] * n, start + high[y] * n];
        const mixed = (channel: number) => {
          const value = (row: number, column: number) => pictures[2 * (row + column) + channel];
          const below = value(a, low[x]) + share[x] * (value(a, high[x]) - value(a, low[x]));
          const above = value(b, low[x]) + share[x] * (value(b, high[x]) - value(b, low[x]));
          return below + share[y] * (above - below);
        };
        images[(image * cells + y) * cells + x] = kxOf(mixed(0), mixed(1));
      }
  }
  return images;
}

/** sin t of the axis with direction (cos 2t, sin 2t), t in (-90, 90] degrees. */
function kxOf(c: number, s: number): number {
  const length = Math.hypot(c, s);
  if (length === 0) return 0;
  const size = Math.sqrt(Math.max(0, (1 - c / length) / 2));
  return s < 0 ? -size : size;
}

/** For each cell of the image the cells of the picture on both sides of its middle, and its place between them. */
function between(cells: number, n: number, coarsening: number) {
  const low = new Int32Array(cells);
  const high = new Int32Array(cells);
  const share = new Float64Array(cells);
  for (let i = 0; i < cells; i++) {
    const place = Math.min(n - 1, Math.max(0, (i + 0.5) / coarsening - 0.5));
    low[i] = Math.floor(place);
    high[i] = Math.min(n - 1, low[i] + 1);
    share[i] = place - low[i];
  }
  return { low, high, share };
}
