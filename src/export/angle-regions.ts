// Grains into at most so many regions of one easy axis each, for programs that know no more: grains whose axes lie closest share one.
import { foldAngle } from '../structure/easy-axis-image.js';

export interface AngleRegions {
  /** Region of each grain, from 0. */
  regionOf: Uint16Array;
  /** Easy-axis angle of each region, in rad, folded. */
  angles: Float64Array;
  /** Largest turn of an easy axis that this costs, in rad; 0 where every grain has its own region. */
  largestTurn: number;
}

/**
 * Regions with the least largest turn. Axes are points on a circle of length pi; it is cut at its widest gap, and the narrowest
 * width is sought with which `most` arcs cover all axes. Each region's axis is the middle of its arc.
 */
export function angleRegions(easyAxisAngles: Float64Array, most: number): AngleRegions {
  const folded = easyAxisAngles.map(foldAngle);
  if (folded.length <= most) return { regionOf: Uint16Array.from(folded, (_, g) => g), angles: folded, largestTurn: 0 };
  const order = Uint32Array.from(folded, (_, g) => g).sort((a, b) => folded[a] - folded[b]);
  const start = afterWidestGap(order, folded);
  const line = Float64Array.from(order, (_, i) => {
    const at = start + i;
    return folded[order[at % order.length]] + (at < order.length ? 0 : Math.PI);
  });
  const arcs = cover(line, narrowestWidth(line, most));
  const regionOf = new Uint16Array(folded.length);
  for (let i = 0; i < line.length; i++) regionOf[order[(start + i) % order.length]] = arcs.of[i];
  const widths = arcs.first.map((first, r) => line[arcs.last[r]] - line[first]);
  const angles = Float64Array.from(arcs.first, (first, r) => foldAngle((line[first] + line[arcs.last[r]]) / 2));
  return { regionOf, angles, largestTurn: Math.max(...widths) / 2 };
}

/** Place in `order` behind the widest gap between neighbours on the circle. */
function afterWidestGap(order: Uint32Array, folded: Float64Array): number {
  let widest = folded[order[0]] + Math.PI - folded[order[order.length - 1]];
  let start = 0;
  for (let i = 1; i < order.length; i++) {
    const gap = folded[order[i]] - folded[order[i - 1]];
    if (gap > widest) [widest, start] = [gap, i];
  }
  return start;
}

function narrowestWidth(line: Float64Array, most: number): number {
  let [tooNarrow, enough] = [0, Math.PI];
  for (let halving = 0; halving < 60; halving++) {
    const width = (tooNarrow + enough) / 2;
    if (cover(line, width).first.length <= most) enough = width;
    else tooNarrow = width;
  }
  return enough;
}

/** Arcs of a width, from the left; each starts at the first axis that none before it covers. */
function cover(line: Float64Array, width: number): { of: Uint16Array; first: number[]; last: number[] } {
  const of = new Uint16Array(line.length);
  const first: number[] = [];
  const last: number[] = [];
  for (let i = 0; i < line.length; i++) {
    if (first.length === 0 || line[i] - line[first[first.length - 1]] > width) first.push(i);
    of[i] = first.length - 1;
    last[first.length - 1] = i;
  }
  return { of, first, last };
}
