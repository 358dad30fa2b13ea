// Stockham transform of four interleaved f32 transforms per v128, separate real and imaginary vectors.
// An element is 32 bytes: four real parts, four imaginary parts; `batch` independent transforms lie side by side.
// Passing the imaginary part as the real one (and the other way round) gives the inverse transform.
import { add, mul, sub } from './lanes';

const element: usize = 32;

// Twiddle table: length pairs (cos, -sin) of 2 pi t / length, f32.
// @ts-ignore: decorator
@inline function wr(table: usize, t: i32): v128 { return v128.load_splat<f32>(table + (<usize>t << 3)); }
// @ts-ignore: decorator
@inline function wi(table: usize, t: i32): v128 { return v128.load_splat<f32>(table + (<usize>t << 3), 4); }

/**
 * All passes of one transform: source to a, a to b, b to a, ... `factors` points to i32 radices. Returns where the result lies.
 * `firstHalf`: the upper half of the input is zero; `lastHalf`: only the lower half of the output is wanted (both: radix 4 there).
 */
export function transform(source: usize, a: usize, b: usize, length: i32, batch: i32, factors: usize, table: usize, inverse: bool, firstHalf: bool, lastHalf: bool): usize {
  const re: usize = inverse ? 16 : 0;
  const im: usize = inverse ? 0 : 16;
  let n = length;
  let s = 1;
  let from = source;
  let to = a;
  while (n > 1) {
    const radix = load<i32>(factors);
    factors += 4;
    const xr = from + re, xi = from + im, yr = to + re, yi = to + im;
    if (radix == 4) {
      if (firstHalf && s == 1) radix4first(xr, xi, yr, yi, n, batch, table);
      else if (lastHalf && n == 4) radix4last(xr, xi, yr, yi, s * batch);
      else radix4(xr, xi, yr, yi, n, s, batch, table);
    } else if (radix == 5) radix5(xr, xi, yr, yi, n, s, batch, table);
    else if (radix == 3) radix3(xr, xi, yr, yi, n, s, batch, table);
    else radix2(xr, xi, yr, yi, n, s, batch, table);
    n /= radix;
    s *= radix;
    from = to;
    to = from == a ? b : a;
  }
  return from;
}

function radix4(xr: usize, xi: usize, yr: usize, yi: usize, n: i32, s: i32, batch: i32, table: usize): void {
  const m = n >> 2;
  const row = <usize>(s * batch) * element;
  const leg = row * <usize>m;
  for (let p = 0; p < m; p++) {
    const w1r = wr(table, p * s), w1i = wi(table, p * s);
    const w2r = wr(table, 2 * p * s), w2i = wi(table, 2 * p * s);
    const w3r = wr(table, 3 * p * s), w3i = wi(table, 3 * p * s);
    let ar = xr + row * <usize>p, ai = xi + row * <usize>p;
    let br = yr + 4 * row * <usize>p, bi = yi + 4 * row * <usize>p;
    const end = ar + row;
    while (ar < end) {
      const x0r = v128.load(ar), x0i = v128.load(ai);
      const x1r = v128.load(ar + leg), x1i = v128.load(ai + leg);
      const x2r = v128.load(ar + 2 * leg), x2i = v128.load(ai + 2 * leg);
      const x3r = v128.load(ar + 3 * leg), x3i = v128.load(ai + 3 * leg);
      const sr = add(x0r, x2r), si = add(x0i, x2i), dr = sub(x0r, x2r), di = sub(x0i, x2i);
      const tr = add(x1r, x3r), ti = add(x1i, x3i), er = sub(x1r, x3r), ei = sub(x1i, x3i);
      v128.store(br, add(sr, tr));
      v128.store(bi, add(si, ti));
      const y1r = add(dr, ei), y1i = sub(di, er);
      v128.store(br + row, sub(mul(y1r, w1r), mul(y1i, w1i)));
      v128.store(bi + row, add(mul(y1r, w1i), mul(y1i, w1r)));
      const y2r = sub(sr, tr), y2i = sub(si, ti);
      v128.store(br + 2 * row, sub(mul(y2r, w2r), mul(y2i, w2i)));
      v128.store(bi + 2 * row, add(mul(y2r, w2i), mul(y2i, w2r)));
      const y3r = sub(dr, ei), y3i = add(di, er);
      v128.store(br + 3 * row, sub(mul(y3r, w3r), mul(y3i, w3i)));
      v128.store(bi + 3 * row, add(mul(y3r, w3i), mul(y3i, w3r)));
      ar += element; ai += element; br += element; bi += element;
    }
  }
}

