// A change of the magnetization summed into blocks of 4 x 4 cells, and a field of the blocks added to their cells.
// The convolution of the blocks runs in a second instance of the kernel on the same memory.
#pragma once
#include "grid.h"
#include "lanes.h"

struct Blocks {
  /** From a row of blocks to the next. */
  std::ptrdiff_t pitch = 0;
};

inline void setBlocks(Blocks& blocks, int pitchBytes) { blocks.pitch = pitchBytes / 4; }

/** From the first block to that in which a run begins. */
inline std::ptrdiff_t blockOf(const Grid& grid, const Blocks& blocks, const Run& run) {
  return run.y / 4 * blocks.pitch + (run.start - run.y * grid.pitch) / 4;
}

/** The sums of four vectors. */
inline Four sums(Four a, Four b, Four c, Four d) {
  const FourIndices low = {0, 4, 1, 5}, high = {2, 6, 3, 7}, first = {0, 1, 4, 5}, second = {2, 3, 6, 7};
  const Four ab = __builtin_shuffle(a, b, low) + __builtin_shuffle(a, b, high), cd = __builtin_shuffle(c, d, low) + __builtin_shuffle(c, d, high);
  return __builtin_shuffle(ab, cd, first) + __builtin_shuffle(ab, cd, second);
}

/** Block means of m - before (in-plane components), added to cx, cy. */
inline void gatherChange(const Grid& grid, const Blocks& blocks, const float* m, const float* before, float* cx, float* cy) {
  for (int d = 0; d < 2; d++) {
    const float *now = m + d * grid.plane, *then = before + d * grid.plane;
    const auto change = [=](auto i) { return four(now + i) - four(then + i); };
    for (const Run& run : grid.runs) {
      float* block = (d == 0 ? cx : cy) + blockOf(grid, blocks, run);
      const auto [start, end, y] = run;
      auto i = start;
      for (; i <= end - 16; i += 16, block += 4) four(block) += 0.0625f * sums(change(i), change(i + 4), change(i + 8), change(i + 12));
      for (; i < end; i++) block[(i - start) % 16 / 4] += 0.0625f * (now[i] - then[i]);
    }
  }
}

/** to = h + field of the blocks, both in-plane components. */
inline void spreadField(const Grid& grid, const Blocks& blocks, float* to, const float* h, const float* cx, const float* cy) {
  for (int d = 0; d < 2; d++) {
    const float* from = h + d * grid.plane;
    float* sum = to + d * grid.plane;
    for (const Run& run : grid.runs) {
      const float* block = (d == 0 ? cx : cy) + blockOf(grid, blocks, run);
      const auto [start, end, y] = run;
      auto i = start;
      for (; i <= end - 4; i += 4) four(sum + i) = four(from + i) + *block++;
      for (; i < end; i++) sum[i] = from[i] + *block;
    }
  }
}
