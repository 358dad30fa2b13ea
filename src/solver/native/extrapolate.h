// Start of a field step: the state continued from the last two or three, cell by cell, in the whole sample.
#pragma once
#include <cmath>

#include "grid.h"

template <int dimension>
inline void extrapolateIn(const Grid& grid, float* to, const float* m0, const float* m1, const float* m2, float c0, float c1, float c2, float d0,
                          float d1, float d2, float limit) {
  const auto plane = grid.plane;
  const float near = 1 / (limit * limit);
  for (int y = 0; y < grid.ny; y++) {
    const auto start = y * grid.pitch;
#pragma GCC ivdep
    for (auto i = start; i < start + grid.nx; i++) {
      float bent = 0, norm = 0, v[dimension];
      for (int d = 0; d < dimension; d++) {
        const auto at = i + d * plane;
        const float bend = d0 * m0[at] + d1 * m1[at] + d2 * m2[at];
        bent += bend * bend;
      }
      const float w = 1 / (1 + near * bent);
      for (int d = 0; d < dimension; d++) {
        const auto at = i + d * plane;
        v[d] = m0[at] + w * (c0 * m0[at] + c1 * m1[at] + c2 * m2[at]);
        norm += v[d] * v[d];
      }
      const float scale = 1 / std::sqrt(norm);
      for (int d = 0; d < dimension; d++) to[i + d * plane] = v[d] * scale;
    }
  }
}

/**
 * to = normalized (m0 + w change), change = c0 m0 + c1 m1 + c2 m2. Where the bend d0 m0 + d1 m1 + d2 m2, the part of the change that
 * is not linear, is longer than `limit` (chord) something has jumped nearby: w = 1 / (1 + (bend / limit)^2) fades to 0, smoothly, lest
 * neighbours be torn apart.
 */
inline void extrapolate(const Grid& grid, float* to, const float* m0, const float* m1, const float* m2, float c0, float c1, float c2, float d0,
                        float d1, float d2, float limit, int dimension) {
  const auto extrapolated = dimension == 3 ? extrapolateIn<3> : extrapolateIn<2>;
  extrapolated(grid, to, m0, m1, m2, c0, c1, c2, d0, d1, d2, limit);
}
