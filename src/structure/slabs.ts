// Grains whose seeds lie on one line are slabs across it. A Delaunay triangulation has no triangles there, so these are cut directly.

type Corner = [x: number, y: number];

/** Seeds this near to a line, in units of the sample, count as lying on it. */
const onLine = 1e-9;

/**
 * Corners of the grains of collinear seeds in the unit square; null where the seeds span a plane, or are fewer than three.
 * @param seeds x0, y0, x1, y1, ... in units of the sample
 */
export function slabPolygons(seeds: Float64Array): Corner[][] | null {
  const count = seeds.length / 2;
  if (count < 3) return null;
  const offset = (s: number): Corner => [seeds[2 * s] - seeds[0], seeds[2 * s + 1] - seeds[1]];
  const all = Array.from({ length: count }, (_, s) => offset(s));
  const [dx, dy] = all.reduce((a, b) => (Math.hypot(b[0], b[1]) > Math.hypot(a[0], a[1]) ? b : a));
  const length = Math.hypot(dx, dy);
  if (all.some(([x, y]) => Math.abs(x * dy - y * dx) > onLine * length)) return null;
  const [ux, uy] = [dx / length, dy / length];
  const along = Array.from({ length: count }, (_, s) => seeds[2 * s] * ux + seeds[2 * s + 1] * uy);
  const order = along.map((_, s) => s).sort((a, b) => along[a] - along[b]);
  const polygons: Corner[][] = [];
  order.forEach((seed, i) => {
    let polygon = unitSquare;
    if (i > 0) polygon = cut(polygon, -ux, -uy, -(along[order[i - 1]] + along[seed]) / 2);
    if (i < count - 1) polygon = cut(polygon, ux, uy, (along[seed] + along[order[i + 1]]) / 2);
    polygons[seed] = polygon;
  });
  return polygons;
}

const unitSquare: Corner[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

/** What of a convex polygon lies where nx x + ny y <= limit. */
function cut(polygon: readonly Corner[], nx: number, ny: number, limit: number): Corner[] {
  const beyond = ([x, y]: Corner) => nx * x + ny * y - limit;
  return polygon.flatMap((corner, i) => {
    const next = polygon[(i + 1) % polygon.length];
    const [here, there] = [beyond(corner), beyond(next)];
    const kept: Corner[] = here <= 0 ? [corner] : [];
    if (here * there >= 0) return kept;
    const share = here / (here - there);
    return [...kept, [corner[0] + share * (next[0] - corner[0]), corner[1] + share * (next[1] - corner[1])]];
  });
}
