// A change of the magnetization summed into blocks of 4 x 4 cells, and a field of the blocks added to their cells.
// The convolution of the blocks runs in a second instance of the kernel on the same memory.
#pragma once
#include "grid.h"

struct Blocks {
  /** From a row of blocks to the next. */
  std::ptrdiff_t pitch = 0;
};

inline void setBlocks(Blocks& blocks, int pitchBytes) { blocks.pitch = pitchBytes / 4; }

/** Block means of m - before (in-plane components). */
inline void gatherChange(const Grid& grid, const Blocks& blocks, const float* m, const float* before, float* cx, float* cy) {
  for (int d = 0; d < 2; d++) {
    const float *now = m + d * grid.plane, *then = before + d * grid.plane;
    float* change = d == 0 ? cx : cy;
    for (const auto [start, end, y] : grid.runs) {
      const auto x = start - y * grid.pitch;
      float* block = change + y / 4 * blocks.pitch + x / 4;
      auto i = start;
#pragma GCC ivdep
      for (; i <= end - 4; i += 4)
        *block++ += 0.0625f * (now[i] - then[i] + now[i + 1] - then[i + 1] + now[i + 2] - then[i + 2] + now[i + 3] - then[i + 3]);
      for (; i < end; i++) *block += 0.0625f * (now[i] - then[i]);
    }
  }
}

/** to = h + field of the blocks, both in-plane components. */
inline void spreadField(const Grid& grid, const Blocks& blocks, float* to, const float* h, const float* cx, const float* cy) {
  for (int d = 0; d < 2; d++) {
    const float* from = h + d * grid.plane;
    float* sum = to + d * grid.plane;
    for (const auto [start, end, y] : grid.runs) {
      const auto x = start - y * grid.pitch;
      const float* block = (d == 0 ? cx : cy) + y / 4 * blocks.pitch + x / 4;
#pragma GCC ivdep
      for (std::ptrdiff_t i = 0; i < end - start; i++) sum[start + i] = from[start + i] + block[i / 4];
    }
  }
}
