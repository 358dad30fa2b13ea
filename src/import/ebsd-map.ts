// From the points of an EBSD map to grains: the c axes of one phase, projected to the plane.
import { LoopsmithError } from '../errors.js';
import { createAxisMeans, degree } from './axis.js';
import { type EulerAxes, inMap } from './euler-axes.js';
import { type Gap, type GrainMap, noGrain } from './grain-map.js';
import type { ReadRequest } from './importer.js';
import { cAxis, createHalfCosine, type UniaxialSymmetry } from './orientation.js';
import { dropSmallGrains, segmentGrains } from './segment-grains.js';

/** More points than this are refused: an EBSD map of 2048 x 2048. */
export const mostEbsdPoints = 2 ** 22;

export interface Phase {
  readonly number: number;
  readonly name: string;
  /** None where the crystal has no unique axis. */
  readonly symmetry?: UniaxialSymmetry;
}

export interface EbsdPoints {
  /** Points in the order of the file: rows from top to bottom, each from left to right. */
  readonly quaternions: Float64Array;
  /** Number of the phase of each point, 0 where it is not indexed. */
  readonly phase: Uint8Array;
  readonly phases: readonly Phase[];
  /** Where the points lie. */
  readonly columns: number;
  readonly rows: number;
  /** Point that covers each pixel, row of smallest y (the lowest one shown) first. */
  readonly pointOf: Int32Array;
  readonly pixelsPerPoint: number;
  /** In m. */
  readonly pixelWidth: number;
  readonly pixelHeight: number;
}

const defaults = { threshold: 5 * degree, minimumPoints: 5 };

export function ebsdGrains(points: EbsdPoints, request: ReadRequest, assumedAxes: EulerAxes): GrainMap {
  const { threshold = defaults.threshold, minimumPoints = defaults.minimumPoints, eulerAxes = assumedAxes } = request;
  const { columns, rows, quaternions, phase, pointOf, pixelsPerPoint, pixelWidth, pixelHeight } = points;
  const chosen = choosePhase(points, request);
  const halfCosine = createHalfCosine(chosen.symmetry);
  const least = Math.cos(threshold / 2);
  const segmented = segmentGrains(
    columns,
    rows,
    (p) => phase[pointOf[p]] === chosen.number,
    (a, b) => pointOf[a] === pointOf[b] || halfCosine(quaternions, pointOf[a], pointOf[b]) >= least,
  );
  const small = Math.round(dropSmallGrains(segmented, minimumPoints * pixelsPerPoint) / pixelsPerPoint);
  const { ids, grains } = segmented;
  const axes = createAxisMeans(grains);
  for (let p = 0; p < ids.length; p++) {
    if (ids[p] === noGrain) continue;
    const q = 4 * pointOf[p];
    const [x, y, z] = cAxis(quaternions[q], quaternions[q + 1], quaternions[q + 2], quaternions[q + 3]);
    const [right, up] = inMap[eulerAxes](x, y);
    axes.add(ids[p], right, up, z);
  }
  const means = Array.from({ length: grains }, (_, g) => axes.of(g));
  return {
    columns,
    rows,
    pixelWidth,
    pixelHeight,
    hasUnit: true,
    pixelsPerPoint,
    ids,
    angles: Float64Array.from(means, ({ angle }) => angle),
    tilts: Float64Array.from(means, ({ tilt }) => tilt),
    gaps: [...gapsOf(points, chosen), { points: small, why: `in grains of fewer than ${minimumPoints} points` }],
    notes: [
      `the easy axis is the c axis of phase ${chosen.name}`,
      ...(request.eulerAxes === undefined ? [assumption(eulerAxes)] : []),
    ],
  };
}

type UniaxialPhase = Phase & { symmetry: UniaxialSymmetry };

const isUniaxial = (phase: Phase): phase is UniaxialPhase => phase.symmetry !== undefined;

/** The phase that was asked for, or the uniaxial one with most points. */
function choosePhase({ phases, phase }: EbsdPoints, { phase: wanted, where }: ReadRequest): UniaxialPhase {
  const known = phases.map(({ number, name }) => `${number} ${name}`).join(', ') || 'none';
  if (wanted !== undefined) {
    const found = phases.find(({ number, name }) => String(number) === wanted || name === wanted);
    if (!found) throw new LoopsmithError(`${where}: phase: expected one of ${known}, got ${wanted}`);
    if (isUniaxial(found)) return found;
    throw new LoopsmithError(
      `${where}: phase: expected a tetragonal, trigonal or hexagonal phase, got ${found.name}, which has no unique c axis`,
    );
  }
  const counts = new Float64Array(256);
  for (const number of phase) counts[number]++;
  const candidates = phases.filter(isUniaxial).sort((a, b) => counts[b.number] - counts[a.number]);
  if (candidates.length > 0 && counts[candidates[0].number] > 0) return candidates[0];
  throw new LoopsmithError(
    `${where}: expected points of a tetragonal, trigonal or hexagonal phase, got none (phases: ${known})`,
  );
}

function gapsOf({ phase, phases }: EbsdPoints, chosen: Phase): Gap[] {
  const counts = new Float64Array(256);
  for (const number of phase) counts[number]++;
  const others = phases.filter(({ number }) => number !== chosen.number && counts[number] > 0);
  return [
    { points: counts[0], why: 'not indexed' },
    ...others.map(({ number, name }) => ({ points: counts[number], why: `of phase ${name}` })),
  ];
}

function assumption(eulerAxes: EulerAxes): string {
  const [x, y] = eulerAxes.split('-');
  return `assumed that the x axis of the Euler angles points ${x} in the map and their y axis ${y} (--euler-axes): the file does not say`;
}
