// Start of a field step: the state continued from the last two or three, cell by cell.
import { ny, pitch, plane, vectors } from './grid';

/**
 * to = normalized (a m0 + b m1 + c m2). Where the turn from m1 to m0 differs from that from m2 to m1 by more than `limit` (chord)
 * something has jumped: the cell stays at m0.
 */
export function extrapolate(to: usize, m0: usize, m1: usize, m2: usize, a: f32, b: f32, c: f32, limit: f32, dimension: i32): void {
  const va = f32x4.splat(a), vb = f32x4.splat(b), vc = f32x4.splat(c), one = f32x4.splat(1), far = f32x4.splat(limit * limit);
  for (let y = 0; y < ny; y++) {
    for (let i = 0; i < vectors; i++) {
      const at = <usize>y * pitch + (<usize>i << 4);
      let norm = f32x4.splat(0), bent = f32x4.splat(0);
      for (let d = 0; d < dimension; d++) {
        const o = at + <usize>d * plane;
        const v0 = v128.load(m0 + o), v1 = v128.load(m1 + o), v2 = v128.load(m2 + o);
        const v = f32x4.add(f32x4.add(f32x4.mul(va, v0), f32x4.mul(vb, v1)), f32x4.mul(vc, v2));
        const bend = f32x4.sub(f32x4.add(v0, v2), f32x4.add(v1, v1));
        norm = f32x4.add(norm, f32x4.mul(v, v));
        bent = f32x4.add(bent, f32x4.mul(bend, bend));
        v128.store(to + o, v);
      }
      const scale = f32x4.div(one, f32x4.sqrt(norm));
      const stay = f32x4.gt(bent, far);
      for (let d = 0; d < dimension; d++) {
        const o = at + <usize>d * plane;
        v128.store(to + o, v128.bitselect(v128.load(m0 + o), f32x4.mul(v128.load(to + o), scale), stay));
      }
    }
  }
}
