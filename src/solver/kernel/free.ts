// Free magnetization, three components. A tangent vector has three components too and is perpendicular to m in every cell.
// The z component has no demagnetizing field (columns long in z). Reduced units: fields in HA, energies in mu0 Ms HA per cell.
import { end, inRim, pitch, plane, runBytes, runs, runsEnd, start } from './grid';
import { add, mul, sub } from './lanes';
import { bondX, bondY, coupling, kx, ky, selfDemag } from './material';
import { largest, total } from './sums';

/**
 * sum_j bond (v_j - v) over the four neighbours, those above and below `row` bytes away. Differences, not sums: where exchange is strong, sums would
 * lose the torque in the rounding of what cancels.
 */
// @ts-ignore: decorator
@inline function exchange(v: usize, c: v128, row: usize, bx: v128, lx: v128, by: v128, dy: v128): v128 {
  const across = add(mul(bx, sub(v128.load(v, 4), c)), mul(lx, sub(v128.load(v - 4), c)));
  return add(across, add(mul(by, sub(v128.load(v + row), c)), mul(dy, sub(v128.load(v - row), c))));
}

/**
 * From m (three planes) and the demagnetizing field h of all other cells (two planes): g = dE/dm perpendicular to m, and the diagonal a of the local
 * Hessian: the field of all others along m (exchange with neighbours included), plus anisotropy (k.m)^2.
 * Writes to `sums`: energy, sum of my, g . g, largest |g|.
 */
export function freeGradient(m: usize, h: usize, g: usize, a: usize, applied: f32, sums: usize): void {
  const field = f32x4.splat(applied), half = f32x4.splat(0.5), self = f32x4.splat(selfDemag);
  const row = pitch, p1 = plane, p2 = 2 * plane, bondsX = bondX, bondsY = bondY, axesX = kx, axesY = ky;
  let energy: f64 = 0, along: f64 = 0, square: f64 = 0;
  let peak = f32x4.splat(0);
  for (let run = runs; run < runsEnd; run += runBytes) {
    const rim = end(run) - 16;
    let mask = i32x4.splat(-1);
    let e = f32x4.splat(0), n = f32x4.splat(0), s = f32x4.splat(0);
    for (let at = start(run); at <= rim; at += 16) {
      if (at == rim) mask = inRim(run);
      const p = m + at, o = g + at;
      const mx = v128.load(p), my = v128.load(p + p1), mz = v128.load(p + p2);
      const bx = v128.load(bondsX + at), lx = v128.load(bondsX + at - 4);
      const by = v128.load(bondsY + at), dy = v128.load(bondsY + at - row);
      const bonds = add(add(bx, lx), add(by, dy));
      const nx = exchange(p, mx, row, bx, lx, by, dy), ny = exchange(p + p1, my, row, bx, lx, by, dy), nz = exchange(p + p2, mz, row, bx, lx, by, dy);
      const axisX = v128.load(axesX + at), axisY = v128.load(axesY + at);
      const km = add(mul(axisX, mx), mul(axisY, my));
      const hx = add(add(nx, mul(km, axisX)), sub(v128.load(h + at), mul(self, mx)));
      const hy = add(add(ny, mul(km, axisY)), sub(v128.load(h + p1 + at), mul(self, my)));
      const zeeman = mul(field, my);
      const inner = add(add(mul(hx, mx), mul(hy, my)), mul(nz, mz));
      const hm = add(inner, zeeman);
      const gx = v128.and(mask, sub(mul(hm, mx), hx));
      const gy = v128.and(mask, sub(mul(hm, my), add(hy, field)));
      const gz = v128.and(mask, sub(mul(hm, mz), nz));
      v128.store(o, gx);
      v128.store(o + p1, gy);
      v128.store(o + p2, gz);
      v128.store(a + at, v128.and(mask, add(hm, bonds)));
      e = add(e, v128.and(mask, add(zeeman, mul(half, inner))));
      n = add(n, v128.and(mask, my));
      const length = add(add(mul(gx, gx), mul(gy, gy)), mul(gz, gz));
      s = add(s, length);
      peak = f32x4.pmax(peak, length);
    }
    energy -= total(e);
    along += total(n);
    square += total(s);
  }
  store<f64>(sums, energy);
  store<f64>(sums, along, 8);
  store<f64>(sums, square, 16);
  store<f64>(sums, sqrt(<f64>largest(peak)), 24);
}

/** Sum over the four neighbours, those above and below `row` bytes away. */
// @ts-ignore: decorator
@inline function around(v: usize, row: usize): v128 {
  return add(add(v128.load(v, 4), v128.load(v - 4)), add(v128.load(v + row), v128.load(v - row)));
}

