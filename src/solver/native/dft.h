// Discrete Fourier transforms so short that they stay in registers: X(k) = sum_n x(n) exp(-2 pi i n k / R), in place, k in order.
#pragma once
#include "lanes.h"

/** cos and -sin of 2 pi t / R, in the program's text. */
template <int t, int R>
struct Root {
  static constexpr double turn = 2 * 3.14159265358979323846 * (t % R) / R;
  static constexpr float tidy(double value) { return value < 1e-9 && value > -1e-9 ? 0 : value; }
  static constexpr float re = tidy(__builtin_cos(turn)), im = tidy(-__builtin_sin(turn));
};

template <int t, int R>
inline Complex timesRoot(Complex a) {
  constexpr float re = Root<t, R>::re, im = Root<t, R>::im;
  return {re * a.re - im * a.im, re * a.im + im * a.re};
}

/** The largest factor of R that has a transform of its own below. */
constexpr int factorOf(int R) { return R % 4 == 0 ? 4 : R % 2 == 0 ? 2 : R % 3 == 0 ? 3 : 5; }

/**
 * R = A B: n = B a + b, k = c + A d, so X(c + A d) = sum_b exp(-2 pi i b d / B) exp(-2 pi i b c / R) sum_a exp(-2 pi i a c / A) x(B a + b).
 * Inputs that are zero and outputs that nobody reads cost nothing: the compiler drops what they need.
 */
template <int R>
inline void dft(Complex (&x)[R]) {
  constexpr int A = R == 8 ? 2 : factorOf(R), B = R / A;
  Complex rows[A][B];
  unrolled<B>([&](auto b) {
    Complex column[A];
    unrolled<A>([&](auto a) { column[a] = x[B * a + b]; });
    dft<A>(column);
    unrolled<A>([&](auto c) { rows[c][b] = timesRoot<b * c, R>(column[c]); });
  });
  unrolled<A>([&](auto c) {
    dft<B>(rows[c]);
    unrolled<B>([&](auto d) { x[c + A * d] = rows[c][d]; });
  });
}

template <>
inline void dft(Complex (&x)[2]) {
  const Complex sum = x[0] + x[1];
  x[1] = x[0] - x[1];
  x[0] = sum;
}

template <>
inline void dft(Complex (&x)[3]) {
  const Complex sum = x[1] + x[2], centre = x[0] - 0.5f * sum, turned = 0.8660254037844386f * timesMinusI(x[1] - x[2]);
  x[0] = x[0] + sum;
  x[1] = centre + turned;
  x[2] = centre - turned;
}

template <>
inline void dft(Complex (&x)[4]) {
  const Complex even = x[0] + x[2], odd = x[1] + x[3], rest = x[0] - x[2], turned = timesMinusI(x[1] - x[3]);
  x[0] = even + odd;
  x[1] = rest + turned;
  x[2] = even - odd;
  x[3] = rest - turned;
}

template <>
inline void dft(Complex (&x)[5]) {
  constexpr float c1 = 0.30901699437494745f, c2 = -0.8090169943749475f, s1 = 0.9510565162951535f, s2 = 0.5877852522924731f;
  const Complex outer = x[1] + x[4], inner = x[2] + x[3];
  const Complex outerTurned = timesMinusI(x[1] - x[4]), innerTurned = timesMinusI(x[2] - x[3]);
  const Complex centre1 = x[0] + c1 * outer + c2 * inner, turned1 = s1 * outerTurned + s2 * innerTurned;
  const Complex centre2 = x[0] + c2 * outer + c1 * inner, turned2 = s2 * outerTurned - s1 * innerTurned;
  x[0] = x[0] + outer + inner;
  x[1] = centre1 + turned1;
  x[2] = centre2 + turned2;
  x[3] = centre2 - turned2;
  x[4] = centre1 - turned1;
}
