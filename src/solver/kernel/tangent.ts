// Linear algebra of tangent vectors over the cells at work; `dimension` components, one plane each (1 planar, 3 free).
import { end, pitch, plane, runBytes, runs, runsEnd, start } from './grid';
import { add, mul, sub } from './lanes';
import { largest, total } from './sums';

export function dot(a: usize, b: usize, dimension: i32): f64 {
  let sum: f64 = 0;
  for (let d = 0; d < dimension; d++, a += plane, b += plane) {
    for (let run = runs; run < runsEnd; run += runBytes) {
      const stop = end(run);
      let s = f32x4.splat(0);
      for (let at = start(run); at < stop; at += 16) s = add(s, mul(v128.load(a + at), v128.load(b + at)));
      sum += total(s);
    }
  }
  return sum;
}

/** z = 0, p = r = g; returns r . r. */
export function begin(z: usize, p: usize, r: usize, g: usize, dimension: i32): f64 {
  let sum: f64 = 0;
  for (let d = 0; d < dimension; d++, z += plane, p += plane, r += plane, g += plane) {
    for (let run = runs; run < runsEnd; run += runBytes) {
      const stop = end(run);
      let s = f32x4.splat(0);
      for (let at = start(run); at < stop; at += 16) {
        const v = v128.load(g + at);
        v128.store(z + at, f32x4.splat(0));
        v128.store(p + at, v);
        v128.store(r + at, v);
        s = add(s, mul(v, v));
      }
      sum += total(s);
    }
  }
  return sum;
}

/** r -= alpha q; returns r . r. */
export function descend(r: usize, q: usize, alpha: f32, dimension: i32): f64 {
  const v = f32x4.splat(alpha);
  let sum: f64 = 0;
  for (let d = 0; d < dimension; d++, r += plane, q += plane) {
    for (let run = runs; run < runsEnd; run += runBytes) {
      const stop = end(run);
      let s = f32x4.splat(0);
      for (let at = start(run); at < stop; at += 16) {
        const rest = sub(v128.load(r + at), mul(v, v128.load(q + at)));
        v128.store(r + at, rest);
        s = add(s, mul(rest, rest));
      }
      sum += total(s);
    }
  }
  return sum;
}

/** z += alpha p, then p = r + beta p. */
export function advance(z: usize, p: usize, r: usize, alpha: f32, beta: f32, dimension: i32): void {
  const s = f32x4.splat(alpha), t = f32x4.splat(beta);
  for (let d = 0; d < dimension; d++, z += plane, p += plane, r += plane) {
    for (let run = runs; run < runsEnd; run += runBytes) {
      const stop = end(run);
      for (let at = start(run); at < stop; at += 16) {
        const v = v128.load(p + at);
        v128.store(z + at, add(v128.load(z + at), mul(s, v)));
        v128.store(p + at, add(v128.load(r + at), mul(t, v)));
      }
    }
  }
}

/** to = alpha a + beta b. */
export function combine(to: usize, a: usize, b: usize, alpha: f32, beta: f32, dimension: i32): void {
  const s = f32x4.splat(alpha), t = f32x4.splat(beta);
  for (let d = 0; d < dimension; d++, to += plane, a += plane, b += plane) {
    for (let run = runs; run < runsEnd; run += runBytes) {
      const stop = end(run);
      for (let at = start(run); at < stop; at += 16) v128.store(to + at, add(mul(s, v128.load(a + at)), mul(t, v128.load(b + at))));
    }
  }
}

/** Squared length per cell of a vector at `a`, its components `plane` bytes apart. */
// @ts-ignore: decorator
@inline function lengths(a: usize, dimension: i32, plane: usize): v128 {
  const x = v128.load(a);
  let s = mul(x, x);
  if (dimension == 3) {
    const y = v128.load(a + plane), z = v128.load(a + 2 * plane);
    s = add(s, add(mul(y, y), mul(z, z)));
  }
  return s;
}

/** Largest length over the cells. */
export function longest(a: usize, dimension: i32): f32 {
  const apart = plane;
  let m = f32x4.splat(0);
  for (let run = runs; run < runsEnd; run += runBytes) {
    const stop = end(run);
    for (let at = start(run); at < stop; at += 16) m = f32x4.pmax(m, lengths(a + at, dimension, apart));
  }
  return sqrt(largest(m));
}

/** u shortened to at most `limit` in every cell, in place. */
export function shorten(u: usize, limit: f32, dimension: i32): void {
  const most = f32x4.splat(limit), one = f32x4.splat(1), tiny = f32x4.splat(1e-30), apart = plane;
  for (let run = runs; run < runsEnd; run += runBytes) {
    const stop = end(run);
    for (let at = u + start(run); at < u + stop; at += 16) {
      const scale = f32x4.pmin(one, f32x4.div(most, f32x4.sqrt(add(tiny, lengths(at, dimension, apart)))));
      for (let d = 0; d < dimension; d++) v128.store(at + <usize>d * apart, mul(scale, v128.load(at + <usize>d * apart)));
    }
  }
}

/**
 * The largest squared length in each tile of 8 x 8 cells, over the cells at work: one vector of four f32 a tile at `to` (the largest of
 * the four is meant), row-major, `tilesAlong` in a row, zeroed by the caller.
 */
export function longestInTiles(a: usize, dimension: i32, to: usize, tilesAlong: i32): void {
  const apart = plane;
  for (let run = runs; run < runsEnd; run += runBytes) {
    const row = start(run) / pitch, stop = end(run);
    let x = (start(run) - row * pitch) >> 4;
    const tiles = to + ((<usize>tilesAlong * (row >> 3)) << 4);
    for (let at = start(run); at < stop; at += 16, x++) {
      const tile = tiles + ((x >> 1) << 4);
      v128.store(tile, f32x4.pmax(v128.load(tile), lengths(a + at, dimension, apart)));
    }
  }
}
