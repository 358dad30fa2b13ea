// An easy-axis image inside an SVG, with its pixels as they are.
import { type Box, rectOf } from './axes.js';
import { imagePng } from './image-png.js';
import { element } from './svg.js';

/** @param image cells x cells, k_x, the row of smallest y first */
export function imageElement(image: ArrayLike<number>, cells: number, box: Box): string {
  const data = Buffer.from(imagePng(image, cells)).toString('base64');
  const pixels = { href: `data:image/png;base64,${data}`, preserveAspectRatio: 'none' };
  return element('image', { ...rectOf(box), ...pixels, style: 'image-rendering: pixelated' });
}
