// Demagnetizing field by convolution, f32. Rows: mx + i my of four rows at a time, transformed along x and split into the
// transforms of mx and my (real input: half of the columns). Columns: four neighbouring kx at a time, both components side by side,
// forward, multiply, inverse, all in cache. Rows again: combined, transformed back.
import { transform } from './fft';
import { nx, ny, pitch, tail, vectors } from './grid';

let px: i32, py: i32, factorsX: usize, factorsY: usize, tableX: usize, tableY: usize;
let spectrum: usize, columns: usize, x: usize, y: usize;

/** Blocks of four kx: 0 ... px / 2, the last block holds kx = px / 2 and three that are not used. */
// @ts-ignore: decorator
@inline function blocks(): i32 { return (px >> 3) + 1; }
/** Bytes of one block of columns: py / 2 rows of mx re, mx im, my re, my im. */
// @ts-ignore: decorator
@inline function blockBytes(): usize { return <usize>(py >> 1) * 64; }

/**
 * @param theSpectrum per block and ky = 0 ... py / 2: v128 nxx, nyy, nxy of four kx, with sign, scale and all factors 1/2 in them
 * @param theColumns zeroed room for blocks() * blockBytes()
 * @param scratchX, scratchY room for max(px, 2 py) elements of 32 bytes each
 */
export function setDemag(thePx: i32, thePy: i32, theFactorsX: usize, theFactorsY: usize, theTableX: usize, theTableY: usize, theSpectrum: usize, theColumns: usize, scratchX: usize, scratchY: usize): void {
  px = thePx; py = thePy; factorsX = theFactorsX; factorsY = theFactorsY; tableX = theTableX; tableY = theTableY;
  spectrum = theSpectrum; columns = theColumns; x = scratchX; y = scratchY;
}

/** Overwrites the planes hx, hy with the demagnetizing field of mx, my (all pointers to the first cell of a plane). */
export function demagField(mx: usize, my: usize, hx: usize, hy: usize): void {
  for (let row = 0; row < ny; row += 4) forwardRows(mx, my, row);
  const spare = <usize>((4 - (ny & 3)) & 3) << 6; // rows outside the sample that came along with the last four
  for (let block = 0; block < blocks(); block++) {
    if (spare > 0) memory.fill(columns + <usize>block * blockBytes() + (<usize>ny << 6), 0, spare);
    convolveColumns(block);
  }
  for (let row = 0; row < ny; row += 4) inverseRows(hx, hy, row);
}

// @ts-ignore: decorator
@inline function low(a: v128, b: v128): v128 { return v128.shuffle<f32>(a, b, 0, 4, 1, 5); }
// @ts-ignore: decorator
@inline function high(a: v128, b: v128): v128 { return v128.shuffle<f32>(a, b, 2, 6, 3, 7); }
// @ts-ignore: decorator
@inline function lowPairs(a: v128, b: v128): v128 { return v128.shuffle<f32>(a, b, 0, 1, 4, 5); }
// @ts-ignore: decorator
@inline function highPairs(a: v128, b: v128): v128 { return v128.shuffle<f32>(a, b, 2, 3, 6, 7); }

/** Four vectors that lie `from` apart, transposed and stored `to` apart. */
// @ts-ignore: decorator
@inline function transpose(a: v128, b: v128, c: v128, d: v128, at: usize, step: usize): void {
  const ab = low(a, b), cd = low(c, d), ef = high(a, b), gh = high(c, d);
  v128.store(at, lowPairs(ab, cd));
  v128.store(at + step, highPairs(ab, cd));
  v128.store(at + 2 * step, lowPairs(ef, gh));
  v128.store(at + 3 * step, highPairs(ef, gh));
}

function forwardRows(mx: usize, my: usize, row: i32): void {
  const start = <usize>row * pitch;
  for (let i = 0; i < vectors; i++) {
    const mask = i == vectors - 1 ? tail : i32x4.splat(-1);
    let a = mx + start + (<usize>i << 4);
    transpose(v128.and(mask, v128.load(a)), v128.and(mask, v128.load(a + pitch)), v128.and(mask, v128.load(a + 2 * pitch)), v128.and(mask, v128.load(a + 3 * pitch)), x + (<usize>i << 7), 32);
    a = my + start + (<usize>i << 4);
    transpose(v128.and(mask, v128.load(a)), v128.and(mask, v128.load(a + pitch)), v128.and(mask, v128.load(a + 2 * pitch)), v128.and(mask, v128.load(a + 3 * pitch)), x + (<usize>i << 7) + 16, 32);
  }
  const end = x + (<usize>(px >> 1) << 5);
  for (let at = x + (<usize>vectors << 7); at < end; at += 16) v128.store(at, i32x4.splat(0));
  const z = transform(x, y, x, px, 1, factorsX, tableX, false, true, false);
  split(z, row);
}

