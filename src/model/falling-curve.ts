// A demagnetization curve falls from saturation: Ms >= M1 >= Mr >= 0, and 0 <= Hk90 <= Hk80 <= Hk70 <= Hc. Networks do not know that.
import { anchorNames } from '../quantities.js';

const n = anchorNames.length;
const fields = anchorNames.indexOf('hk90');

/**
 * The nearest anchor points of a curve that falls, in place: neighbours in the wrong order take their mean (pool adjacent violators, Ayer et al. 1955), which
 * brings them nearer to any points in the right order.
 * @param anchors count x 6, in the order of `anchorNames`
 */
export function makeFalling(anchors: Float32Array): Float32Array {
  for (let row = 0; row < anchors.length; row += n) {
    pool(anchors, row, row + fields, -1);
    pool(anchors, row + fields, row + n, 1);
    for (let i = row; i < row + n; i++)
      anchors[i] = Math.max(0, i < row + fields ? Math.min(1, anchors[i]) : anchors[i]);
  }
  return anchors;
}

/** Makes values[from] ... values[to - 1] rise (direction 1) or fall (-1). */
function pool(values: Float32Array, from: number, to: number, direction: 1 | -1): void {
  const blocks: { mean: number; size: number }[] = [];
  for (let i = from; i < to; i++) {
    let block = { mean: values[i], size: 1 };
    for (let last = blocks.at(-1); last && direction * (last.mean - block.mean) > 0; last = blocks.at(-1)) {
      blocks.pop();
      const size = last.size + block.size;
      block = { mean: (last.mean * last.size + block.mean * block.size) / size, size };
    }
    blocks.push(block);
  }
  let i = from;
  for (const { mean, size } of blocks) for (const end = i + size; i < end; i++) values[i] = mean;
}
