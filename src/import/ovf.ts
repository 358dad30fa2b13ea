// Vector fields of OOMMF, mumax3 and others, OVF 2.0: a header of "# key: value", then x, y, z of each node as text or as 4- or 8-byte
// little-endian numbers behind a check value. Rectangular meshes run along x first, then y, then z; irregular ones say each position.
import { createAxisMeans, degree } from './axis.js';
import { type GrainMap, noGrain } from './grain-map.js';
import type { Importer, ReadRequest } from './importer.js';
import { malformed } from './malformed.js';
import { dataReader, type OvfHeader, readOvfHeader } from './ovf-data.js';
import { latticeOf } from './point-lattice.js';
import { dropSmallGrains, segmentGrains } from './segment-grains.js';

export const ovf: Importer = {
  name: 'ovf',
  description: 'easy-axis field, OVF 2.0 of OOMMF, mumax3 and others',
  extensions: ['.ovf', '.omf', '.ohf'],
  maximumBytes: 128 * 2 ** 20,
  options: ['threshold', 'minimumPoints', 'layer'],
  fit: 0.99,
  matches: (head) => /^# *OOMMF/i.test(head),
  read,
};

/** Written fields hold one axis per grain, to the digits of the file: neighbouring grains may differ by little. */
const defaults = { threshold: 0.01 * degree, minimumPoints: 1 };

/** Unit axes of the nodes of one layer, row of smallest y first; 0, 0, 0 where there is none. */
interface Layer {
  columns: number;
  rows: number;
  /** In m. */
  stepX: number;
  stepY: number;
  axes: Float64Array;
}

function read(bytes: Uint8Array, request: ReadRequest): GrainMap {
  const { threshold = defaults.threshold, minimumPoints = defaults.minimumPoints } = request;
  const header = readOvfHeader(bytes, request.where);
  const notes = /^\{?m_?[xyz]?\b|magneti[sz]ation/i.test(header.labels)
    ? [`the values are labelled ${header.labels}: they are taken as easy axes all the same`]
    : [];
  const { columns, rows, stepX, stepY, axes } =
    header.mesh === 'irregular'
      ? readPoints(bytes, header, request)
      : readLayer(bytes, header, request, threshold, notes);
  const least = Math.cos(threshold);
  const isAxis = (p: number) => !isEmpty(axes, 3 * p);
  const segmented = segmentGrains(columns, rows, isAxis, (a, b) => alike(axes, 3 * a, axes, 3 * b) >= least, {
    // The tip of a narrow grain is a row of cells that touch at corners.
    corners: true,
  });
  const empty = segmented.ids.reduce((count, id) => (id === noGrain ? count + 1 : count), 0);
  const small = dropSmallGrains(segmented, minimumPoints);
  const { ids, grains } = segmented;
  const means = createAxisMeans(grains);
  for (let p = 0; p < ids.length; p++)
    if (ids[p] !== noGrain) means.add(ids[p], axes[3 * p], axes[3 * p + 1], axes[3 * p + 2]);
  const all = Array.from({ length: grains }, (_, g) => means.of(g));
  return {
    columns,
    rows,
    pixelWidth: stepX,
    pixelHeight: stepY,
    hasUnit: true,
    thickness: header.height === undefined ? undefined : header.height * header.unit,
    pixelsPerPoint: 1,
    ids,
    angles: Float64Array.from(all, ({ angle }) => angle),
    tilts: Float64Array.from(all, ({ tilt }) => tilt),
    gaps: [
      { points: empty, why: 'without an axis (0, 0, 0)' },
      { points: small, why: `in grains of fewer than ${minimumPoints} points` },
    ],
    notes,
  };
}

/** Cosine of the angle between two lines. */
const alike = (a: Float64Array, i: number, b: Float64Array, j: number): number =>
  Math.abs(a[i] * b[j] + a[i + 1] * b[j + 1] + a[i + 2] * b[j + 2]);

const isEmpty = (a: Float64Array, i: number): boolean => a[i] === 0 && a[i + 1] === 0 && a[i + 2] === 0;

function readLayer(
  bytes: Uint8Array,
  header: OvfHeader,
  { where, layer = 1 }: ReadRequest,
  threshold: number,
  notes: string[],
): Layer {
  const [columns, rows, layers] = header.nodes;
  if (layer > layers) throw malformed(`${where}: znodes`, `at least ${layer} layers`, layers);
  const axes = new Float64Array(3 * columns * rows);
  const eachNode = (visit: (layer: number, node: number, axis: Float64Array) => void) => {
    const next = dataReader(bytes, header, where);
    const axis = new Float64Array(3);
    for (let z = 1; z <= layers; z++) {
      for (let i = 0; i < columns * rows; i++) {
        next(axis);
        normalize(axis);
        visit(z, i, axis);
      }
    }
  };
  eachNode((z, i, axis) => {
    if (z === layer) axes.set(axis, 3 * i);
  });
  if (layers > 1) {
    let other = 0;
    eachNode((z, i, axis) => {
      const empty = isEmpty(axes, 3 * i);
      const same = empty ? isEmpty(axis, 0) : alike(axes, 3 * i, axis, 0) >= Math.cos(threshold);
      if (z !== layer && !same) other++;
    });
    const share = ((100 * other) / ((layers - 1) * columns * rows)).toFixed(1);
    notes.push(
      `layer ${layer} of ${layers} along z is taken (--layer); ${share} % of the nodes of the others have another axis`,
    );
  }
  const [stepX, stepY] = header.steps;
  return { columns, rows, stepX: stepX * header.unit, stepY: stepY * header.unit, axes };
}

/** An irregular mesh whose nodes lie on a lattice in one plane, in any order. */
function readPoints(bytes: Uint8Array, header: OvfHeader, { where }: ReadRequest): Layer {
  const count = header.nodes[0];
  const [xs, ys] = [new Float64Array(count), new Float64Array(count)];
  const values = new Float64Array(3 * count);
  const next = dataReader(bytes, header, where);
  const node = new Float64Array(6);
  let height: number | undefined;
  let highest = 0;
  for (let i = 0; i < count; i++) {
    next(node);
    xs[i] = node[0];
    ys[i] = node[1];
    height ??= node[2];
    highest = Math.max(highest, Math.abs(node[2] - height));
    values.set(normalize(node.subarray(3)), 3 * i);
  }
  const { columns, rows, stepX, stepY, cellOf } = latticeOf(xs, ys, where);
  if (highest > 1e-3 * Math.min(stepX, stepY))
    throw malformed(`${where}: z`, 'all points of an irregular mesh in one plane', `heights that differ by ${highest}`);
  const axes = new Float64Array(3 * count);
  for (let i = 0; i < count; i++) axes.set(values.subarray(3 * i, 3 * i + 3), 3 * cellOf[i]);
  return { columns, rows, stepX: stepX * header.unit, stepY: stepY * header.unit, axes };
}

function normalize(axis: Float64Array): Float64Array {
  const length = Math.hypot(axis[0], axis[1], axis[2]);
  if (length > 0) for (let c = 0; c < 3; c++) axis[c] /= length;
  return axis;
}
