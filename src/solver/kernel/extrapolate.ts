// Start of a field step: the state continued from the last two or three, cell by cell.
import { ny, pitch, plane, vectors } from './grid';

/**
 * to = normalized (a m0 + b m1 + c m2). A cell that turned by more than `limit` (chord) between m1 and m0 has jumped: it stays at m0.
 */
export function extrapolate(to: usize, m0: usize, m1: usize, m2: usize, a: f32, b: f32, c: f32, limit: f32, dimension: i32): void {
  const va = f32x4.splat(a), vb = f32x4.splat(b), vc = f32x4.splat(c), one = f32x4.splat(1), far = f32x4.splat(limit * limit);
  for (let y = 0; y < ny; y++) {
    for (let i = 0; i < vectors; i++) {
      const at = <usize>y * pitch + (<usize>i << 4);
      let norm = f32x4.splat(0), moved = f32x4.splat(0);
      for (let d = 0; d < dimension; d++) {
        const o = at + <usize>d * plane;
        const v0 = v128.load(m0 + o), v1 = v128.load(m1 + o), v2 = v128.load(m2 + o);
        const v = f32x4.add(f32x4.add(f32x4.mul(va, v0), f32x4.mul(vb, v1)), f32x4.mul(vc, v2));
        const step = f32x4.sub(v0, v1), before = f32x4.sub(v1, v2);
        norm = f32x4.add(norm, f32x4.mul(v, v));
        moved = f32x4.max(moved, f32x4.max(f32x4.mul(step, step), f32x4.mul(before, before)));
        v128.store(to + o, v);
      }
      const scale = f32x4.div(one, f32x4.sqrt(norm));
      const stay = f32x4.gt(moved, far);
      for (let d = 0; d < dimension; d++) {
        const o = at + <usize>d * plane;
        v128.store(to + o, v128.bitselect(v128.load(m0 + o), f32x4.mul(v128.load(to + o), scale), stay));
      }
    }
  }
}
