// Linear algebra of tangent vectors, flat f32 of `bytes` (a multiple of 64): the spare cells are zero and do no harm.
import { largest, total } from './sums';

const block: usize = 4096;

export function dot(a: usize, b: usize, bytes: usize): f64 {
  let sum: f64 = 0;
  const end = a + bytes;
  while (a < end) {
    const stop = min(a + block, end);
    let s = f32x4.splat(0), t = f32x4.splat(0);
    while (a < stop) {
      s = f32x4.add(s, f32x4.mul(v128.load(a), v128.load(b)));
      t = f32x4.add(t, f32x4.mul(v128.load(a, 16), v128.load(b, 16)));
      a += 32; b += 32;
    }
    sum += total(s) + total(t);
  }
  return sum;
}

/** z += alpha p, r -= alpha q; returns r . r. */
export function descend(z: usize, p: usize, r: usize, q: usize, alpha: f32, bytes: usize): f64 {
  const a = f32x4.splat(alpha);
  let sum: f64 = 0;
  const end = z + bytes;
  while (z < end) {
    const stop = min(z + block, end);
    let s = f32x4.splat(0);
    while (z < stop) {
      v128.store(z, f32x4.add(v128.load(z), f32x4.mul(a, v128.load(p))));
      const rest = f32x4.sub(v128.load(r), f32x4.mul(a, v128.load(q)));
      v128.store(r, rest);
      s = f32x4.add(s, f32x4.mul(rest, rest));
      z += 16; p += 16; r += 16; q += 16;
    }
    sum += total(s);
  }
  return sum;
}

/** to = alpha a + beta b. */
export function combine(to: usize, a: usize, b: usize, alpha: f32, beta: f32, bytes: usize): void {
  const s = f32x4.splat(alpha), t = f32x4.splat(beta);
  const end = to + bytes;
  while (to < end) {
    v128.store(to, f32x4.add(f32x4.mul(s, v128.load(a)), f32x4.mul(t, v128.load(b))));
    to += 16; a += 16; b += 16;
  }
}

/** Largest length of a tangent vector over all cells; dimension 1 or 3, components `step` apart. */
export function longest(a: usize, step: usize, dimension: i32): f32 {
  const end = a + step;
  let m = f32x4.splat(0);
  while (a < end) {
    let s = f32x4.mul(v128.load(a), v128.load(a));
    if (dimension == 3) {
      const y = v128.load(a + step), z = v128.load(a + 2 * step);
      s = f32x4.add(s, f32x4.add(f32x4.mul(y, y), f32x4.mul(z, z)));
    }
    m = f32x4.max(m, s);
    a += 16;
  }
  return sqrt(largest(m));
}

/** u shortened to at most `limit` in every cell, in place; dimension 1 or 3, components `step` apart. */
export function shorten(u: usize, step: usize, dimension: i32, limit: f32): void {
  const end = u + step;
  const most = f32x4.splat(limit), one = f32x4.splat(1), tiny = f32x4.splat(1e-30);
  while (u < end) {
    const x = v128.load(u);
    if (dimension == 3) {
      const y = v128.load(u + step), z = v128.load(u + 2 * step);
      const length = f32x4.sqrt(f32x4.add(tiny, f32x4.add(f32x4.mul(x, x), f32x4.add(f32x4.mul(y, y), f32x4.mul(z, z)))));
      const scale = f32x4.min(one, f32x4.div(most, length));
      v128.store(u, f32x4.mul(x, scale));
      v128.store(u + step, f32x4.mul(y, scale));
      v128.store(u + 2 * step, f32x4.mul(z, scale));
    } else v128.store(u, f32x4.min(most, f32x4.max(f32x4.neg(most), x)));
    u += 16;
  }
}
