// Linear algebra of tangent vectors over the cells at work; `dimension` components, one plane each (1 planar, 3 free).
// Sums are f32 along a run and f64 over the runs. `ivdep`: where two vectors are one, a cell is read before it is written.
#pragma once
#include <cmath>

#include "grid.h"
#include "lanes.h"

inline double dot(const Grid& grid, const float* a, const float* b, int dimension) {
  double sum = 0;
  for (int d = 0; d < dimension; d++, a += grid.plane, b += grid.plane) {
    for (const auto [start, end, y] : grid.runs) {
      float s = 0;
      for (auto i = start; i < end; i++) s += a[i] * b[i];
      sum += s;
    }
  }
  return sum;
}

/** z = 0, p = r = g; returns r . r. */
inline double begin(const Grid& grid, float* z, float* p, float* r, const float* g, int dimension) {
  double sum = 0;
  for (int d = 0; d < dimension; d++, z += grid.plane, p += grid.plane, r += grid.plane, g += grid.plane) {
    for (const auto [start, end, y] : grid.runs) {
      float s = 0;
#pragma GCC ivdep
      for (auto i = start; i < end; i++) {
        z[i] = 0;
        p[i] = r[i] = g[i];
        s += g[i] * g[i];
      }
      sum += s;
    }
  }
  return sum;
}

/** r -= alpha q; returns r . r. */
inline double descend(const Grid& grid, float* r, const float* q, float alpha, int dimension) {
  double sum = 0;
  for (int d = 0; d < dimension; d++, r += grid.plane, q += grid.plane) {
    for (const auto [start, end, y] : grid.runs) {
      float s = 0;
#pragma GCC ivdep
      for (auto i = start; i < end; i++) {
        r[i] -= alpha * q[i];
        s += r[i] * r[i];
      }
      sum += s;
    }
  }
  return sum;
}

/** z += alpha p, then p = r + beta p. */
inline void advance(const Grid& grid, float* z, float* p, const float* r, float alpha, float beta, int dimension) {
  for (int d = 0; d < dimension; d++, z += grid.plane, p += grid.plane, r += grid.plane) {
    for (const auto [start, end, y] : grid.runs) {
#pragma GCC ivdep
      for (auto i = start; i < end; i++) {
        z[i] += alpha * p[i];
        p[i] = r[i] + beta * p[i];
      }
    }
  }
}

/** to = alpha a + beta b. */
inline void combine(const Grid& grid, float* to, const float* a, const float* b, float alpha, float beta, int dimension) {
  for (int d = 0; d < dimension; d++, to += grid.plane, a += grid.plane, b += grid.plane) {
    for (const auto [start, end, y] : grid.runs) {
#pragma GCC ivdep
      for (auto i = start; i < end; i++) to[i] = alpha * a[i] + beta * b[i];
    }
  }
}

/** Squared length of what `component(d)` reads, in one cell or in several. */
template <int dimension, class Component>
inline auto squaredLength(Component component) {
  auto s = component(0) * component(0);
  if constexpr (dimension == 3) s += component(1) * component(1) + component(2) * component(2);
  return s;
}

/** The same in the cell at `a`, components `plane` apart. */
template <int dimension>
inline float squaredLength(const float* a, std::ptrdiff_t plane) {
  return squaredLength<dimension>([=](int d) { return a[d * plane]; });
}

/** The same in the four cells from `a` on. */
template <int dimension>
inline Four squaredLengths(const float* a, std::ptrdiff_t plane) {
  return squaredLength<dimension>([=](int d) { return four(a + d * plane); });
}

/** Largest length over the cells. */
template <int dimension>
inline float longestOf(const Grid& grid, const float* a) {
  float most = 0;
  for (const auto [start, end, y] : grid.runs) {
    for (auto i = start; i < end; i++) most = std::max(most, squaredLength<dimension>(a + i, grid.plane));
  }
  return std::sqrt(most);
}

inline float longest(const Grid& grid, const float* a, int dimension) {
  return dimension == 3 ? longestOf<3>(grid, a) : longestOf<1>(grid, a);
}

template <int dimension>
inline void shortenTo(const Grid& grid, float* u, float limit) {
  const auto plane = grid.plane;
  for (const auto [start, end, y] : grid.runs) {
#pragma GCC ivdep
    for (auto i = start; i < end; i++) {
      const float scale = std::min(1.0f, limit / std::sqrt(1e-30f + squaredLength<dimension>(u + i, plane)));
      for (int d = 0; d < dimension; d++) u[i + d * plane] *= scale;
    }
  }
}

/** u shortened to at most `limit` in every cell, in place. */
inline void shorten(const Grid& grid, float* u, float limit, int dimension) {
  if (dimension == 3) shortenTo<3>(grid, u, limit);
  else shortenTo<1>(grid, u, limit);
}

template <int dimension>
inline void longestInTilesOf(const Grid& grid, const float* a, float* to, int tilesAlong) {
  for (const auto [start, end, y] : grid.runs) {
    float* tile = to + 4 * (y / 8 * tilesAlong + (start - y * grid.pitch) / 8);
    auto i = start;
    for (; i <= end - 8; i += 8, tile += 4)
      four(tile) = larger(four(tile), larger(squaredLengths<dimension>(a + i, grid.plane), squaredLengths<dimension>(a + i + 4, grid.plane)));
    for (; i < end; i++) *tile = std::max(*tile, squaredLength<dimension>(a + i, grid.plane));
  }
}

/**
 * The largest squared length in each tile of 8 x 8 cells, over the cells at work: four f32 a tile at `to` (the largest of the four is
 * meant), row-major, `tilesAlong` in a row, zeroed by the caller.
 */
inline void longestInTiles(const Grid& grid, const float* a, int dimension, float* to, int tilesAlong) {
  if (dimension == 3) longestInTilesOf<3>(grid, a, to, tilesAlong);
  else longestInTilesOf<1>(grid, a, to, tilesAlong);
}