/**
 * q = (local Hessian + shift) p = (a + shift) p - P (sum_j bond p_j + k (k.p) - self p_inplane), P the projection perpendicular to m;
 * returns p . q. p is zero outside the sample, where there are no bonds. Pointers are local and walk: half of a curve's time is spent here.
 */
export function freeHessian(p: usize, q: usize, m: usize, a: usize, shift: f32): f64 {
  const more = f32x4.splat(shift), bond = f32x4.splat(coupling), self = f32x4.splat(selfDemag);
  const row = pitch, p1 = plane, p2 = 2 * plane, axesX = kx, axesY = ky;
  let product: f64 = 0;
  for (let run = runs; run < runsEnd; run += runBytes) {
    const first = start(run), rim = p + end(run) - 16;
    let s = f32x4.splat(0);
    let u = p + first, v = u + p1, w = u + p2, mm = m + first, qq = q + first;
    let axisXAt = axesX + first, axisYAt = axesY + first, aa = a + first;
    do {
      const ux = v128.load(u), uy = v128.load(v), uz = v128.load(w);
      const axisX = v128.load(axisXAt), axisY = v128.load(axisYAt);
      const ku = add(mul(axisX, ux), mul(axisY, uy));
      const hx = sub(add(mul(bond, around(u, row)), mul(ku, axisX)), mul(self, ux));
      const hy = sub(add(mul(bond, around(v, row)), mul(ku, axisY)), mul(self, uy));
      const hz = mul(bond, around(w, row));
      const mx = v128.load(mm), my = v128.load(mm + p1), mz = v128.load(mm + p2);
      const hm = add(add(mul(hx, mx), mul(hy, my)), mul(hz, mz));
      const diagonal = add(more, v128.load(aa));
      let qx = add(sub(mul(diagonal, ux), hx), mul(hm, mx));
      let qy = add(sub(mul(diagonal, uy), hy), mul(hm, my));
      let qz = add(sub(mul(diagonal, uz), hz), mul(hm, mz));
      if (u == rim) {
        const mask = inRim(run);
        qx = v128.and(mask, qx);
        qy = v128.and(mask, qy);
        qz = v128.and(mask, qz);
      }
      v128.store(qq, qx);
      v128.store(qq + p1, qy);
      v128.store(qq + p2, qz);
      s = add(s, add(add(mul(ux, qx), mul(uy, qy)), mul(uz, qz)));
      u += 16; v += 16; w += 16; mm += 16; qq += 16; axisXAt += 16; axisYAt += 16; aa += 16;
    } while (u <= rim);
    product += total(s);
  }
  return product;
}

/** to = (m + t u) / |m + t u| in every cell. */
export function freeTurn(to: usize, m: usize, u: usize, t: f32): void {
  const step = f32x4.splat(t), one = f32x4.splat(1), p1 = plane, p2 = 2 * plane;
  for (let run = runs; run < runsEnd; run += runBytes) {
    const stop = end(run);
    for (let at = start(run); at < stop; at += 16) {
      const x = add(v128.load(m + at), mul(step, v128.load(u + at)));
      const z = add(v128.load(m + p1 + at), mul(step, v128.load(u + p1 + at)));
      const w = add(v128.load(m + p2 + at), mul(step, v128.load(u + p2 + at)));
      const scale = f32x4.div(one, f32x4.sqrt(add(add(mul(x, x), mul(z, z)), mul(w, w))));
      v128.store(to + at, mul(x, scale));
      v128.store(to + p1 + at, mul(z, scale));
      v128.store(to + p2 + at, mul(w, scale));
    }
  }
}

/** u made perpendicular to m in every cell, in place. */
export function freeProject(u: usize, m: usize): void {
  const p1 = plane, p2 = 2 * plane;
  for (let run = runs; run < runsEnd; run += runBytes) {
    const stop = end(run);
    for (let at = start(run); at < stop; at += 16) {
      const ux = v128.load(u + at), uy = v128.load(u + p1 + at), uz = v128.load(u + p2 + at);
      const mx = v128.load(m + at), my = v128.load(m + p1 + at), mz = v128.load(m + p2 + at);
      const um = add(add(mul(ux, mx), mul(uy, my)), mul(uz, mz));
      v128.store(u + at, sub(ux, mul(um, mx)));
      v128.store(u + p1 + at, sub(uy, mul(um, my)));
      v128.store(u + p2 + at, sub(uz, mul(um, mz)));
    }
  }
}
