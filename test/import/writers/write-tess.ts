// Two-dimensional tessellations as Neper's documentation describes them, from the Voronoi cells of a structure.
import { Delaunay } from 'd3-delaunay';
import { encode } from './scene.js';

export interface Tessellation {
  /** x0, y0, x1, y1, ... */
  seeds: ArrayLike<number>;
  width: number;
  height: number;
  /** Numbers of each cell in the file's descriptor; no *ori where absent. */
  orientation?: (cell: number) => readonly number[];
  descriptor?: string;
  format?: string;
  ids?: readonly number[];
  /** @default all 0 */
  weight?: (cell: number) => number;
  withSeeds?: boolean;
  symmetry?: string;
}

export function writeTess({
  seeds,
  width,
  height,
  orientation,
  descriptor = 'euler-bunge:passive',
  format = '3.5',
  ids,
  weight = () => 0,
  withSeeds = true,
  symmetry = 'hexagonal',
}: Tessellation): Uint8Array {
  const count = seeds.length / 2;
  const voronoi = new Delaunay(Float64Array.from(seeds)).voronoi([0, 0, width, height]);
  const vertices: string[] = [];
  const vertexOf = new Map<string, number>();
  const edges: string[] = [];
  const edgeOf = new Map<string, number>();
  const real = (value: number) => value.toFixed(12);
  const polygons = Array.from({ length: count }, (_, cell) => {
    const corners: number[] = [];
    for (const [x, y] of voronoi.cellPolygon(cell).slice(0, -1)) {
      const key = `${x.toFixed(9)} ${y.toFixed(9)}`;
      if (!vertexOf.has(key)) {
        vertexOf.set(key, vertices.push(`${real(x)} ${real(y)} ${real(0)} 0`));
      }
      const vertex = vertexOf.get(key) ?? 0;
      if (corners.at(-1) !== vertex && corners[0] !== vertex) corners.push(vertex);
    }
    return corners;
  });
  const faces = polygons.map((corners, cell) => {
    const own = corners.map((a, k) => {
      const b = corners[(k + 1) % corners.length];
      const key = a < b ? `${a} ${b}` : `${b} ${a}`;
      if (!edgeOf.has(key)) edgeOf.set(key, edges.push(`${key} 0`));
      return (a < b ? 1 : -1) * (edgeOf.get(key) ?? 0);
    });
    return `   ${cell + 1} ${corners.length} ${corners.join(' ')}\n     ${own.length} ${own.join(' ')}\n    ${[0, 0, 0, 1].map(real).join(' ')}\n     0 -1 ${[0, 0, 0].map(real).join(' ')}`;
  });
  const numbered = (lines: readonly string[]) => lines.map((line, k) => `   ${k + 1} ${line}`);
  const cells = Array.from({ length: count }, (_, k) => k);
  const lines = [
    '***tess',
    ' **format',
    `   ${format}`,
    ' **general',
    '   2 standard',
    ' **cell',
    `  ${count}`,
    '  *id',
    `   ${(ids ?? cells.map((k) => k + 1)).join(' ')}`,
    '  *crysym',
    `   ${symmetry}`,
  ];
  if (withSeeds)
    lines.push(
      '  *seed',
      ...numbered(cells.map((k) => `${real(seeds[2 * k])} ${real(seeds[2 * k + 1])} ${real(0)} ${real(weight(k))}`)),
    );
  if (orientation)
    lines.push('  *ori', `   ${descriptor}`, ...cells.map((k) => `   ${orientation(k).map(real).join(' ')}`));
  lines.push(
    ' **vertex',
    ` ${vertices.length}`,
    ...numbered(vertices),
    ' **edge',
    ` ${edges.length}`,
    ...numbered(edges),
    ' **face',
    ` ${faces.length}`,
    ...faces,
  );
  lines.push(' **domain', '  *general', '   square', '***end');
  return encode(`${lines.join('\n')}\n`);
}
