// A structure as a vector figure: grains as polygons in the colours of k_x, y up, with a scale bar and a colour key.
import { foldedKx } from '../structure/easy-axis-image.js';
import type { Structure } from '../structure/structure.js';
import { grainPolygons } from '../structure/voronoi.js';
import { kxColor } from './colormap.js';
import { element, figure, label, pathOf } from './svg.js';

export interface StructureSvgOptions {
  /** Edge of the sample in pixels. @default 400 */
  size?: number;
}

export function structureSvg(structure: Structure, { size = 400 }: StructureSvgOptions = {}): string {
  const margin = 16;
  const scale = size / structure.size;
  const toPixel = (x: number, y: number): [number, number] => [margin + x * scale, margin + size - y * scale];
  const grains = grainPolygons(structure).map((polygon, grain) => {
    const corners = Array.from({ length: polygon.length / 2 }, (_, i) => toPixel(polygon[2 * i], polygon[2 * i + 1]));
    const fill = `rgb(${kxColor(foldedKx(structure.easyAxisAngles[grain])).join(' ')})`;
    return element('path', { d: `${pathOf(corners)}Z`, fill });
  });
  const edge = { stroke: '#222', 'stroke-width': 0.6, 'stroke-linejoin': 'round' };
  const frame = { x: margin, y: margin, width: size, height: size, fill: 'none', stroke: '#222' };
  return figure(size + 2 * margin + 66, size + 2 * margin + 30, structure.name ?? 'grain structure', [
    element('g', edge, grains.join('\n')),
    element('rect', frame),
    scaleBar(structure.size, scale, margin, margin + size + 14),
    colorKey(margin + size + 20, margin, Math.min(size, 200)),
  ]);
}

/** A quarter of the sample or less, rounded down to 1, 2 or 5 times a power of ten. */
function scaleBar(size: number, scale: number, x: number, y: number): string {
  const power = 10 ** Math.floor(Math.log10(size / 4));
  const length = power * ([5, 2, 1].find((factor) => factor * power <= size / 4) ?? 1);
  const bar = element('rect', { x, y, width: length * scale, height: 4 });
  return bar + label(`${Number((length * 1e9).toPrecision(3))} nm`, x + length * scale + 8, y + 7);
}

function colorKey(x: number, y: number, height: number): string {
  const steps = 50;
  const bars = Array.from({ length: steps }, (_, i) => {
    const fill = `rgb(${kxColor(1 - (2 * (i + 0.5)) / steps).join(' ')})`;
    return element('rect', { x, y: y + (i * height) / steps, width: 12, height: height / steps + 0.5, fill });
  });
  const values = ['1', '0', '\u22121'].map((text, i) => label(text, x + 18, y + 4 + (i * height) / 2));
  const frame = element('rect', { x, y, width: 12, height, fill: 'none', stroke: '#222', 'stroke-width': 0.6 });
  return [...bars, frame, ...values, label('k_x', x, y + height + 18)].join('');
}
