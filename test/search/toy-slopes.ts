// The toy regressor's slopes, by central differences: slow, and right to what f32 anchor points allow.
import type { Slopes } from '../../src/search/descend.js';
import type { Toy } from './toy-regressor.js';

export function toySlopes({ dim, score }: Toy, step = 0.05): Slopes {
  return (codes, count) => {
    const slopes = new Float32Array(count * 6 * dim);
    for (let i = 0; i < count; i++) {
      const moved = (d: number, by: number) => {
        const code = codes.slice(i * dim, (i + 1) * dim);
        code[d] += by;
        return score(code, 1).anchors;
      };
      for (let d = 0; d < dim; d++) {
        const [up, down] = [moved(d, step), moved(d, -step)];
        for (let k = 0; k < 6; k++) slopes[(i * 6 + k) * dim + d] = (up[k] - down[k]) / (2 * step);
      }
    }
    return slopes;
  };
}
