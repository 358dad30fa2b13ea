// Planar magnetization m = (sin phi, cos phi). A tangent vector is one number per cell, the change of phi: dm = u (my, -mx).
// Reduced units: fields in HA, energies in mu0 Ms HA per cell.
#pragma once
#include <cmath>

#include "material.h"

/**
 * From m and the demagnetizing field h of all other cells (two planes each): g = dE/dphi, the diagonal a of the local Hessian without
 * exchange (cos 2(phi - t) + applied and demagnetizing field along m) and the exchange weights wx, wy = bond (mi . mj).
 * Writes to `sums`: energy, mean of my (both summed over cells), g . g, largest |g|.
 */
inline void planarGradient(const Grid& grid, const Material& material, const float* m, const float* h, float* g, float* a, float* wx, float* wy,
                           float applied, double* sums) {
  const auto [bondX, bondY, kx, ky, coupling, self] = material;
  const auto row = grid.pitch;
  const float *mx = m, *my = m + grid.plane, *demagX = h, *demagY = h + grid.plane;
  double energy = 0, along = 0, square = 0;
  float peak = 0;
  for (const auto [start, end, line] : grid.runs) {
    float e = 0, n = 0, s = 0;
#pragma GCC ivdep
    for (auto i = start; i < end; i++) {
      const float x = mx[i], y = my[i], right = bondX[i], left = bondX[i - 1], up = bondY[i], down = bondY[i - row];
      const float exchangeX = right * (mx[i + 1] - x) + left * (mx[i - 1] - x) + up * (mx[i + row] - x) + down * (mx[i - row] - x);
      const float exchangeY = right * (my[i + 1] - y) + left * (my[i - 1] - y) + up * (my[i + row] - y) + down * (my[i - row] - y);
      const float km = kx[i] * x + ky[i] * y;
      const float innerX = exchangeX + km * kx[i] + demagX[i], innerY = exchangeY + km * ky[i] + demagY[i];
      const float gradient = (innerY + applied) * x - innerX * y, zeeman = applied * y;
      g[i] = gradient;
      a[i] = 2 * km * km - 1 + zeeman + demagX[i] * x + demagY[i] * y;
      wx[i] = right * (x * mx[i + 1] + y * my[i + 1]);
      wy[i] = up * (x * mx[i + row] + y * my[i + row]);
      e += zeeman + 0.5f * (innerX * x + innerY * y - self);
      n += y;
      s += gradient * gradient;
      peak = std::max(peak, std::abs(gradient));
    }
    energy -= e;
    along += n;
    square += s;
  }
  sums[0] = energy;
  sums[1] = along;
  sums[2] = square;
  sums[3] = peak;
}

/** q = (local Hessian + shift) p = sum_j w (p_i - p_j) + (a + shift) p; returns p . q. */
inline double planarHessian(const Grid& grid, const float* p, float* q, const float* a, const float* wx, const float* wy, float shift) {
  const auto row = grid.pitch;
  double product = 0;
  for (const auto [start, end, line] : grid.runs) {
    float s = 0;
#pragma GCC ivdep
    for (auto i = start; i < end; i++) {
      const float c = p[i];
      const float across = wx[i] * (c - p[i + 1]) + wx[i - 1] * (c - p[i - 1]);
      const float updown = wy[i] * (c - p[i + row]) + wy[i - row] * (c - p[i - row]);
      const float value = (shift + a[i]) * c + across + updown;
      q[i] = value;
      s += c * value;
    }
    product += s;
  }
  return product;
}

/** to = m turned by t u in every cell: Cayley rotation by 2 atan(t u / 2), with one Newton step back to length one. */
inline void planarTurn(const Grid& grid, float* to, const float* m, const float* u, float t) {
  const float *mx = m, *my = m + grid.plane;
  float *toX = to, *toY = to + grid.plane;
  for (const auto [start, end, line] : grid.runs) {
#pragma GCC ivdep
    for (auto i = start; i < end; i++) {
      const float d = 0.5f * t * u[i], scale = 1 / (1 + d * d);
      const float c = (1 - d * d) * scale, s = 2 * d * scale;
      const float x = mx[i] * c + my[i] * s, y = my[i] * c - mx[i] * s;
      const float norm = 0.5f * (3 - (x * x + y * y));
      toX[i] = x * norm;
      toY[i] = y * norm;
    }
  }
}
