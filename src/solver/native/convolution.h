// Demagnetizing field by convolution, f32. Columns: mx + i my of as many neighbouring columns as there are lanes, transformed along y and
// split into the transforms of mx and my (real input: half of the ky). Rows: neighbouring ky at a time, both components side by side,
// forward, multiply, inverse, all in cache. Columns again: joined, transformed back. kernel/demag.ts has x and y exchanged: this way the
// magnetization is read and the field written without transposition.
#pragma once
#include "spectra.h"
#include "fft.h"
#include "grid.h"
#include "room.h"

/** The tensor's spectrum at one kx and as many ky as there are lanes, with sign, scale and all factors 1/2 in it. */
struct Tensor {
  Lanes xx, yy, xy;
};

struct Field {
  Complex x, y;
};

struct Convolution {
  Plan planX, planY;
  /** Blocks of ky: 0 ... py / 2, in the last some that are not used. */
  int blocks = 0;
  /** Columns, rounded up: the elements of a block. */
  int width = 0;
  Room<Tensor> spectrum;
  Room<Field> rows;
  Room<Complex> scratch[2];
};

/** @param nxx, nyy, nxy spectra of the tensor, py x px, dimensionless @param scale of the field */
inline void setSpectrum(Convolution& c, const Grid& grid, int px, int py, Spectrum nxx, Spectrum nyy, Spectrum nxy, double scale) {
  c.planX = createPlan(px);
  c.planY = createPlan(py);
  c.blocks = py / 2 / lanes + 1;
  c.width = (grid.nx + lanes - 1) / lanes * lanes;
  c.rows.reserve(c.blocks * c.width);
  for (auto& room : c.scratch) room.reserve(std::max(2 * px, py));
  c.spectrum.reserve(c.blocks * (px / 2 + 1));
  Tensor* tensor = c.spectrum.get();
  for (int block = 0; block < c.blocks; block++) {
    for (int kx = 0; kx <= px / 2; kx++, tensor++) {
      for (int lane = 0; lane < lanes; lane++) {
        const int from = (block * lanes + lane) % py * px + kx;
        tensor->xx[lane] = scale * nxx[from];
        tensor->yy[lane] = scale * nyy[from];
        tensor->xy[lane] = scale * nxy[from];
      }
    }
  }
}

/** From the transform Z of mx + i my to those of mx, (Z + conj Z(-k)) / 2, and my, (Z - conj Z(-k)) / 2i; the halves are in the spectrum. */
__attribute__((flatten)) inline void split(const Convolution& c, const Complex* z, int x0) {
  for (int block = 0; block < c.blocks; block++) {
    Lanes part[4][lanes];
    for (int lane = 0; lane < lanes; lane++) {
      const int ky = block * lanes + lane;
      const Complex a = z[ky], b = z[ky == 0 ? 0 : c.planY.length - ky];
      part[0][lane] = a.re + b.re;
      part[1][lane] = a.im - b.im;
      part[2][lane] = a.im + b.im;
      part[3][lane] = b.re - a.re;
    }
    Lanes* to = &c.rows.get()[block * c.width + x0].x.re;
    for (int i = 0; i < 4; i++) {
      transpose(part[i]);
      for (int lane = 0; lane < lanes; lane++) to[4 * lane + i] = part[i][lane];
    }
  }
}

template <int R>
inline void forwardColumns(const Convolution& c, const Grid& grid, const float* mx, const float* my, int x0) {
  firstPass<R, R / 2>(c.planY, c.scratch[0].get(), 1, [&](int y, int) -> Complex {
    if (y >= grid.ny) return Complex{};
    const auto at = y * grid.pitch + x0;
    return {load<Lanes>(mx + at), load<Lanes>(my + at)};
  });
  Complex* z = innerPasses(c.planY, c.scratch[0].get(), c.scratch[1].get(), R, 1);
  Complex* transformed = z == c.scratch[0].get() ? c.scratch[1].get() : c.scratch[0].get();
  lastPass<R, R>(c.planY, z, 1, [&](int ky, int, Complex value) { transformed[ky] = value; });
  split(c, transformed, x0);
}

