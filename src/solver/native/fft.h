// Stockham transforms (sorted output, no bit reversal), as many side by side as there are lanes, `batch` of them one after the other in
// every element. The first pass reads by the caller's `load`, the last writes by `store`: what is zero or unwanted costs nothing.
#pragma once
#include <cmath>
#include <vector>

#include "dft.h"

/** exp(-2 pi i t / length), the same for all lanes. */
struct Twiddle {
  float re, im;
};

inline Complex operator*(Twiddle w, Complex a) { return {w.re * a.re - w.im * a.im, w.re * a.im + w.im * a.re}; }

struct Plan {
  int length = 0;
  /** Radix of the first and of the last pass. */
  int outer = 0;
  /** Radices of the passes between. */
  std::vector<int> inner;
  std::vector<Twiddle> table;
};

/** Larger ones need more than the 16 registers that processors without AVX-512 have. */
constexpr int largestRadix = lanes == 16 ? 10 : 5;

/** @param length a multiple of 16, a product of 2, 3 and 5 */
inline Plan createPlan(int length) {
  Plan plan{length, largestRadix >= 8 && length % 64 == 0 ? 8 : 4, {}, {}};
  int rest = length / (plan.outer * plan.outer);
  for (const int radix : {10, 8, 5, 4, 3, 2}) {
    for (; radix <= largestRadix && rest % radix == 0; rest /= radix) plan.inner.push_back(radix);
  }
  for (int t = 0; t < length; t++) {
    const double turn = 2 * M_PI * t / length;
    plan.table.push_back({static_cast<float>(std::cos(turn)), static_cast<float>(-std::sin(turn))});
  }
  return plan;
}

/** Output k times twiddle k; the first is 1. */
template <int R>
inline void turnOutputs(Complex (&x)[R], const Twiddle (&w)[R]) {
  unrolled<R - 1>([&](auto k) { x[k + 1] = w[k + 1] * x[k + 1]; });
}

template <int R>
inline void loadTwiddles(Twiddle (&w)[R], const Plan& plan, int step) {
  unrolled<R>([&](auto k) { w[k] = plan.table[k * step]; });
}

/** A pass between, where s transforms of length n = plan.length / s are left: y(q + s (R p + k)) = w^(p k s) X(k), w = exp(-2 pi i / plan.length). */
template <int R>
__attribute__((flatten)) inline void innerPass(const Plan& plan, const Complex* from, Complex* to, int s, int batch) {
  const int m = plan.length / (s * R), row = s * batch;
  for (int p = 0; p < m; p++) {
    Twiddle w[R];
    loadTwiddles(w, plan, p * s);
    for (int q = 0; q < row; q++) {
      Complex x[R];
      unrolled<R>([&](auto j) { x[j] = from[row * (p + m * j) + q]; });
      dft(x);
      turnOutputs(x, w);
      unrolled<R>([&](auto k) { to[row * (R * p + k) + q] = x[k]; });
    }
  }
}

/** The passes between, to and fro; returns where the result lies. s: the product of the radices before. */
inline Complex* innerPasses(const Plan& plan, Complex* from, Complex* to, int s, int batch) {
  for (const int radix : plan.inner) {
    switch (radix) {
      case 10: innerPass<10>(plan, from, to, s, batch); break;
      case 8: innerPass<8>(plan, from, to, s, batch); break;
      case 5: innerPass<5>(plan, from, to, s, batch); break;
      case 4: innerPass<4>(plan, from, to, s, batch); break;
      case 3: innerPass<3>(plan, from, to, s, batch); break;
      default: innerPass<2>(plan, from, to, s, batch);
    }
    s *= radix;
    std::swap(from, to);
  }
  return from;
}

/** The first pass: `load(i, b)` gives element i of transform b; all but the first `read` R-ths of them are zero. */
template <int R, int read, class Load>
__attribute__((flatten)) inline void firstPass(const Plan& plan, Complex* to, int batch, Load load) {
  const int m = plan.length / R;
  for (int p = 0; p < m; p++) {
    Twiddle w[R];
    loadTwiddles(w, plan, p);
    for (int b = 0; b < batch; b++) {
      Complex x[R] = {};
      unrolled<read>([&](auto j) { x[j] = load(p + m * j, b); });
      dft(x);
      turnOutputs(x, w);
      unrolled<R>([&](auto k) { to[(R * p + k) * batch + b] = x[k]; });
    }
  }
}

/** The last pass: `store(i, b, value)` takes element i of transform b, those of the first `written` R-ths. */
template <int R, int written, class Store>
__attribute__((flatten)) inline void lastPass(const Plan& plan, const Complex* from, int batch, Store store) {
  const int s = plan.length / R;
  for (int q = 0; q < s; q++) {
    for (int b = 0; b < batch; b++) {
      Complex x[R];
      unrolled<R>([&](auto j) { x[j] = from[(q + s * j) * batch + b]; });
      dft(x);
      unrolled<written>([&](auto k) { store(q + s * k, b, x[k]); });
    }
  }
}
