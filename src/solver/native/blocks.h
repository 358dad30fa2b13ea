// A change of the magnetization summed into blocks of 4 x 4 cells, a field of the blocks added to their cells, and that of the cells
// themselves where it matters.
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

/** What `nearTable` of src/solver/near-field.ts says of one block of cells around another. */
struct NearBlock {
  struct {
    float xx[16], xy[16], yy[16];
  } of[16];
};

/** Adds to the blocks around block (bx, by) what the changes of its cells do there. */
inline void addAround(const Grid& grid, float* to, const NearBlock* table, std::ptrdiff_t bx, std::ptrdiff_t by, const float* changeX,
                      const float* changeY) {
  const auto row = grid.pitch, plane = grid.plane;
  const std::ptrdiff_t along = (grid.nx + 3) / 4, up = (grid.ny + 3) / 4;
  for (auto ty = std::max<std::ptrdiff_t>(0, by - 1); ty <= std::min(up - 1, by + 1); ty++) {
    for (auto tx = std::max<std::ptrdiff_t>(0, bx - 1); tx <= std::min(along - 1, bx + 1); tx++) {
      const NearBlock& near = table[3 * (ty - by + 1) + tx - bx + 1];
      float hx[16] = {}, hy[16] = {};
      for (int s = 0; s < 16; s++) {
        for (int t = 0; t < 16; t++) {
          hx[t] += near.of[s].xx[t] * changeX[s] + near.of[s].xy[t] * changeY[s];
          hy[t] += near.of[s].xy[t] * changeX[s] + near.of[s].yy[t] * changeY[s];
        }
      }
      float* field = to + 4 * (ty * row + tx);
      for (int y = 0; y < 4; y++, field += row) {
        four(field) += four(hx + 4 * y);
        four(field + plane) += four(hy + 4 * y);
      }
    }
  }
}

/**
 * Around every block whose mean change (cx, cy) is longer than `least`, the field of its cells instead of that of the block: added to `to` in the
 * 3 x 3 blocks around. Spare cells beside the sample may be written.
 */
inline void refineField(const Grid& grid, const Blocks& blocks, float* to, const float* m, const float* before, const float* cx, const float* cy,
                        const NearBlock* table, float least) {
  const auto row = grid.pitch, plane = grid.plane;
  const std::ptrdiff_t along = (grid.nx + 3) / 4, up = (grid.ny + 3) / 4;
  for (std::ptrdiff_t by = 0; by < up; by++) {
    for (std::ptrdiff_t bx = 0; bx < along; bx++) {
      const float meanX = cx[by * blocks.pitch + bx], meanY = cy[by * blocks.pitch + bx];
      if (meanX * meanX + meanY * meanY <= least * least) continue;
      float changeX[16] = {}, changeY[16] = {};
      const auto corner = 4 * (by * row + bx);
      const auto width = std::min<std::ptrdiff_t>(4, grid.nx - 4 * bx), height = std::min<std::ptrdiff_t>(4, grid.ny - 4 * by);
      for (std::ptrdiff_t y = 0; y < height; y++) {
        for (std::ptrdiff_t x = 0; x < width; x++) {
          const auto i = corner + y * row + x;
          changeX[4 * y + x] = m[i] - before[i];
          changeY[4 * y + x] = m[i + plane] - before[i + plane];
        }
      }
      addAround(grid, to, table, bx, by, changeX, changeY);
    }
  }
}