/** First pass (s = 1) where the upper half of the input is zero and not read. */
function radix4first(xr: usize, xi: usize, yr: usize, yi: usize, n: i32, batch: i32, table: usize): void {
  const m = n >> 2;
  const row = <usize>batch * element;
  const leg = row * <usize>m;
  for (let p = 0; p < m; p++) {
    const w1r = wr(table, p), w1i = wi(table, p);
    const w2r = wr(table, 2 * p), w2i = wi(table, 2 * p);
    const w3r = wr(table, 3 * p), w3i = wi(table, 3 * p);
    let ar = xr + row * <usize>p, ai = xi + row * <usize>p;
    let br = yr + 4 * row * <usize>p, bi = yi + 4 * row * <usize>p;
    const end = ar + row;
    while (ar < end) {
      const x0r = v128.load(ar), x0i = v128.load(ai);
      const x1r = v128.load(ar + leg), x1i = v128.load(ai + leg);
      v128.store(br, add(x0r, x1r));
      v128.store(bi, add(x0i, x1i));
      const y1r = add(x0r, x1i), y1i = sub(x0i, x1r);
      v128.store(br + row, sub(mul(y1r, w1r), mul(y1i, w1i)));
      v128.store(bi + row, add(mul(y1r, w1i), mul(y1i, w1r)));
      const y2r = sub(x0r, x1r), y2i = sub(x0i, x1i);
      v128.store(br + 2 * row, sub(mul(y2r, w2r), mul(y2i, w2i)));
      v128.store(bi + 2 * row, add(mul(y2r, w2i), mul(y2i, w2r)));
      const y3r = sub(x0r, x1i), y3i = add(x0i, x1r);
      v128.store(br + 3 * row, sub(mul(y3r, w3r), mul(y3i, w3i)));
      v128.store(bi + 3 * row, add(mul(y3r, w3i), mul(y3i, w3r)));
      ar += element; ai += element; br += element; bi += element;
    }
  }
}

/** Last pass (n = 4, no twiddles), lower half of the output only. */
function radix4last(xr: usize, xi: usize, yr: usize, yi: usize, count: i32): void {
  const leg = <usize>count * element;
  const end = xr + leg;
  while (xr < end) {
    const x0r = v128.load(xr), x0i = v128.load(xi);
    const x1r = v128.load(xr + leg), x1i = v128.load(xi + leg);
    const x2r = v128.load(xr + 2 * leg), x2i = v128.load(xi + 2 * leg);
    const x3r = v128.load(xr + 3 * leg), x3i = v128.load(xi + 3 * leg);
    v128.store(yr, add(add(x0r, x2r), add(x1r, x3r)));
    v128.store(yi, add(add(x0i, x2i), add(x1i, x3i)));
    v128.store(yr + leg, add(sub(x0r, x2r), sub(x1i, x3i)));
    v128.store(yi + leg, sub(sub(x0i, x2i), sub(x1r, x3r)));
    xr += element; xi += element; yr += element; yi += element;
  }
}

function radix2(xr: usize, xi: usize, yr: usize, yi: usize, n: i32, s: i32, batch: i32, table: usize): void {
  const m = n >> 1;
  const row = <usize>(s * batch) * element;
  const leg = row * <usize>m;
  for (let p = 0; p < m; p++) {
    const w1r = wr(table, p * s), w1i = wi(table, p * s);
    let ar = xr + row * <usize>p, ai = xi + row * <usize>p;
    let br = yr + 2 * row * <usize>p, bi = yi + 2 * row * <usize>p;
    const end = ar + row;
    while (ar < end) {
      const x0r = v128.load(ar), x0i = v128.load(ai);
      const x1r = v128.load(ar + leg), x1i = v128.load(ai + leg);
      v128.store(br, add(x0r, x1r));
      v128.store(bi, add(x0i, x1i));
      const dr = sub(x0r, x1r), di = sub(x0i, x1i);
      v128.store(br + row, sub(mul(dr, w1r), mul(di, w1i)));
      v128.store(bi + row, add(mul(dr, w1i), mul(di, w1r)));
      ar += element; ai += element; br += element; bi += element;
    }
  }
}