/** From the transform Z of mx + i my to those of mx, (Z + conj Z(-k)) / 2, and my, (Z - conj Z(-k)) / 2i; the halves are in the spectrum. */
function split(z: usize, row: i32): void {
  for (let block = 0; block < blocks(); block++) {
    const at = columns + <usize>block * blockBytes() + (<usize>row << 6);
    const k = z + (<usize>block << 7);
    // -k: from px - 4 block downwards; k = 0 is its own mirror image
    const j = z + (<usize>(px - 4 * block) << 5);
    const j0 = block == 0 ? z : j;
    const r0 = v128.load(k), i0 = v128.load(k, 16), r1 = v128.load(k, 32), i1 = v128.load(k, 48);
    const r2 = v128.load(k, 64), i2 = v128.load(k, 80), r3 = v128.load(k, 96), i3 = v128.load(k, 112);
    const s0 = v128.load(j0), t0 = v128.load(j0, 16), s1 = v128.load(j - 32), t1 = v128.load(j - 16);
    const s2 = v128.load(j - 64), t2 = v128.load(j - 48), s3 = v128.load(j - 96), t3 = v128.load(j - 80);
    transpose(f32x4.add(r0, s0), f32x4.add(r1, s1), f32x4.add(r2, s2), f32x4.add(r3, s3), at, 64);
    transpose(f32x4.sub(i0, t0), f32x4.sub(i1, t1), f32x4.sub(i2, t2), f32x4.sub(i3, t3), at + 16, 64);
    transpose(f32x4.add(i0, t0), f32x4.add(i1, t1), f32x4.add(i2, t2), f32x4.add(i3, t3), at + 32, 64);
    transpose(f32x4.sub(s0, r0), f32x4.sub(s1, r1), f32x4.sub(s2, r2), f32x4.sub(s3, r3), at + 48, 64);
  }
}

function convolveColumns(block: i32): void {
  const column = columns + <usize>block * blockBytes();
  const z = transform(column, y, x, py, 2, factorsY, tableY, false, true, false);
  multiply(z, spectrum + <usize>block * <usize>((py >> 1) + 1) * 48);
  const h = transform(z, z == x ? y : x, z, py, 2, factorsY, tableY, true, false, true);
  memory.copy(column, h, <usize>ny << 6);
}

function multiply(z: usize, n: usize): void {
  const half = py >> 1;
  for (let ky = 0; ky <= half; ky++) {
    const xx = v128.load(n), yy = v128.load(n, 16), xy = v128.load(n, 32);
    scale(z + (<usize>ky << 6), xx, yy, xy);
    if (ky > 0 && ky < half) scale(z + (<usize>(py - ky) << 6), xx, yy, f32x4.neg(xy)); // Nxy is odd in ky
    n += 48;
  }
}

// @ts-ignore: decorator
@inline function scale(at: usize, xx: v128, yy: v128, xy: v128): void {
  const a = v128.load(at), b = v128.load(at, 16), c = v128.load(at, 32), d = v128.load(at, 48);
  v128.store(at, f32x4.add(f32x4.mul(xx, a), f32x4.mul(xy, c)));
  v128.store(at, f32x4.add(f32x4.mul(xx, b), f32x4.mul(xy, d)), 16);
  v128.store(at, f32x4.add(f32x4.mul(xy, a), f32x4.mul(yy, c)), 32);
  v128.store(at, f32x4.add(f32x4.mul(xy, b), f32x4.mul(yy, d)), 48);
}

function inverseRows(hx: usize, hy: usize, row: i32): void {
  combine(row);
  const h = transform(x, y, x, px, 1, factorsX, tableX, true, false, true);
  const start = <usize>row * pitch;
  for (let i = 0; i < vectors; i++) {
    const at = h + (<usize>i << 7);
    transpose(v128.load(at), v128.load(at, 32), v128.load(at, 64), v128.load(at, 96), hx + start + (<usize>i << 4), pitch);
    transpose(v128.load(at, 16), v128.load(at, 48), v128.load(at, 80), v128.load(at, 112), hy + start + (<usize>i << 4), pitch);
  }
}

/** Z = Hx + i Hy from the half spectra of the real fields hx and hy: Z(-k) = conj Hx + i conj Hy. */
function combine(row: i32): void {
  for (let block = blocks() - 1; block >= 0; block--) {
    const at = columns + <usize>block * blockBytes() + (<usize>row << 6);
    const k = x + (<usize>block << 7);
    const a = v128.load(at), b = v128.load(at, 64), c = v128.load(at, 128), d = v128.load(at, 192);
    const e = v128.load(at, 16), f = v128.load(at, 80), g = v128.load(at, 144), h = v128.load(at, 208);
    const i = v128.load(at, 32), j = v128.load(at, 96), l = v128.load(at, 160), m = v128.load(at, 224);
    const n = v128.load(at, 48), o = v128.load(at, 112), p = v128.load(at, 176), q = v128.load(at, 240);
    // before the transposition: lanes are kx, vectors are rows
    transpose(f32x4.sub(a, n), f32x4.sub(b, o), f32x4.sub(c, p), f32x4.sub(d, q), k, 32);
    transpose(f32x4.add(e, i), f32x4.add(f, j), f32x4.add(g, l), f32x4.add(h, m), k + 16, 32);
    mirror(f32x4.add(a, n), f32x4.add(b, o), f32x4.add(c, p), f32x4.add(d, q), block, 0);
    mirror(f32x4.sub(i, e), f32x4.sub(j, f), f32x4.sub(l, g), f32x4.sub(m, h), block, 16);
  }
}

/** Stores the values of -k; k = 0 and k = px / 2 are their own mirror images and stay, blocks beyond are not used. */
// @ts-ignore: decorator
@inline function mirror(a: v128, b: v128, c: v128, d: v128, block: i32, part: usize): void {
  if (block == px >> 3) return;
  const ab = low(a, b), cd = low(c, d), ef = high(a, b), gh = high(c, d);
  const at = x + (<usize>(px - 4 * block) << 5) + part;
  if (block > 0) v128.store(at, lowPairs(ab, cd));
  v128.store(at - 32, highPairs(ab, cd));
  v128.store(at - 64, lowPairs(ef, gh));
  v128.store(at - 96, highPairs(ef, gh));
}
