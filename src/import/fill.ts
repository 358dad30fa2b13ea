// Pixels without a grain are grown over by the grains around them, one pixel deep at a time.
import { noGrain } from './grain-map.js';

/** Gives every pixel the grain of the nearest pixel that has one, counted in steps over edges. Changes `ids`. */
export function fillFromNearest(ids: Int32Array, columns: number): void {
  const queue = new Int32Array(ids.length);
  let end = 0;
  for (let p = 0; p < ids.length; p++) if (ids[p] !== noGrain) queue[end++] = p;
  const reach = (from: number, to: number) => {
    if (ids[to] !== noGrain) return;
    ids[to] = ids[from];
    queue[end++] = to;
  };
  for (let k = 0; k < end; k++) {
    const p = queue[k];
    if (p % columns !== 0) reach(p, p - 1);
    if ((p + 1) % columns !== 0) reach(p, p + 1);
    if (p >= columns) reach(p, p - columns);
    if (p + columns < ids.length) reach(p, p + columns);
  }
}
