// Grains of a measured map: neighbouring pixels whose orientations differ by less than a threshold belong together, and so do their
// neighbours. Union-find.
import { rootOf } from '../structure/union-find.js';
import { noGrain } from './grain-map.js';

export interface Segmented {
  /** Grain of each pixel, in the order of their first pixels, or `noGrain`. */
  readonly ids: Int32Array;
  readonly grains: number;
}

/**
 * @param inGrain whether a pixel has an orientation at all
 * @param together whether two neighbouring pixels belong to one grain
 * @param options.corners whether pixels that touch at a corner are neighbours too @default false
 */
export function segmentGrains(
  columns: number,
  rows: number,
  inGrain: (pixel: number) => boolean,
  together: (a: number, b: number) => boolean,
  { corners = false }: { corners?: boolean } = {},
): Segmented {
  const parent = Int32Array.from({ length: columns * rows }, (_, p) => (inGrain(p) ? p : noGrain));
  const join = (a: number, b: number) => {
    if (parent[b] === noGrain || !together(a, b)) return;
    const r = rootOf(parent, a);
    const s = rootOf(parent, b);
    // The lower becomes the root: a root is the first pixel of its grain.
    if (r < s) parent[s] = r;
    else parent[r] = s;
  };
  for (let p = 0; p < parent.length; p++) {
    if (parent[p] === noGrain) continue;
    if ((p + 1) % columns !== 0) join(p, p + 1);
    if (p + columns >= parent.length) continue;
    join(p, p + columns);
    if (corners && (p + 1) % columns !== 0) join(p, p + columns + 1);
    if (corners && p % columns !== 0) join(p, p + columns - 1);
  }
  return numbered(parent);
}

function numbered(parent: Int32Array): Segmented {
  const ids = new Int32Array(parent.length);
  let grains = 0;
  for (let p = 0; p < parent.length; p++) {
    if (parent[p] === noGrain) ids[p] = noGrain;
    else {
      const root = rootOf(parent, p);
      ids[p] = root === p ? grains++ : ids[root];
    }
  }
  return { ids, grains };
}

/** Takes grains of fewer than `least` pixels out of the map; returns how many pixels they had. */
export function dropSmallGrains({ ids, grains }: Segmented, least: number): number {
  const areas = new Int32Array(grains);
  for (const grain of ids) if (grain !== noGrain) areas[grain]++;
  let dropped = 0;
  for (let p = 0; p < ids.length; p++) {
    if (ids[p] === noGrain || areas[ids[p]] >= least) continue;
    ids[p] = noGrain;
    dropped++;
  }
  return dropped;
}
