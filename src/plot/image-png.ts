// Easy-axis images as PNG files. Files have y up, as magnets are drawn: row iy = 0 is the bottom row.
import { PNG } from 'pngjs';
import { kxColor } from './colormap.js';

/**
 * PNG bytes of an image of k_x, cells x cells.
 * @param scale pixels along the edge of a cell, an integer @default 1
 */
export const imagePng = (image: ArrayLike<number>, cells: number, scale = 1): Uint8Array =>
  stripPng([image], cells, { scale });

export interface StripOptions {
  /** Pixels along the edge of a cell, an integer. @default 1 */
  scale?: number;
  /** White pixels between two images. @default 8 */
  gap?: number;
}

/** PNG bytes of several images side by side, for example the steps of a morph. */
export function stripPng(
  images: readonly ArrayLike<number>[],
  cells: number,
  { scale = 1, gap = 8 }: StripOptions = {},
): Uint8Array {
  const edge = cells * scale;
  const width = images.length * edge + (images.length - 1) * gap;
  const png = new PNG({ width, height: edge, colorType: 2 });
  png.data.fill(255);
  for (const [n, image] of images.entries()) {
    for (let y = 0; y < edge; y++) {
      const row = (cells - 1 - Math.floor(y / scale)) * cells;
      for (let x = 0; x < edge; x++) {
        png.data.set(kxColor(image[row + Math.floor(x / scale)]), 4 * (y * width + n * (edge + gap) + x));
      }
    }
  }
  return PNG.sync.write(png, { colorType: 2 });
}
