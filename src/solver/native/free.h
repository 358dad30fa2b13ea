// Free magnetization, three components. A tangent vector has three components too and is perpendicular to m in every cell.
// The z component has no demagnetizing field (columns long in z). Reduced units: fields in HA, energies in mu0 Ms HA per cell.
#pragma once
#include <cmath>

#include "material.h"

/**
 * From m (three planes) and the demagnetizing field h of all other cells (two planes): g = dE/dm perpendicular to m, and the diagonal a of
 * the local Hessian: the field of all others along m (exchange with neighbours included), plus anisotropy (k.m)^2.
 * Writes to `sums`: energy, sum of my, g . g, largest |g|.
 */
inline void freeGradient(const Grid& grid, const Material& material, const float* m, const float* h, float* g, float* a, float applied,
                         double* sums) {
  const auto [bondX, bondY, kx, ky, coupling, self] = material;
  const auto row = grid.pitch, plane = grid.plane;
  const float *mx = m, *my = m + plane, *mz = my + plane, *demagX = h, *demagY = h + plane;
  float *gx = g, *gy = g + plane, *gz = gy + plane;
  double energy = 0, along = 0, square = 0;
  float peak = 0;
  for (const auto [start, end, line] : grid.runs) {
    float e = 0, n = 0, s = 0;
#pragma GCC ivdep
    for (auto i = start; i < end; i++) {
      const float x = mx[i], y = my[i], z = mz[i], right = bondX[i], left = bondX[i - 1], up = bondY[i], down = bondY[i - row];
      // Differences, not sums: where exchange is strong, sums would lose the torque in the rounding of what cancels.
      const float exchangeX = right * (mx[i + 1] - x) + left * (mx[i - 1] - x) + up * (mx[i + row] - x) + down * (mx[i - row] - x);
      const float exchangeY = right * (my[i + 1] - y) + left * (my[i - 1] - y) + up * (my[i + row] - y) + down * (my[i - row] - y);
      const float hz = right * (mz[i + 1] - z) + left * (mz[i - 1] - z) + up * (mz[i + row] - z) + down * (mz[i - row] - z);
      const float km = kx[i] * x + ky[i] * y;
      const float hx = exchangeX + km * kx[i] + demagX[i] - self * x, hy = exchangeY + km * ky[i] + demagY[i] - self * y;
      const float zeeman = applied * y, inner = hx * x + hy * y + hz * z;
      const float hm = inner + zeeman;
      gx[i] = hm * x - hx;
      gy[i] = hm * y - (hy + applied);
      gz[i] = hm * z - hz;
      a[i] = hm + (right + left + up + down);
      const float length = gx[i] * gx[i] + gy[i] * gy[i] + gz[i] * gz[i];
      e += zeeman + 0.5f * inner;
      n += y;
      s += length;
      peak = std::max(peak, length);
    }
    energy -= e;
    along += n;
    square += s;
  }
  sums[0] = energy;
  sums[1] = along;
  sums[2] = square;
  sums[3] = std::sqrt(peak);
}

/**
 * q = (local Hessian + shift) p = (a + shift) p - P (sum_j bond p_j + k (k.p) - self p_inplane), P the projection perpendicular to m;
 * returns p . q. p is zero outside the sample, where there are no bonds. Half of a curve's time is spent here.
 */
inline double freeHessian(const Grid& grid, const Material& material, const float* p, float* q, const float* m, const float* a, float shift) {
  const auto [bondX, bondY, kx, ky, bond, self] = material;
  const auto row = grid.pitch, plane = grid.plane;
  const float *px = p, *py = p + plane, *pz = py + plane, *mx = m, *my = m + plane, *mz = my + plane;
  float *qx = q, *qy = q + plane, *qz = qy + plane;
  double product = 0;
  for (const auto [start, end, line] : grid.runs) {
    float s = 0;
#pragma GCC ivdep
    for (auto i = start; i < end; i++) {
      const float x = px[i], y = py[i], z = pz[i], diagonal = shift + a[i];
      const float kp = kx[i] * x + ky[i] * y;
      const float hx = bond * (px[i + 1] + px[i - 1] + px[i + row] + px[i - row]) + kp * kx[i] - self * x;
      const float hy = bond * (py[i + 1] + py[i - 1] + py[i + row] + py[i - row]) + kp * ky[i] - self * y;
      const float hz = bond * (pz[i + 1] + pz[i - 1] + pz[i + row] + pz[i - row]);
      const float hm = hx * mx[i] + hy * my[i] + hz * mz[i];
      qx[i] = diagonal * x - hx + hm * mx[i];
      qy[i] = diagonal * y - hy + hm * my[i];
      qz[i] = diagonal * z - hz + hm * mz[i];
      s += x * qx[i] + y * qy[i] + z * qz[i];
    }
    product += s;
  }
  return product;
}

/** to = (m + t u) / |m + t u| in every cell. */
inline void freeTurn(const Grid& grid, float* to, const float* m, const float* u, float t) {
  const auto y = grid.plane, z = 2 * grid.plane;
  for (const auto [start, end, line] : grid.runs) {
#pragma GCC ivdep
    for (auto i = start; i < end; i++) {
      const float tx = m[i] + t * u[i], ty = m[i + y] + t * u[i + y], tz = m[i + z] + t * u[i + z];
      const float scale = 1 / std::sqrt(tx * tx + ty * ty + tz * tz);
      to[i] = tx * scale;
      to[i + y] = ty * scale;
      to[i + z] = tz * scale;
    }
  }
}

/** u made perpendicular to m in every cell, in place. */
inline void freeProject(const Grid& grid, float* u, const float* m) {
  const auto y = grid.plane, z = 2 * grid.plane;
  for (const auto [start, end, line] : grid.runs) {
#pragma GCC ivdep
    for (auto i = start; i < end; i++) {
      const float um = u[i] * m[i] + u[i + y] * m[i + y] + u[i + z] * m[i + z];
      u[i] -= um * m[i];
      u[i + y] -= um * m[i + y];
      u[i + z] -= um * m[i + z];
    }
  }
}
