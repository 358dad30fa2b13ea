// Free magnetization, three components. A tangent vector has three components too and is perpendicular to m in every cell.
// The z component has no demagnetizing field (columns long in z). Reduced units: fields in HA, energies in mu0 Ms HA per cell.
import { end, inside, pitch, plane, runBytes, runs, runsEnd, start } from './grid';
import { add, mul, sub } from './lanes';
import { bondX, bondY, coupling, kx, ky, selfDemag } from './material';
import { largest, total } from './sums';

/** sum_j bond v_j over the four neighbours. */
// @ts-ignore: decorator
@inline function neighbours(v: usize, bx: v128, lx: v128, by: v128, dy: v128): v128 {
  return add(add(mul(bx, v128.load(v, 4)), mul(lx, v128.load(v - 4))), add(mul(by, v128.load(v + pitch)), mul(dy, v128.load(v - pitch))));
}

/**
 * From m (three planes) and the demagnetizing field h of all other cells (two planes): g = dE/dm perpendicular to m, and the diagonal a of the local
 * Hessian: the field of all others along m (exchange with neighbours included), plus anisotropy (k.m)^2.
 * Writes to `sums`: energy, sum of my, g . g, largest |g|.
 */
export function freeGradient(m: usize, h: usize, g: usize, a: usize, applied: f32, sums: usize): void {
  const field = f32x4.splat(applied), half = f32x4.splat(0.5), self = f32x4.splat(selfDemag);
  let energy: f64 = 0, along: f64 = 0, square: f64 = 0;
  let peak = f32x4.splat(0);
  for (let run = runs; run < runsEnd; run += runBytes) {
    const stop = end(run);
    let e = f32x4.splat(0), n = f32x4.splat(0), s = f32x4.splat(0);
    for (let at = start(run); at < stop; at += 16) {
      const mask = inside(run, at);
      const p = m + at;
      const mx = v128.load(p), my = v128.load(p + plane), mz = v128.load(p + 2 * plane);
      const bx = v128.load(bondX + at), lx = v128.load(bondX + at - 4);
      const by = v128.load(bondY + at), dy = v128.load(bondY + at - pitch);
      const bonds = add(add(bx, lx), add(by, dy));
      const nx = neighbours(p, bx, lx, by, dy), ny = neighbours(p + plane, bx, lx, by, dy), nz = neighbours(p + 2 * plane, bx, lx, by, dy);
      const axisX = v128.load(kx + at), axisY = v128.load(ky + at);
      const km = add(mul(axisX, mx), mul(axisY, my));
      const hx = add(add(nx, mul(km, axisX)), sub(v128.load(h + at), mul(self, mx)));
      const hy = add(add(ny, mul(km, axisY)), sub(v128.load(h + plane + at), mul(self, my)));
      const zeeman = mul(field, my);
      const inner = add(add(mul(hx, mx), mul(hy, my)), mul(nz, mz));
      const hm = add(inner, zeeman); // the exchange of the cell with itself is along m and drops out of the gradient
      const gx = v128.and(mask, sub(mul(hm, mx), hx));
      const gy = v128.and(mask, sub(mul(hm, my), add(hy, field)));
      const gz = v128.and(mask, sub(mul(hm, mz), nz));
      v128.store(g + at, gx);
      v128.store(g + plane + at, gy);
      v128.store(g + 2 * plane + at, gz);
      v128.store(a + at, v128.and(mask, hm));
      e = add(e, v128.and(mask, add(zeeman, mul(half, sub(inner, bonds)))));
      n = add(n, v128.and(mask, my));
      const length = add(add(mul(gx, gx), mul(gy, gy)), mul(gz, gz));
      s = add(s, length);
      peak = f32x4.max(peak, length);
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

/** Sum over the four neighbours. */
// @ts-ignore: decorator
@inline function around(v: usize): v128 {
  return add(add(v128.load(v, 4), v128.load(v - 4)), add(v128.load(v + pitch), v128.load(v - pitch)));
}

/**
 * q = (local Hessian + shift) p = (a + shift) p - P (sum_j bond p_j + k (k.p) - self p_inplane), P the projection perpendicular to m;
 * returns p . q. p is zero outside the sample, where there are no bonds.
 */
export function freeHessian(p: usize, q: usize, m: usize, a: usize, shift: f32): f64 {
  const more = f32x4.splat(shift), bond = f32x4.splat(coupling), self = f32x4.splat(selfDemag);
  let product: f64 = 0;
  for (let run = runs; run < runsEnd; run += runBytes) {
    const stop = end(run);
    let s = f32x4.splat(0);
    for (let at = start(run); at < stop; at += 16) {
      const mask = inside(run, at);
      const u = p + at;
      const ux = v128.load(u), uy = v128.load(u + plane), uz = v128.load(u + 2 * plane);
      const axisX = v128.load(kx + at), axisY = v128.load(ky + at);
      const ku = add(mul(axisX, ux), mul(axisY, uy));
      const hx = sub(add(mul(bond, around(u)), mul(ku, axisX)), mul(self, ux));
      const hy = sub(add(mul(bond, around(u + plane)), mul(ku, axisY)), mul(self, uy));
      const hz = mul(bond, around(u + 2 * plane));
      const mx = v128.load(m + at), my = v128.load(m + plane + at), mz = v128.load(m + 2 * plane + at);
      const hm = add(add(mul(hx, mx), mul(hy, my)), mul(hz, mz));
      const diagonal = add(more, v128.load(a + at));
      const qx = v128.and(mask, add(sub(mul(diagonal, ux), hx), mul(hm, mx)));
      const qy = v128.and(mask, add(sub(mul(diagonal, uy), hy), mul(hm, my)));
      const qz = v128.and(mask, add(sub(mul(diagonal, uz), hz), mul(hm, mz)));
      v128.store(q + at, qx);
      v128.store(q + plane + at, qy);
      v128.store(q + 2 * plane + at, qz);
      s = add(s, add(add(mul(ux, qx), mul(uy, qy)), mul(uz, qz)));
    }
    product += total(s);
  }
  return product;
}

/** to = (m + t u) / |m + t u| in every cell. */
export function freeTurn(to: usize, m: usize, u: usize, t: f32): void {
  const step = f32x4.splat(t), one = f32x4.splat(1);
  for (let run = runs; run < runsEnd; run += runBytes) {
    const stop = end(run);
    for (let at = start(run); at < stop; at += 16) {
      const x = add(v128.load(m + at), mul(step, v128.load(u + at)));
      const z = add(v128.load(m + plane + at), mul(step, v128.load(u + plane + at)));
      const w = add(v128.load(m + 2 * plane + at), mul(step, v128.load(u + 2 * plane + at)));
      const scale = f32x4.div(one, f32x4.sqrt(add(add(mul(x, x), mul(z, z)), mul(w, w))));
      v128.store(to + at, mul(x, scale));
      v128.store(to + plane + at, mul(z, scale));
      v128.store(to + 2 * plane + at, mul(w, scale));
    }
  }
}

/** u made perpendicular to m in every cell, in place. */
export function freeProject(u: usize, m: usize): void {
  for (let run = runs; run < runsEnd; run += runBytes) {
    const stop = end(run);
    for (let at = start(run); at < stop; at += 16) {
      const ux = v128.load(u + at), uy = v128.load(u + plane + at), uz = v128.load(u + 2 * plane + at);
      const mx = v128.load(m + at), my = v128.load(m + plane + at), mz = v128.load(m + 2 * plane + at);
      const um = add(add(mul(ux, mx), mul(uy, my)), mul(uz, mz));
      v128.store(u + at, sub(ux, mul(um, mx)));
      v128.store(u + plane + at, sub(uy, mul(um, my)));
      v128.store(u + 2 * plane + at, sub(uz, mul(um, mz)));
    }
  }
}