/** The last pass of the transform, the product with the tensor, and the first pass of the inverse touch the same elements. */
template <int R>
__attribute__((flatten)) inline void multiplyInLastPass(const Plan& plan, const Complex* from, Complex* to, const Tensor* spectrum) {
  const int s = plan.length / R;
  for (int q = 0; q < s; q++) {
    Complex x[R], y[R];
    unrolled<R>([&](auto j) {
      x[j] = from[2 * (q + s * j)];
      y[j] = from[2 * (q + s * j) + 1];
    });
    dft(x);
    dft(y);
    unrolled<R>([&](auto j) {
      const int k = q + s * j;
      const bool mirrored = j >= R / 2 && k > plan.length / 2;
      const Tensor& n = spectrum[mirrored ? plan.length - k : k];
      const Lanes xy = mirrored ? -n.xy : n.xy;  // odd in kx
      const Complex mx = x[j], my = y[j];
      x[j] = {n.xx * mx.im + xy * my.im, n.xx * mx.re + xy * my.re};
      y[j] = {xy * mx.im + n.yy * my.im, xy * mx.re + n.yy * my.re};
    });
    dft(x);
    dft(y);
    Twiddle w[R];
    loadTwiddles(w, plan, q);
    turnOutputs(x, w);
    turnOutputs(y, w);
    unrolled<R>([&](auto k) {
      to[2 * (R * q + k)] = x[k];
      to[2 * (R * q + k) + 1] = y[k];
    });
  }
}

template <int R>
inline void convolveRows(const Convolution& c, const Grid& grid, int block) {
  Complex* const line = &c.rows.get()[block * c.width].x;
  firstPass<R, R / 2>(c.planX, c.scratch[0].get(), 2, [&](int x, int component) -> Complex {
    if (x >= grid.nx) return Complex{};
    return line[2 * x + component];
  });
  Complex* z = innerPasses(c.planX, c.scratch[0].get(), c.scratch[1].get(), R, 2);
  Complex* other = z == c.scratch[0].get() ? c.scratch[1].get() : c.scratch[0].get();
  multiplyInLastPass<R>(c.planX, z, other, c.spectrum.get() + block * (c.planX.length / 2 + 1));
  Complex* h = innerPasses(c.planX, other, z, R, 2);
  lastPass<R, R / 2>(c.planX, h, 2, [&](int x, int component, Complex value) {
    if (x < grid.nx) line[2 * x + component] = value;
  });
}

/** Z = Hx + i Hy from the half spectra of the real fields hx and hy: Z(-k) = conj Hx + i conj Hy. All of them with re and im exchanged. */
__attribute__((flatten)) inline void join(const Convolution& c, Complex* z, int x0) {
  for (int block = 0; block < c.blocks; block++) {
    Lanes part[4][lanes];
    const Lanes* from = &c.rows.get()[block * c.width + x0].x.re;
    for (int i = 0; i < 4; i++) {
      for (int lane = 0; lane < lanes; lane++) part[i][lane] = from[4 * lane + i];
      transpose(part[i]);
    }
    for (int lane = 0; lane < lanes; lane++) {
      const int ky = block * lanes + lane;
      const Complex x = swapped({part[0][lane], part[1][lane]}), y = swapped({part[2][lane], part[3][lane]});
      if (ky > c.planY.length / 2) break;
      z[ky] = {x.im + y.re, x.re - y.im};
      if (ky > 0 && ky < c.planY.length / 2) z[c.planY.length - ky] = {y.re - x.im, x.re + y.im};
    }
  }
}

template <int R>
inline void inverseColumns(const Convolution& c, const Grid& grid, float* hx, float* hy, int x0) {
  Complex* z = c.scratch[1].get();
  join(c, z, x0);
  firstPass<R, R>(c.planY, c.scratch[0].get(), 1, [&](int ky, int) { return z[ky]; });
  const Complex* h = innerPasses(c.planY, c.scratch[0].get(), c.scratch[1].get(), R, 1);
  lastPass<R, R / 2>(c.planY, h, 1, [&](int y, int, Complex value) {
    if (y >= grid.ny) return;
    const auto at = y * grid.pitch + x0;
    store(hx + at, value.im);
    store(hy + at, value.re);
  });
}

/** Overwrites the planes hx, hy with the demagnetizing field of mx, my. */
inline void demagField(const Convolution& c, const Grid& grid, const float* mx, const float* my, float* hx, float* hy) {
  const auto outer = [](const Plan& plan, auto eight, auto four) { plan.outer == 8 ? eight() : four(); };
  for (int x0 = 0; x0 < grid.nx; x0 += lanes)
    outer(c.planY, [&] { forwardColumns<8>(c, grid, mx, my, x0); }, [&] { forwardColumns<4>(c, grid, mx, my, x0); });
  for (int block = 0; block < c.blocks; block++)
    outer(c.planX, [&] { convolveRows<8>(c, grid, block); }, [&] { convolveRows<4>(c, grid, block); });
  for (int x0 = 0; x0 < grid.nx; x0 += lanes)
    outer(c.planY, [&] { inverseColumns<8>(c, grid, hx, hy, x0); }, [&] { inverseColumns<4>(c, grid, hx, hy, x0); });
}
