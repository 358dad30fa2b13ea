// Start of a field step: the state continued from the last two or three, cell by cell.
import { ny, pitch, plane, vectors } from './grid';
import { add, mul } from './lanes';

/**
 * to = normalized (m0 + w change), change = c0 m0 + c1 m1 + c2 m2. Where the bend d0 m0 + d1 m1 + d2 m2, the part of the change that
 * is not linear, is longer than `limit` (chord) something has jumped nearby: w = 1 / (1 + (bend / limit)^2) fades to 0, smoothly, lest
 * neighbours be torn apart.
 */
export function extrapolate(to: usize, m0: usize, m1: usize, m2: usize, c0: f32, c1: f32, c2: f32, d0: f32, d1: f32, d2: f32, limit: f32, dimension: i32): void {
  const vc0 = f32x4.splat(c0), vc1 = f32x4.splat(c1), vc2 = f32x4.splat(c2);
  const vd0 = f32x4.splat(d0), vd1 = f32x4.splat(d1), vd2 = f32x4.splat(d2);
  const one = f32x4.splat(1), near = f32x4.splat(1 / (limit * limit));
  for (let y = 0; y < ny; y++) {
    for (let i = 0; i < vectors; i++) {
      const at = <usize>y * pitch + (<usize>i << 4);
      let bent = f32x4.splat(0);
      for (let d = 0; d < dimension; d++) {
        const o = at + <usize>d * plane;
        const bend = add(add(mul(vd0, v128.load(m0 + o)), mul(vd1, v128.load(m1 + o))), mul(vd2, v128.load(m2 + o)));
        bent = add(bent, mul(bend, bend));
      }
      const w = f32x4.div(one, add(one, mul(near, bent)));
      let norm = f32x4.splat(0);
      for (let d = 0; d < dimension; d++) {
        const o = at + <usize>d * plane;
        const v0 = v128.load(m0 + o);
        const change = add(add(mul(vc0, v0), mul(vc1, v128.load(m1 + o))), mul(vc2, v128.load(m2 + o)));
        const v = add(v0, mul(w, change));
        norm = add(norm, mul(v, v));
        v128.store(to + o, v);
      }
      const scale = f32x4.div(one, f32x4.sqrt(norm));
      for (let d = 0; d < dimension; d++) {
        const o = at + <usize>d * plane;
        v128.store(to + o, mul(v128.load(to + o), scale));
      }
    }
  }
}
