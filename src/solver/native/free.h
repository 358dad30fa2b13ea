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
  double energy = 0, along = 0, square = 0;
  Largest peak;
  for (const Run& run : grid.runs) {
    Total e, n, s;
    inRun(run, [&]<class V>(std::ptrdiff_t i) {
      const auto at = [=](const float* of) { return load<V>(of + i); };
      const V right = at(bondX), left = at(bondX - 1), up = at(bondY), down = at(bondY - row);
      // Differences, not sums: where exchange is strong, sums would lose the torque in the rounding of what cancels.
      const auto exchange = [&](const float* c, V here) -> V {
        return right * (at(c + 1) - here) + left * (at(c - 1) - here) + up * (at(c + row) - here) + down * (at(c - row) - here);
      };
      const V x = at(m), y = at(m + plane), z = at(m + 2 * plane), axisX = at(kx), axisY = at(ky);
      const V km = axisX * x + axisY * y;
      const V hx = exchange(m, x) + km * axisX + at(h) - self * x, hy = exchange(m + plane, y) + km * axisY + at(h + plane) - self * y;
      const V hz = exchange(m + 2 * plane, z);
      const V zeeman = applied * y, inner = hx * x + hy * y + hz * z, hm = inner + zeeman;
      const V gx = hm * x - hx, gy = hm * y - (hy + applied), gz = hm * z - hz, length = gx * gx + gy * gy + gz * gz;
      store(g + i, gx);
      store(g + plane + i, gy);
      store(g + 2 * plane + i, gz);
      store<V>(a + i, hm + (right + left + up + down));
      e.add<V>(zeeman + 0.5f * inner);
      n.add(y);
      s.add(length);
      peak.add(length);
    });
    energy -= e.value();
    along += n.value();
    square += s.value();
  }
  sums[0] = energy;
  sums[1] = along;
  sums[2] = square;
  sums[3] = std::sqrt(peak.value());
}

/**
 * q = (local Hessian + shift) p = (a + shift) p - P (sum_j bond p_j + k (k.p) - self p_inplane), P the projection perpendicular to m;
 * returns p . q. p is zero outside the sample, where there are no bonds. Half of a curve's time is spent here.
 */
inline double freeHessian(const Grid& grid, const Material& material, const float* p, float* q, const float* m, const float* a, float shift) {
  const auto [bondX, bondY, kx, ky, bond, self] = material;
  const auto row = grid.pitch, plane = grid.plane;
  double product = 0;
  for (const Run& run : grid.runs) {
    Total s;
    inRun(run, [&]<class V>(std::ptrdiff_t i) {
      const auto at = [=](const float* of) { return load<V>(of + i); };
      const auto neighbours = [&](const float* c) -> V { return (at(c + 1) + at(c - 1)) + (at(c + row) + at(c - row)); };
      const V x = at(p), y = at(p + plane), z = at(p + 2 * plane), axisX = at(kx), axisY = at(ky), diagonal = shift + at(a);
      const V kp = axisX * x + axisY * y;
      const V hx = bond * neighbours(p) + kp * axisX - self * x, hy = bond * neighbours(p + plane) + kp * axisY - self * y;
      const V hz = bond * neighbours(p + 2 * plane);
      const V mx = at(m), my = at(m + plane), mz = at(m + 2 * plane), hm = hx * mx + hy * my + hz * mz;
      const V qx = diagonal * x - hx + hm * mx, qy = diagonal * y - hy + hm * my, qz = diagonal * z - hz + hm * mz;
      store(q + i, qx);
      store(q + plane + i, qy);
      store(q + 2 * plane + i, qz);
      s.add<V>(x * qx + y * qy + z * qz);
    });
    product += s.value();
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
