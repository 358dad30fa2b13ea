// Easy-axis images as PNG files. Files have y up, as magnets are drawn: row iy = 0 is the bottom row.
import { PNG } from 'pngjs';
import { kxColor } from './colormap.js';

/**
 * PNG bytes of an image of k_x, cells x cells.
 * @param scale pixels along the edge of a cell, an integer @default 1
 */
export function imagePng(image: ArrayLike<number>, cells: number, scale = 1): Uint8Array {
  const edge = cells * scale;
  const png = new PNG({ width: edge, height: edge, colorType: 2 });
  png.data.fill(255); // opaque
  for (let y = 0; y < edge; y++) {
    const row = (cells - 1 - Math.floor(y / scale)) * cells;
    for (let x = 0; x < edge; x++) png.data.set(kxColor(image[row + Math.floor(x / scale)]), 4 * (y * edge + x));
  }
  return PNG.sync.write(png, { colorType: 2 });
}
