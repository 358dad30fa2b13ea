// Planar magnetization m = (sin phi, cos phi). A tangent vector is one number per cell, the change of phi: dm = u (my, -mx).
// Reduced units: fields in HA, energies in mu0 Ms HA per cell.
import { end, inRim, pitch, plane, runBytes, runs, runsEnd, start } from './grid';
import { add, mul, sub } from './lanes';
import { bondX, bondY, kx, ky, selfDemag } from './material';
import { largest, total } from './sums';

/**
 * From m and the demagnetizing field h of all other cells (two planes each): g = dE/dphi, the diagonal a of the local Hessian without exchange
 * (cos 2(phi - t) + applied and demagnetizing field along m) and the exchange weights wx, wy = bond (mi . mj).
 * Writes to `sums`: energy, mean of my (both summed over cells), g . g, largest |g|.
 */
export function planarGradient(m: usize, h: usize, g: usize, a: usize, wx: usize, wy: usize, applied: f32, sums: usize): void {
  const field = f32x4.splat(applied), one = f32x4.splat(1), two = f32x4.splat(2), half = f32x4.splat(0.5);
  const self = f32x4.splat(selfDemag);
  const row = pitch, p1 = plane, bondsX = bondX, bondsY = bondY, axesX = kx, axesY = ky;
  let energy: f64 = 0, along: f64 = 0, square: f64 = 0;
  let peak = f32x4.splat(0);
  for (let run = runs; run < runsEnd; run += runBytes) {
    const rim = end(run) - 16;
    let mask = i32x4.splat(-1);
    let e = f32x4.splat(0), n = f32x4.splat(0), s = f32x4.splat(0);
    for (let at = start(run); at <= rim; at += 16) {
      if (at == rim) mask = inRim(run);
      const px = m + at, py = m + p1 + at;
      const mx = v128.load(px), my = v128.load(py);
      const rx = v128.load(px, 4), ry = v128.load(py, 4);
      const ux = v128.load(px + row), uy = v128.load(py + row);
      const bx = v128.load(bondsX + at), lx = v128.load(bondsX + at - 4);
      const by = v128.load(bondsY + at), dy = v128.load(bondsY + at - row);
      const exchangeX = add(add(mul(bx, sub(rx, mx)), mul(lx, sub(v128.load(px - 4), mx))), add(mul(by, sub(ux, mx)), mul(dy, sub(v128.load(px - row), mx))));
      const exchangeY = add(add(mul(bx, sub(ry, my)), mul(lx, sub(v128.load(py - 4), my))), add(mul(by, sub(uy, my)), mul(dy, sub(v128.load(py - row), my))));
      const axisX = v128.load(axesX + at), axisY = v128.load(axesY + at);
      const km = add(mul(axisX, mx), mul(axisY, my));
      const demagX = v128.load(h + at), demagY = v128.load(h + p1 + at);
      const innerX = add(add(exchangeX, mul(km, axisX)), demagX);
      const innerY = add(add(exchangeY, mul(km, axisY)), demagY);
      const gradient = v128.and(mask, sub(mul(add(innerY, field), mx), mul(innerX, my)));
      v128.store(g + at, gradient);
      const zeeman = mul(field, my);
      v128.store(a + at, v128.and(mask, add(sub(mul(two, mul(km, km)), one), add(zeeman, add(mul(demagX, mx), mul(demagY, my))))));
      v128.store(wx + at, v128.and(mask, mul(bx, add(mul(mx, rx), mul(my, ry)))));
      v128.store(wy + at, v128.and(mask, mul(by, add(mul(mx, ux), mul(my, uy)))));
      e = add(e, v128.and(mask, add(zeeman, mul(half, sub(add(mul(innerX, mx), mul(innerY, my)), self)))));
      n = add(n, v128.and(mask, my));
      s = add(s, mul(gradient, gradient));
      peak = f32x4.pmax(peak, f32x4.abs(gradient));
    }
    energy -= total(e);
    along += total(n);
    square += total(s);
  }
  store<f64>(sums, energy);
  store<f64>(sums, along, 8);
  store<f64>(sums, square, 16);
  store<f64>(sums, <f64>largest(peak), 24);
}

/** q = (local Hessian + shift) p = sum_j w (p_i - p_j) + (a + shift) p; returns p . q. */
export function planarHessian(p: usize, q: usize, a: usize, wx: usize, wy: usize, shift: f32): f64 {
  const more = f32x4.splat(shift), row = pitch;
  let product: f64 = 0;
  for (let run = runs; run < runsEnd; run += runBytes) {
    const stop = end(run);
    let s = f32x4.splat(0);
    for (let at = start(run); at < stop; at += 16) {
      const c = v128.load(p + at);
      const right = mul(v128.load(wx + at), sub(c, v128.load(p + at, 4)));
      const left = mul(v128.load(wx + at - 4), sub(c, v128.load(p + at - 4)));
      const up = mul(v128.load(wy + at), sub(c, v128.load(p + at + row)));
      const down = mul(v128.load(wy + at - row), sub(c, v128.load(p + at - row)));
      const value = add(add(mul(add(more, v128.load(a + at)), c), add(left, right)), add(up, down));
      v128.store(q + at, value);
      s = add(s, mul(c, value));
    }
    product += total(s);
  }
  return product;
}

/** to = m turned by t u in every cell: Cayley rotation by 2 atan(t u / 2), with one Newton step back to length one. */
export function planarTurn(to: usize, m: usize, u: usize, t: f32): void {
  const step = f32x4.splat(0.5 * t), one = f32x4.splat(1), half = f32x4.splat(0.5), three = f32x4.splat(3), p1 = plane;
  for (let run = runs; run < runsEnd; run += runBytes) {
    const stop = end(run);
    for (let at = start(run); at < stop; at += 16) {
      const d = mul(step, v128.load(u + at));
      const d2 = mul(d, d);
      const scale = f32x4.div(one, add(one, d2));
      const c = mul(sub(one, d2), scale), s = mul(add(d, d), scale);
      const mx = v128.load(m + at), my = v128.load(m + p1 + at);
      const x = add(mul(mx, c), mul(my, s)), z = sub(mul(my, c), mul(mx, s));
      const norm = mul(half, sub(three, add(mul(x, x), mul(z, z))));
      v128.store(to + at, mul(x, norm));
      v128.store(to + p1 + at, mul(z, norm));
    }
  }
}
