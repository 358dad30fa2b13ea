// Cells of a raster whose centres lie in a polygon.

/**
 * Sets `ids` to `value` in the cells (edge 1, the first centre at 0.5, 0.5) whose centres are inside, by the even-odd rule: row by row,
 * between every second crossing of the outline.
 * @param corners x0, y0, x1, y1, ..., open
 */
export function fillPolygon(
  ids: Int32Array,
  columns: number,
  rows: number,
  corners: Float64Array,
  value: number,
): void {
  const count = corners.length / 2;
  const crossings: number[][] = [];
  const [first, last] = [rowsAbove(minimumY(corners)), rowsAbove(-minimumY(corners.map((c) => -c)))];
  const [low, high] = [Math.max(0, first), Math.min(rows, last)];
  for (let row = low; row < high; row++) crossings.push([]);
  for (let k = 0; k < count; k++) {
    const [x0, y0] = [corners[2 * k], corners[2 * k + 1]];
    const [x1, y1] = [corners[(2 * k + 2) % corners.length], corners[(2 * k + 3) % corners.length]];
    const from = Math.max(low, rowsAbove(Math.min(y0, y1)));
    const to = Math.min(high, rowsAbove(Math.max(y0, y1)));
    for (let row = from; row < to; row++) crossings[row - low].push(x0 + ((row + 0.5 - y0) / (y1 - y0)) * (x1 - x0));
  }
  for (const [k, xs] of crossings.entries()) {
    xs.sort((a, b) => a - b);
    for (let c = 0; c + 1 < xs.length; c += 2) {
      const from = Math.max(0, rowsAbove(xs[c]));
      const to = Math.min(columns, rowsAbove(xs[c + 1]));
      ids.fill(value, (low + k) * columns + from, (low + k) * columns + Math.max(from, to));
    }
  }
}

/** First row (or column) whose centre is at or beyond a coordinate. */
const rowsAbove = (coordinate: number): number => Math.ceil(coordinate - 0.5);

function minimumY(corners: Float64Array): number {
  let least = Infinity;
  for (let k = 1; k < corners.length; k += 2) if (corners[k] < least) least = corners[k];
  return least;
}