function radix3(xr: usize, xi: usize, yr: usize, yi: usize, n: i32, s: i32, batch: i32, table: usize): void {
  const m = n / 3;
  const row = <usize>(s * batch) * element;
  const leg = row * <usize>m;
  const half = f32x4.splat(0.5), sine = f32x4.splat(0.8660254037844386);
  for (let p = 0; p < m; p++) {
    const w1r = wr(table, p * s), w1i = wi(table, p * s);
    const w2r = wr(table, 2 * p * s), w2i = wi(table, 2 * p * s);
    let ar = xr + row * <usize>p, ai = xi + row * <usize>p;
    let br = yr + 3 * row * <usize>p, bi = yi + 3 * row * <usize>p;
    const end = ar + row;
    while (ar < end) {
      const x0r = v128.load(ar), x0i = v128.load(ai);
      const x1r = v128.load(ar + leg), x1i = v128.load(ai + leg);
      const x2r = v128.load(ar + 2 * leg), x2i = v128.load(ai + 2 * leg);
      const sr = add(x1r, x2r), si = add(x1i, x2i);
      const er = mul(sine, sub(x1r, x2r)), ei = mul(sine, sub(x1i, x2i));
      const cr = sub(x0r, mul(half, sr)), ci = sub(x0i, mul(half, si));
      v128.store(br, add(x0r, sr));
      v128.store(bi, add(x0i, si));
      const y1r = add(cr, ei), y1i = sub(ci, er), y2r = sub(cr, ei), y2i = add(ci, er);
      v128.store(br + row, sub(mul(y1r, w1r), mul(y1i, w1i)));
      v128.store(bi + row, add(mul(y1r, w1i), mul(y1i, w1r)));
      v128.store(br + 2 * row, sub(mul(y2r, w2r), mul(y2i, w2i)));
      v128.store(bi + 2 * row, add(mul(y2r, w2i), mul(y2i, w2r)));
      ar += element; ai += element; br += element; bi += element;
    }
  }
}

function radix5(xr: usize, xi: usize, yr: usize, yi: usize, n: i32, s: i32, batch: i32, table: usize): void {
  const m = n / 5;
  const row = <usize>(s * batch) * element;
  const leg = row * <usize>m;
  const c1 = f32x4.splat(0.30901699437494745), c2 = f32x4.splat(-0.8090169943749475);
  const s1 = f32x4.splat(0.9510565162951535), s2 = f32x4.splat(0.5877852522924731);
  for (let p = 0; p < m; p++) {
    const w1r = wr(table, p * s), w1i = wi(table, p * s);
    const w2r = wr(table, 2 * p * s), w2i = wi(table, 2 * p * s);
    const w3r = wr(table, 3 * p * s), w3i = wi(table, 3 * p * s);
    const w4r = wr(table, 4 * p * s), w4i = wi(table, 4 * p * s);
    let ar = xr + row * <usize>p, ai = xi + row * <usize>p;
    let br = yr + 5 * row * <usize>p, bi = yi + 5 * row * <usize>p;
    const end = ar + row;
    while (ar < end) {
      const x0r = v128.load(ar), x0i = v128.load(ai);
      const x1r = v128.load(ar + leg), x1i = v128.load(ai + leg);
      const x2r = v128.load(ar + 2 * leg), x2i = v128.load(ai + 2 * leg);
      const x3r = v128.load(ar + 3 * leg), x3i = v128.load(ai + 3 * leg);
      const x4r = v128.load(ar + 4 * leg), x4i = v128.load(ai + 4 * leg);
      const ar1 = add(x1r, x4r), ai1 = add(x1i, x4i), br1 = sub(x1r, x4r), bi1 = sub(x1i, x4i);
      const ar2 = add(x2r, x3r), ai2 = add(x2i, x3i), br2 = sub(x2r, x3r), bi2 = sub(x2i, x3i);
      v128.store(br, add(x0r, add(ar1, ar2)));
      v128.store(bi, add(x0i, add(ai1, ai2)));
      const cr1 = add(x0r, add(mul(c1, ar1), mul(c2, ar2))), ci1 = add(x0i, add(mul(c1, ai1), mul(c2, ai2)));
      const cr2 = add(x0r, add(mul(c2, ar1), mul(c1, ar2))), ci2 = add(x0i, add(mul(c2, ai1), mul(c1, ai2)));
      const dr1 = add(mul(s1, br1), mul(s2, br2)), di1 = add(mul(s1, bi1), mul(s2, bi2));
      const dr2 = sub(mul(s2, br1), mul(s1, br2)), di2 = sub(mul(s2, bi1), mul(s1, bi2));
      const y1r = add(cr1, di1), y1i = sub(ci1, dr1), y4r = sub(cr1, di1), y4i = add(ci1, dr1);
      const y2r = add(cr2, di2), y2i = sub(ci2, dr2), y3r = sub(cr2, di2), y3i = add(ci2, dr2);
      v128.store(br + row, sub(mul(y1r, w1r), mul(y1i, w1i)));
      v128.store(bi + row, add(mul(y1r, w1i), mul(y1i, w1r)));
      v128.store(br + 2 * row, sub(mul(y2r, w2r), mul(y2i, w2i)));
      v128.store(bi + 2 * row, add(mul(y2r, w2i), mul(y2i, w2r)));
      v128.store(br + 3 * row, sub(mul(y3r, w3r), mul(y3i, w3i)));
      v128.store(bi + 3 * row, add(mul(y3r, w3i), mul(y3i, w3r)));
      v128.store(br + 4 * row, sub(mul(y4r, w4r), mul(y4i, w4i)));
      v128.store(bi + 4 * row, add(mul(y4r, w4i), mul(y4i, w4r)));
      ar += element; ai += element; br += element; bi += element;
    }
  }
}
