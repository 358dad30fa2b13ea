// The structure as a picture: grains as polygons (SVG), easy-axis image as pixels (PNG), both in the colours of k_x.
import { imagePng } from '../plot/image-png.js';
import { structureSvg } from '../plot/structure-svg.js';
import { toImage } from '../structure/easy-axis-image.js';
import type { StructureFormat } from './format.js';

/** Pixels along an edge, at least: whole pixels per cell, so that cells stay sharp. */
const pixels = 640;

export const structureSvgFormat: StructureFormat = {
  name: 'svg',
  summary: 'picture of the grains (SVG)',
  scope: 'structure',
  curve: 'unused',
  write: ({ structure }) => [{ path: 'structure.svg', content: structureSvg(structure) }],
};

export const structurePngFormat: StructureFormat = {
  name: 'png',
  summary: 'easy-axis image, k_x from -1 (red) to +1 (blue) (PNG)',
  scope: 'structure',
  curve: 'unused',
  write({ structure }) {
    const { cells } = structure;
    return [{ path: 'structure.png', content: imagePng(toImage(structure), cells, Math.ceil(pixels / cells)) }];
  },
};
