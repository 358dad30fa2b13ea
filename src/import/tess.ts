// Tessellations of Neper, two-dimensional, formats 2.0 to 3.5: cells with orientations and seeds, then vertices, edges and faces. A face
// is a cell. Positions have no unit. The file is read up to its faces; domain and periodicity are not needed.
import { LoopsmithError } from '../errors.js';
import { parseAngleTable } from './angle-table.js';
import { planeAngle } from './axis.js';
import { type GrainMap, noGrain } from './grain-map.js';
import type { Importer, ReadRequest } from './importer.js';
import { fillPolygon } from './polygon-raster.js';
import { parseTess, type Tess } from './tess-sections.js';

export const tess: Importer = {
  name: 'tess',
  description: 'tessellation of Neper in two dimensions',
  extensions: ['.tess'],
  maximumBytes: 16 * 2 ** 20,
  options: ['angles'],
  fit: 0.99,
  matches: (head) => /^\s*\*\*\*tess\b/.test(head),
  read,
};

function read(bytes: Uint8Array, request: ReadRequest): GrainMap {
  const { where, cells } = request;
  const file = parseTess(bytes, where);
  const { axes, notes } = axesOf(file, request);
  const { left, bottom, width, height } = extentOf(file, where);
  const pixel = Math.min(width, height) / cells;
  const [columns, rows] = [Math.ceil(width / pixel - 1e-6), Math.ceil(height / pixel - 1e-6)];
  if (Math.max(columns, rows) > 16 * cells)
    throw new LoopsmithError(
      `${where}: **vertex: expected a domain at most 16 times as long as wide, got ${width} x ${height}`,
    );
  const ids = new Int32Array(columns * rows).fill(noGrain);
  for (const [cell, face] of file.faces.entries()) {
    const corners = Float64Array.from(face.flatMap((v) => [(file.x[v] - left) / pixel, (file.y[v] - bottom) / pixel]));
    fillPolygon(ids, columns, rows, corners, cell);
  }
  return {
    columns,
    rows,
    pixelWidth: pixel,
    pixelHeight: pixel,
    hasUnit: false,
    pixelsPerPoint: 1,
    ids,
    angles: Float64Array.from(axes, ([x, y]) => planeAngle(x, y)),
    tilts: request.angles
      ? undefined
      : Float64Array.from(axes, ([x, y, z]) => Math.atan2(Math.abs(z), Math.hypot(x, y))),
    gaps: [{ points: ids.reduce((count, id) => count + (id === noGrain ? 1 : 0), 0), why: 'in no cell' }],
    notes,
    seeds: seedsOf(file, { left, bottom, width, height }),
  };
}

type Axis = readonly [x: number, y: number, z: number];

function axesOf(
  { axes, ids, faces, symmetry }: Tess,
  { where, angles }: ReadRequest,
): { axes: readonly Axis[]; notes: string[] } {
  if (angles) {
    const table = parseAngleTable(angles.bytes, angles.where);
    const found = Array.from(ids, (id, cell): Axis => {
      if (faces[cell].length === 0) return [0, 1, 0];
      const angle = table.keys === 'number' ? table.angles.get(id) : undefined;
      if (angle === undefined || angle === null)
        throw new LoopsmithError(`${table.where}: no angle for cell ${id} of ${where}`);
      return [Math.sin(angle), Math.cos(angle), 0];
    });
    return { axes: found, notes: axes ? [`the orientations in the file give way to ${angles.where}`] : [] };
  }
  if (!axes)
    throw new LoopsmithError(
      `${where}: **cell: expected orientations (*ori), got none: add them, or --angles FILE.csv (cell,angle_deg)`,
    );
  const odd = symmetry !== undefined && /^(cubic|m-3m?|mmm|2\/m)$/.test(symmetry);
  const notes = odd ? [`the crystals are ${symmetry}: their third axis is taken as the easy one all the same`] : [];
  return { axes, notes };
}

interface Extent {
  left: number;
  bottom: number;
  width: number;
  height: number;
}

function extentOf({ x, y }: Tess, where: string): Extent {
  const [left, right] = [Math.min(...x), Math.max(...x)];
  const [bottom, top] = [Math.min(...y), Math.max(...y)];
  if (right > left && top > bottom && Number.isFinite(right - left) && Number.isFinite(top - bottom))
    return { left, bottom, width: right - left, height: top - bottom };
  throw new LoopsmithError(
    `${where}: **vertex: expected vertices that span an area, got ${right - left} x ${top - bottom}`,
  );
}

/** Seeds that may be those of the Voronoi cells: inside the domain, each place once, all of one weight. */
function seedsOf({ seeds }: Tess, { left, bottom, width, height }: Extent): GrainMap['seeds'] {
  if (!seeds) return undefined;
  const count = seeds.x.length;
  const positions = Float64Array.from({ length: 2 * count }, (_, k) =>
    k % 2 === 0 ? seeds.x[k >> 1] - left : seeds.y[k >> 1] - bottom,
  );
  const inside = positions.every((s, k) => s >= 0 && s <= (k % 2 === 0 ? width : height));
  const places = new Set(Array.from(seeds.x, (x, k) => `${x},${seeds.y[k]}`));
  const weighted = seeds.weights.some((weight) => weight !== seeds.weights[0]);
  if (!inside || weighted || places.size < count) return undefined;
  return { positions, grains: Int32Array.from({ length: count }, (_, k) => k) };
}
