// A structure as a vector figure: grains as polygons in the colours of k_x, y up, with a scale bar and a colour bar.
import { foldedKx, toImage } from '../structure/easy-axis-image.js';
import type { Structure } from '../structure/structure.js';
import { grainPolygons } from '../structure/voronoi.js';
import { type Box, frame } from './axes.js';
import { colorBar, colorBarRoom, cssColor } from './color-bar.js';
import { imageElement } from './image-element.js';
import { scaleBar, scaleBarRoom } from './scale-bar.js';
import { type Attributes, element, figure, group, ink, type Point, pathOf } from './svg.js';

export interface StructureSvgOptions {
  /** Draw the grain boundaries. @default false */
  boundaries?: boolean;
  /** Grains as an image of so many cells along an edge, not as polygons: smaller where there are thousands. @default polygons */
  cells?: number;
  /** User units. @default 480 */
  width?: number;
  /** Font size in user units. @default 12 */
  em?: number;
  /** Width on paper, in m. @default none: user units are pixels */
  printWidth?: number;
}

/** Space around, in em. */
const edge = 0.5;

export function structureSvg(structure: Structure, options: StructureSvgOptions = {}): string {
  const { boundaries = false, cells, width = 480, em = 12, printWidth } = options;
  const size = width - (2 * edge + colorBarRoom) * em;
  const box: Box = { left: edge * em, top: edge * em, right: edge * em + size, bottom: edge * em + size };
  const height = box.bottom + (scaleBarRoom + edge) * em;
  const content = [
    cells ? imageElement(toImage(structure, cells), cells, box) : grains(structure, box, boundaries, em),
    frame(box, em),
    scaleBar(structure.size, size / structure.size, box.left, box.bottom, em),
    colorBar(box.right + em, box.top, size, em),
  ];
  return figure({ width, height, title: structure.name ?? 'grain structure', em, printWidth }, content);
}

/** Polygons of all grains in a box. */
export function grains(structure: Structure, { left, right, bottom }: Box, boundaries: boolean, em: number): string {
  const scale = (right - left) / structure.size;
  const paths = grainPolygons(structure).map((polygon, grain) => {
    const corners = Array.from({ length: polygon.length / 2 }, (_, i): Point => {
      return [left + polygon[2 * i] * scale, bottom - polygon[2 * i + 1] * scale];
    });
    if (corners.length === 0) return '';
    const fill = cssColor(foldedKx(structure.easyAxisAngles[grain]));
    // Without boundaries a grain is also outlined in its own colour: else the ground would shine through between two.
    const attributes: Attributes = { d: `${pathOf(corners)}Z`, fill };
    if (!boundaries) attributes.stroke = fill;
    return element('path', attributes);
  });
  const outline: Attributes = { 'stroke-width': (boundaries ? 0.06 : 0.04) * em, 'stroke-linejoin': 'round' };
  if (boundaries) outline.stroke = ink;
  return group(paths, outline);
}
